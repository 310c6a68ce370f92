import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { planHere } from "../../../gateway/graph/planning.js";
import type { Planning } from "../../../gateway/graph/planning.js";
import { PlanningFailed, PlanningThread } from "../../../gateway/graph/planning-thread.js";
import { readOperations, readSupergraph } from "../../../gateway/schema-files.js";
import { composeSupergraph } from "../../../schema/compose.js";
import { packageFile } from "../../../subgraphs/kit/package-file.js";
import { temporaryFolder } from "../../support/processes.js";
import { SMALL_GRAPH } from "../../support/small-graph.js";

const SMALL = composeSupergraph(SMALL_GRAPH);
const QUERY = "query Ask { __typename }";

function startThread(settings: Partial<ConstructorParameters<typeof PlanningThread>[0]> = {}) {
  const faults: string[] = [];
  const thread = new PlanningThread({ onFault: ({ message }) => faults.push(message), ...settings });
  return { thread, faults, [Symbol.asyncDispose]: () => thread[Symbol.asyncDispose]() };
}

async function opened(planning: Planning): Promise<Planning> {
  await planning.open();
  return planning;
}

test("what it plans is what is planned here", async () => {
  const supergraphSdl = await readSupergraph();
  await using started = startThread();
  const [there, here] = [started.thread.planningOf(supergraphSdl), planHere(supergraphSdl)];
  const operations = await readOperations();

  const schemas = [await there.open(), await here.open()];
  const plans = await Promise.all(operations.map((source) => there.plan(source, undefined)));

  expect(schemas[0]).toBe(schemas[1]);
  expect(plans).toEqual(await Promise.all(operations.map((source) => here.plan(source, undefined))));
  expect(started.faults).toEqual([]);
});

test("two versions of the graph are planned over at the same time, until each is let go of", async () => {
  await using started = startThread();
  const [one, two] = [started.thread.planningOf(await readSupergraph()), started.thread.planningOf(SMALL)];
  const schemas = await Promise.all([one.open(), two.open()]);

  await one[Symbol.asyncDispose]();
  const after = await Promise.allSettled([one.plan(QUERY, undefined), two.plan(QUERY, undefined)]);

  expect(schemas.map((sdl) => sdl.includes("type AccessLogConnection"))).toEqual([true, false]);
  expect(after.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
});

describe("what cannot be done is told, and the thread goes on:", () => {
  test.each([
    ["a supergraph that is no SDL", "type {"],
    ["SDL that is no supergraph", "type Query { a: Int }"],
    ["a supergraph with a type that is nowhere", SMALL.replace(/: ID!/, ": Nowhere!")],
  ])("%s", async (_what, supergraphSdl) => {
    await using started = startThread();
    const good = started.thread.planningOf(SMALL);

    const refused = started.thread.planningOf(supergraphSdl).open();
    await expect(refused).rejects.toBeInstanceOf(PlanningFailed);
    const sdl = await good.open();

    expect(sdl).toContain("type Query");
    expect(started.faults).toEqual([]);
  });

  test("an operation that the schema does not have", async () => {
    await using started = startThread();
    const planning = await opened(started.thread.planningOf(SMALL));

    await expect(planning.plan("{ nowhere }", undefined)).rejects.toBeInstanceOf(PlanningFailed);

    expect(await planning.plan(QUERY, undefined)).toEqual({ kind: "QueryPlan" });
  });
});

describe("a thread that ends by itself", () => {
  test("is begun anew, and what was asked is planned all the same", async () => {
    await using folder = await temporaryFolder();
    process.env["CRASH_MARK"] = join(folder.path, "mark");
    await using started = startThread({ file: packageFile("test/support/crashing-planning-worker.js") });
    const planning = await opened(started.thread.planningOf(SMALL));

    const plans = await Promise.all(["A", "B", "C"].map((name) => planning.plan(`query ${name} { __typename }`, name)));

    expect(plans).toEqual([{ kind: "QueryPlan" }, { kind: "QueryPlan" }, { kind: "QueryPlan" }]);
    expect(started.faults).toEqual(["The thread has ended."]);
  });

  test("because an operation took too long does not try that one again, and others are planned", async () => {
    await using started = startThread({ mostMs: 5_000, file: packageFile("test/support/hanging-planning-worker.js") });
    const planning = await opened(started.thread.planningOf(SMALL));

    const [hanging, other] = await Promise.allSettled([
      planning.plan("query Hang { __typename }", "Hang"),
      planning.plan(QUERY, undefined),
    ]);

    expect(hanging).toMatchObject({ status: "rejected", reason: { name: "PlanningFailed" } });
    expect(other).toMatchObject({ status: "fulfilled", value: { kind: "QueryPlan" } });
    expect(started.faults).toEqual(["The thread has ended."]);
  });
});

test("once it is disposed of nothing is open any more, and whoever waits is told", async () => {
  const before = openThreads();
  const started = startThread();
  const planning = await opened(started.thread.planningOf(SMALL));
  const during = openThreads();

  const waiting = Promise.allSettled([planning.plan(QUERY, undefined), planning.plan(QUERY, undefined)]);
  await started[Symbol.asyncDispose]();
  const after = Promise.allSettled([planning.plan(QUERY, undefined)]);
  const told = [...(await waiting), ...(await after)];
  await wait(0);

  expect(told.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  expect(during).toBe(before + 1);
  expect(openThreads()).toBe(before);
});

function openThreads(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === "Worker" || resource === "MessagePort")
    .length;
}
