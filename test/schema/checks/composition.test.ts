import { expect, test } from "vitest";
import { analyseChange } from "../../../schema/checks/analyse-change.js";
import { changeOf, changeOfTheGraph } from "../../support/schema-change.js";

const A = "type Query { x(n: Int): Int @shareable @authenticated }";

function composed(current: Readonly<Record<string, string>>, change: readonly [string, string]) {
  const steps = [...analyseChange(changeOf(current, change), {})];
  const findings = steps.flatMap((step) => (step.kind === "FINDINGS" ? step.findings : []));
  return {
    isComposed: steps.some(({ kind }) => kind === "COMPOSED"),
    told: findings
      .filter(({ code }) => /^(?:COMPOSITION|CURRENT)_/.test(code))
      .map(({ code, message, line }) => [code, message, line]),
  };
}

test("what does not compose is told in the composer's words, at the line", () => {
  const sdl =
    'type Query { x(n: Int): Int @shareable }\ntype T @key(fields: "id") {\n  id: ID!\n  n: Int @requires(fields: "missing")\n}';

  expect(composed({ a: A }, ["b", sdl])).toEqual({
    isComposed: false,
    told: [
      [
        "COMPOSITION_FAILED",
        expect.stringMatching(
          /^Apollo: \[b\] On field "T\.n", for @requires\(fields: "missing"\): Cannot query field "missing"/,
        ),
        5,
      ],
    ],
  });
});

test("what one composer takes and the other refuses is a failure, and names the one", () => {
  const sdl = "type Query { y(given: Given): Int } input Given @oneOf { a: Int b: Int }";

  expect(composed({ a: A }, ["b", sdl])).toEqual({
    isComposed: false,
    told: [["COMPOSITION_DISAGREES", 'Apollo alone refuses it: [b] Unknown directive "@oneOf".', 2]],
  });
});

test("an argument that has a default for one composer and none for the other is a failure", () => {
  const { told } = composed({ a: A }, ["b", "type Query { x(n: Int = 1): Int @shareable }"]);

  expect(told).toEqual([
    ["COMPOSITION_DIFFERS", "Apollo alone has type Query { x(n: Int): Int", undefined],
    ["COMPOSITION_DIFFERS", "The Guild alone has type Query { x(n: Int = 1): Int", undefined],
  ]);
});

test("a rule that shuts a field for one composer and opens it for the other is a failure", () => {
  const { told } = composed({ a: A }, ["b", "type Query { y: Int @requiresScopes(scopes: []) }"]);

  expect(told).toEqual([
    ["COMPOSITION_DIFFERS", "Query.y takes nobody by Apollo and everybody by the Guild.", undefined],
  ]);
});

test("a published graph that does not compose is told, since nothing can be compared with it", () => {
  const broken = "type Query { y: Missing }";

  expect(composed({ a: A, b: broken }, ["b", "type Query { y: Int }"])).toEqual({
    isComposed: true,
    told: [["CURRENT_GRAPH_BROKEN", "[b] Unknown type Missing", undefined]],
  });
});

test("both composers take the graph as it is, and agree on its API and its rules", async () => {
  const change = await changeOfTheGraph("vehicles", (sdl) => sdl);

  const steps = [...analyseChange(change, { slowPlanMs: 60_000 })];

  expect(steps.flatMap((step) => (step.kind === "FINDINGS" ? step.findings : []))).toEqual([]);
  expect(steps.map((step) => (step.kind === "COMPOSED" ? step.supergraphSdl : "")).join("")).toContain("type Check");
});
