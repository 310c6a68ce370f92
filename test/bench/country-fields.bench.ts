import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { runEmbedded } from "../../gateway/embedded-graph.js";
import { createGraph } from "../../gateway/graph/create-graph.js";
import { followRegistry } from "../../gateway/graph/follow-registry.js";
import { httpSubgraph } from "../../gateway/graph/http-subgraph.js";
import { planHere } from "../../gateway/graph/planning.js";
import { PlanningThread } from "../../gateway/graph/planning-thread.js";
import { serveGraph } from "../../gateway/http/serve-graph.js";
import { TRAINING_AUTHORITY } from "../../gateway/officer/training.js";
import { composeSupergraph } from "../../schema/compose.js";
import { digestOf, textsOf } from "../../schema/registry/graph-version.js";
import type { RegistryStore } from "../../schema/registry/registry-store.js";
import { readSubgraphs } from "../../schema/schema-folder.js";
import { EVERY_RIGHT } from "../../subgraphs/kit/access/field-rights.js";
import { HopSender } from "../../subgraphs/kit/hop/hop-sender.js";
import { packageFile } from "../../subgraphs/kit/package-file.js";
import { createLogger } from "../../subgraphs/kit/process.js";
import { openWorld } from "../../subgraphs/world/index.js";
import type { World } from "../../subgraphs/world/index.js";
import { RememberedTrail } from "../support/audit.js";
import { POLICIES } from "../support/authority.js";
import { checkOfCountries, countrySubgraphs } from "../support/country-subgraphs.js";
import { hopEnds } from "../support/hop.js";
import { STORES } from "../support/registry.js";
import { startSteadyOfficers } from "../support/asking-officers.js";
import { watchEventLoop } from "./event-loop.js";
import type { LoopDelay } from "./event-loop.js";
import { print, summaryOf } from "./figures.js";

const COUNTRIES = 60;
const TIMES = 5;
const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 12);
const STRETCH_MS = 4_000;

const FIGURES = ["composeMs", "readMs", "planMs", "cpuMs"] as const;
const figuresSchema = z.object({
  fetches: z.number(),
  composeMs: z.number(),
  readMs: z.number(),
  planMs: z.number(),
  cpuMs: z.number(),
});

const ours = await readSubgraphs(packageFile("schema/subgraphs"));
const subgraphs = [...ours, ...(await countrySubgraphs(COUNTRIES))];
const operation = await checkOfCountries(COUNTRIES);

let world: World;

beforeAll(async () => {
  world = await openWorld({ seed: 1, size: 1_000 });
});

afterAll(() => world[Symbol.asyncDispose]());

test("composition and planning with the fields of 60 countries, each in a new process", async () => {
  const figures = [];
  for (let time = 0; time < TIMES; time += 1) figures.push(await composeCold());

  for (const figure of FIGURES) {
    const sorted = figures.map((one) => Math.round(one[figure])).toSorted((one, other) => one - other);
    print(figure, { countries: COUNTRIES, fetches: figures[0]?.fetches, sorted });
  }
  // Each country is asked once.
  expect(figures.every(({ fetches }) => fetches > COUNTRIES)).toBe(true);
});

async function composeCold() {
  const child = fork(packageFile("test/support/compose-cold.js"));
  const ended = once(child, "exit");
  child.send({ subgraphs, operation });
  const [message] = await Promise.race([once(child, "message"), ended]);
  await ended;
  return figuresSchema.parse(message);
}

test.each(["here", "in a thread of its own"] as const)(
  "requests while a new version with the fields of 60 countries is taken, planned %s",
  async (planned) => {
    await using store = await STORES.files();
    const supergraphSdl = composeSupergraph(subgraphs);
    await append(store, 1, supergraphSdl);
    await using gateway = await startGateway(store, planned);
    using officers = startSteadyOfficers(`${gateway.url}/graphql`);
    officers.begin();
    await wait(STRETCH_MS);
    await officers.end();
    const [without, taking]: [number[], number[]] = [[], []];
    const [quiet, held]: [LoopDelay[], LoopDelay[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      officers.begin();
      const loop = watchEventLoop();
      await wait(STRETCH_MS);
      quiet.push(loop.stop());
      without.push(...(await officers.end()));
      officers.begin();
      const loopWhileTaking = watchEventLoop();
      await append(store, round + 2, `${supergraphSdl}# ${round}`);
      await gateway.taken(round + 2);
      held.push(loopWhileTaking.stop());
      taking.push(...(await officers.end()));
    }

    print("vehicle", { planned, newVersion: "none", ...summaryOf(without), eventLoop: loopSummary(quiet) });
    print("vehicle", {
      planned,
      newVersion: "being taken",
      ...summaryOf(taking),
      taken: summaryOf(gateway.took),
      eventLoop: loopSummary(held),
    });
    expect(gateway.took.length).toBe(ROUNDS + 1);
  },
);

/** What each round held the loop up for at most. */
function loopSummary(delays: readonly LoopDelay[]) {
  const { p50Ms, mostMs } = summaryOf(delays.map((delay) => delay.mostMs));
  const cpu = summaryOf(delays.map(({ mostCpuMs }) => mostCpuMs));
  return { p50Ms, mostMs, p50CpuMs: cpu.p50Ms, mostCpuMs: cpu.mostMs };
}

async function append(store: RegistryStore, number: number, supergraphSdl: string): Promise<void> {
  const version = {
    number,
    madeAt: new Date().toISOString(),
    by: "XPO",
    change: { kind: "seed" as const },
    orders: [],
    subgraphs: [],
    supergraph: digestOf(supergraphSdl),
    names: {},
    sequences: {},
    gone: {},
    disabled: {},
  };
  expect(await store.append(version, textsOf([supergraphSdl]))).toBe(true);
}

/** A gateway that follows a registry, its own subgraphs in its process, the countries' at addresses that nobody asks here. */
async function startGateway(store: RegistryStore, planned: "here" | "in a thread of its own") {
  const resources = new AsyncDisposableStack();
  const took: number[] = [];
  const local = await runEmbedded({ ...world, sources: world.sources.filter(isOfVehicles) }, POLICIES);
  const countries = subgraphs
    .filter(({ name }) => !local.has(name))
    .map(({ name, url }) => [name, resources.use(httpSubgraph(url, new HopSender(hopEnds(name).sender)))] as const);
  const thread = resources.use(new PlanningThread({ onFault: ({ message }) => print("fault", { message }) }));
  const followed = resources.use(
    await followRegistry({
      store,
      log: { info: () => {}, error: (fact) => print("fault", fact) },
      build: async ({ supergraphSdl, number: version }) => {
        const startedAt = performance.now();
        const server = await createGraph({
          supergraphSdl,
          subgraphs: new Map([...local, ...countries]),
          introspection: false,
          audit: new RememberedTrail(),
          fieldRightsOf: () => EVERY_RIGHT,
          planning: planned === "here" ? planHere : (sdl) => thread.planningOf(sdl),
          warmUp: [operation],
        });
        took.push(performance.now() - startedAt);
        return { server, version };
      },
    }),
  );
  const { url } = resources.use(
    await serveGraph(followed.graph, {
      host: "127.0.0.1",
      port: 0,
      deadlineMs: 20_000,
      authorityOf: async () => TRAINING_AUTHORITY,
      explorer: false,
      logger: createLogger("silent"),
    }),
  );
  return {
    url,
    took,
    taken: async (version: number): Promise<void> => {
      while (followed.graph.version !== version) await wait(5);
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

function isOfVehicles({ domain }: { readonly domain: string }): boolean {
  return domain === "vehicles";
}
