import { expect, test } from "vitest";
import { checkChange } from "../../../schema/checks/check-change.js";
import { checkPlanCost, OperationPlanner } from "../../../schema/checks/plan-cost.js";
import { changeOf, changeOfTheGraph, findingsOf, readSchemaFile, told, usageOf } from "../../support/schema-change.js";

const A = 'type Query { thing: Thing } type Thing @key(fields: "id") { id: ID! a: Int b: Int @shareable }';
const B = 'type Thing @key(fields: "id") { id: ID! b: Int @shareable c: Int }';

test("the check is planned as the gateway plans it: one question, five domains, one that follows, one that sums up", async () => {
  const planner = new OperationPlanner(await readSchemaFile("schema/supergraph.graphql"));

  const { fetches, milliseconds } = planner.plan(await readSchemaFile("schema/operations/check.graphql"));

  expect(fetches).toBe(8);
  expect(milliseconds).toBeGreaterThan(0);
});

test("an operation that needs more fetches than now, or than it may, is told", () => {
  const moved = A.replace("a: Int ", "");
  const change = changeOf({ a: A, b: B.replace("c: Int", 'a: Int @override(from: "a") c: Int') }, ["a", A]);
  const before = changeOf({ a: A, b: B }, ["b", B.replace("c: Int", 'a: Int @override(from: "a") c: Int')], {
    usage: [usageOf("query Ask { thing { a } }")],
  });

  expect(moved).not.toBe(A);
  expect(told(findingsOf(change)).filter((finding) => finding.startsWith("PLAN_"))).toEqual([]);
  expect(
    findingsOf(before, { mostFetches: 1 }).flatMap(({ code, message }) => (code.startsWith("PLAN_") ? [message] : [])),
  ).toEqual(["Ask needs 2 fetches; 1 at most.", "Ask needs 2 fetches, and 1 now."]);
});

test("planning that takes longer than it should is told, and what nobody could ask before has nothing to compare", () => {
  const after = { fetches: 3, milliseconds: 700 };

  expect(told(checkPlanCost("Ask", { before: null, after }, {}))).toEqual(["PLAN_SLOW"]);
  expect(told(checkPlanCost("Ask", { before: after, after }, { slowPlanMs: 800 }))).toEqual([]);
});

/** Every type can be reached from every other, in as many ways as there are fields; each subgraph has one field of its own. */
function entangled(width: number, name: string): string {
  const types = Array.from({ length: width }, (_none, index) => index);
  const fields = types.map((index) => `f${index}: T${index} @shareable`).join(" ");
  return `type Query { ${fields} } ${types.map((index) => `type T${index} @key(fields: "id") { id: ID! ${name}: Int ${fields} }`).join(" ")}`;
}

test("a graph that takes for ever to compose is given up in time, and this thread stays free", async () => {
  const current = Object.fromEntries(["a", "c", "d", "e", "f"].map((name) => [name, entangled(40, name)]));
  let ticks = 0;
  const ticking = setInterval(() => ticks++, 10);

  const { passed, findings } = await checkChange(changeOf(current, ["b", entangled(40, "b")]), { phaseMs: 1_000 });

  clearInterval(ticking);
  expect(passed).toBe(false);
  expect(findings.map(({ code, message }) => [code, message]).at(0)).toEqual([
    "COMPOSITION_TIMED_OUT",
    "Composition took more than 1000 ms.",
  ]);
  expect(ticks).toBeGreaterThan(20);
});

test("a plan that takes for ever is given up in time, and the operation is named", async () => {
  const current = Object.fromEntries(["a", "b", "c"].map((name) => [name, entangled(6, name)]));
  const types = [0, 1, 2, 3, 4, 5];
  // Few words, and each level asks for six times what the one below it does.
  const fragments = [1, 2, 3, 4, 5, 6, 7].flatMap((depth) =>
    types.map((type) => {
      const within = types.map((of) => `f${of} { ${depth === 1 ? "a b c" : `...D${depth - 1}T${of}`} }`).join(" ");
      return `fragment D${depth}T${type} on T${type} { ${within} }`;
    }),
  );
  const change = changeOf(current, ["a", entangled(6, "a")], {
    usage: [
      usageOf(`query Ask { ${types.map((type) => `f${type} { ...D7T${type} }`).join(" ")} } ${fragments.join(" ")}`),
    ],
  });

  const { findings } = await checkChange(change, { phaseMs: 3_000 });

  expect(findings.map(({ code, message }) => [code, message]).filter(([code = ""]) => code.startsWith("PLAN"))).toEqual(
    [["PLAN_TIMED_OUT", "Planning Ask took more than 3000 ms."]],
  );
});

test("the graph as it is passes every check", async () => {
  const change = await changeOfTheGraph("vehicles", (sdl) => sdl);

  const { findings, passed, supergraphSdl } = await checkChange(change, { slowPlanMs: 60_000 });

  expect({ findings, passed }).toEqual({ findings: [], passed: true });
  expect(supergraphSdl).toContain("type Vehicle");
});
