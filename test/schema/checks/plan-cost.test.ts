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

test("the graph as it is passes every check", async () => {
  const change = await changeOfTheGraph("vehicles", (sdl) => sdl);

  const { findings, passed, supergraphSdl } = await checkChange(change, { slowPlanMs: 60_000 });

  expect({ findings, passed }).toEqual({ findings: [], passed: true });
  expect(supergraphSdl).toContain("type Vehicle");
});
