import type { ApolloServer } from "@apollo/server";
import { parse } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AccessGateway } from "../../gateway/access/access-gateway.js";
import { fieldRightsBy } from "../../gateway/access/field-rights-by.js";
import { AuditLog } from "../../gateway/audit/audit-log.js";
import { accessLogSubgraph } from "../../gateway/graph/access-log-subgraph.js";
import { createGraph, createPlanner, startServer } from "../../gateway/graph/create-graph.js";
import { httpSubgraph } from "../../gateway/graph/http-subgraph.js";
import { localSubgraph } from "../../gateway/graph/local-subgraph.js";
import { openRequestScope } from "../../gateway/graph/request-scope.js";
import type { RequestScope } from "../../gateway/graph/request-scope.js";
import type { SubgraphClient } from "../../gateway/graph/subgraph-client.js";
import { TRAINING_AUTHORITY } from "../../gateway/officer/training.js";
import { readSupergraph } from "../../gateway/schema-files.js";
import { ACCESS_LOG, createSubgraph, SUBGRAPH_NAMES } from "../../subgraphs/all.js";
import { compileAccessIndex } from "../../subgraphs/kit/access/access-index.js";
import { runSchema, runSubgraph, withinRights } from "../../subgraphs/kit/graph/run-subgraph.js";
import type { RunningSubgraph } from "../../subgraphs/kit/graph/run-subgraph.js";
import { serveSubgraph } from "../../subgraphs/kit/graph/serve-subgraph.js";
import { HopGate } from "../../subgraphs/kit/hop/hop-gate.js";
import { HopSender } from "../../subgraphs/kit/hop/hop-sender.js";
import { openWorld, suspect } from "../../subgraphs/world/index.js";
import type { World } from "../../subgraphs/world/index.js";
import { logKey } from "../support/audit.js";
import { POLICIES } from "../support/authority.js";
import { checkOperation, withoutTimes } from "../support/federation.js";
import { hopEnds, signingKey } from "../support/hop.js";
import { temporaryFolder } from "../support/processes.js";
import { createOpenGraph, OPEN_GATE, OPEN_POLICIES, OPEN_SENDER, withoutRestrictions } from "./open-graph.js";

const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 1_000);
/** Rounds that compile, and in which every decision is made for the first time. */
const FIRST_ROUNDS = 150;
/** Half the width of a 95 % interval, in standard errors. */
const HALF_WIDTH = 1.96;

/** How much is shut: each step adds to the one before it. */
const STEPS = ["open", "access", "access and signatures", "access, signatures and audit"] as const;
type Step = (typeof STEPS)[number];

type Sources = Pick<World, "sources" | "databases">;
type Graph = ApolloServer<RequestScope>;

/** No source behind the graph: nothing hides what the graph itself takes. */
const NO_SOURCES: Sources = { sources: [], databases: noDatabase };

let world: World;
let supergraphSdl: string;
let query: string;

beforeAll(async () => {
  world = await openWorld({ seed: 1, size: 1_000 });
  supergraphSdl = await readSupergraph();
  query = await checkOperation();
});

afterAll(() => world[Symbol.asyncDispose]());

test.each([
  ["in one process, over the invented world", () => world, "process", STEPS.slice(0, 2)],
  ["in one process, without a source", () => NO_SOURCES, "process", STEPS.slice(0, 2)],
  ["as services, over the invented world", () => world, "services", STEPS],
  ["as services, without a source", () => NO_SOURCES, "services", STEPS],
] as const)("CPU of a check of the suspect, %s", async (name, sourcesOf, mode, steps) => {
  await using resources = new AsyncDisposableStack();
  const graphs = new Map<Step, Graph>();
  for (const step of steps) graphs.set(step, await startGraph(step, mode, sourcesOf(), resources));
  const costs = new Map<Step, number[]>(steps.map((step) => [step, []]));
  for (let round = -FIRST_ROUNDS; round < ROUNDS; round += 1) {
    for (const step of rotated(steps, round)) {
      const cost = await cpuOf(() => ask(present(graphs.get(step))));
      if (round >= 0) costs.get(step)?.push(cost);
    }
  }
  const open = costs.get("open") ?? [];
  for (const [step, cost] of costs) {
    const line = `${name}: ${step} ${Math.round(trimmed(cost).mean)} µs CPU a check`;
    process.stdout.write(step === "open" ? `${line}\n` : `${line}, ${moreThan(open, cost)}\n`);
  }

  // They all did the same work.
  const answers = await Promise.all(steps.map((step) => answerOf(present(graphs.get(step)))));
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toContain('"check":{"id"');
});

/** The whole graph, shut as far as the step says. What it opens goes on the stack. */
async function startGraph(
  step: Step,
  mode: "process" | "services",
  sources: Sources,
  resources: AsyncDisposableStack,
): Promise<Graph> {
  const tokenKey = signingKey("gateway-1");
  const clients = new Map<string, SubgraphClient>();
  for (const name of SUBGRAPH_NAMES) {
    const running = await runningSubgraph(name, step, sources);
    const ends = hopEnds(name, tokenKey);
    const [sender, gate] = isSigned(step)
      ? [new HopSender(ends.sender), new HopGate(ends.gate)]
      : [OPEN_SENDER, OPEN_GATE];
    if (mode === "process") {
      clients.set(name, resources.use(localSubgraph(running)));
    } else {
      const served = resources.use(await serveSubgraph(running, { host: "127.0.0.1", port: 0, gate }));
      clients.set(name, resources.use(httpSubgraph(served.url, sender)));
    }
  }
  clients.set(ACCESS_LOG, await accessLogSubgraph(undefined, POLICIES));
  const graph = await gatewayOver(step, clients, resources);
  resources.defer(() => graph.stop());
  return graph;
}

async function runningSubgraph(
  name: (typeof SUBGRAPH_NAMES)[number],
  step: Step,
  { sources, databases }: Sources,
): Promise<RunningSubgraph> {
  if (step === "open")
    return runSchema(await createSubgraph(name, withoutRestrictions(sources), { databases }, OPEN_POLICIES));
  const subgraph = await createSubgraph(name, sources, { databases }, POLICIES);
  // What an answer tells of is noted for the log.
  return step === "access, signatures and audit"
    ? runSubgraph(subgraph)
    : withinRights(subgraph, await runSchema(subgraph));
}

async function gatewayOver(
  step: Step,
  subgraphs: ReadonlyMap<string, SubgraphClient>,
  resources: AsyncDisposableStack,
): Promise<Graph> {
  const fieldRightsOf = fieldRightsBy(POLICIES);
  switch (step) {
    case "open":
      return createOpenGraph(supergraphSdl, subgraphs);
    case "access":
    case "access and signatures": {
      const index = compileAccessIndex(parse(supergraphSdl));
      const planner = createPlanner({ supergraphSdl, subgraphs });
      const gateway = new AccessGateway(planner, { index, fieldRightsOf, options: {} });
      return startServer(gateway, { introspection: false, plugins: [] });
    }
    case "access, signatures and audit": {
      const folder = `${resources.use(await temporaryFolder()).path}/audit`;
      const audit = resources.use(await AuditLog.open({ folder, signer: await logKey(folder) }));
      return createGraph({ supergraphSdl, subgraphs, introspection: false, audit, fieldRightsOf });
    }
  }
}

function isSigned(step: Step): boolean {
  return STEPS.indexOf(step) >= STEPS.indexOf("access and signatures");
}

async function ask(graph: Graph): ReturnType<Graph["executeOperation"]> {
  const clientSignal = new AbortController().signal;
  const contextValue = openRequestScope({ clientSignal, deadlineMs: 30_000, authority: TRAINING_AUTHORITY });
  // As if a log had it, where there is none.
  contextValue.intent?.follow(Promise.resolve(true));
  return graph.executeOperation({ query, variables: { subject: suspect(1) } }, { contextValue });
}

async function answerOf(graph: Graph): Promise<string> {
  const { body } = await ask(graph);
  return withoutTimes(JSON.stringify(body.kind === "single" ? body.singleResult : null));
}

/** Microseconds of every thread, gateway and subgraphs and the embedded database: one is asked after the other. */
async function cpuOf(run: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

/** By round, since what else the machine does falls on all of one round. */
function moreThan(open: readonly number[], cost: readonly number[]): string {
  const { mean: more, error } = trimmed(cost.map((micros, round) => micros - (open[round] ?? Number.NaN)));
  const percent = (micros: number): string => ((100 * micros) / trimmed(open).mean).toFixed(1);
  return `${percent(more)} ± ${percent(HALF_WIDTH * error)} % more than open`;
}

/** Without the least and the greatest tenth, and the standard error of that (J. W. Tukey and D. H. McLaughlin, 1963). */
function trimmed(values: readonly number[]): { readonly mean: number; readonly error: number } {
  const cut = Math.floor(values.length / 10);
  const sorted = values.toSorted((one, other) => one - other);
  const kept = sorted.slice(cut, sorted.length - cut);
  const [least = 0, greatest = 0] = [kept.at(0), kept.at(-1)];
  const winsorised = values.map((value) => Math.min(Math.max(value, least), greatest));
  const centre = mean(winsorised);
  const variance = mean(winsorised.map((value) => (value - centre) ** 2));
  return { mean: mean(kept), error: Math.sqrt(variance / values.length) / 0.8 };
}

/** Each goes first in its turn: what the machine does beside it falls on all. */
function rotated<Entry>(entries: readonly Entry[], round: number): readonly Entry[] {
  const by = Math.abs(round) % entries.length;
  return [...entries.slice(by), ...entries.slice(0, by)];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("There is no such graph.");
  return value;
}

function noDatabase(): never {
  throw new Error("Without a source there is no database.");
}
