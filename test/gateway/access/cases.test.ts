import { parse } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AccessDecisions } from "../../../subgraphs/kit/access/access-decisions.js";
import { compileAccessIndex } from "../../../subgraphs/kit/access/access-index.js";
import { ACCESS_CASES } from "./cases.js";
import type { AccessCase } from "./cases.js";
import { officer, startRegistry } from "./registry.js";
import type { RegistryGraph } from "./registry.js";

let graph: RegistryGraph;
let decisions: AccessDecisions;

beforeAll(async () => {
  graph = await startRegistry();
  decisions = new AccessDecisions(graph.schema, compileAccessIndex(parse(graph.supergraphSdl)));
});

afterAll(() => graph[Symbol.asyncDispose]());

test.each(ACCESS_CASES.map((each) => [each.area, each.sentence, each] as const))("%s: %s", async (_a, _s, asked) => {
  const rights = officer(asked.officer);
  const { decision } = decide(asked);

  const { data, denied, others } = await graph.ask(asked.operation, rights, asked.variables);

  const fetches = graph.takeFetches();
  const planned = decision.document === null ? null : decision.source.replaceAll(/\s+/g, " ").trim();
  expect({ planned, asked: fetches.map(({ subgraph }) => subgraph), denied, data, others }).toEqual({
    planned: asked.planned,
    asked: asked.asked,
    denied: asked.denied,
    data: asked.data,
    others: [],
  });
  const named = new Set(fetches.flatMap(({ coordinates }) => coordinates));
  expect(decision.refused.filter((coordinate) => named.has(coordinate))).toEqual([]);
});

test("the table has at least 120 cases, each in other words", () => {
  const sentences = new Set(ACCESS_CASES.map(({ area, sentence }) => `${area}: ${sentence}`));

  expect(ACCESS_CASES.length).toBeGreaterThanOrEqual(120);
  expect(sentences.size).toBe(ACCESS_CASES.length);
});

function decide({ operation, variables = {}, officer: words }: AccessCase) {
  const asked = { document: parse(operation), operationName: null, variables };
  const decided = decisions.decide(asked, officer(words));
  if (decided.kind !== "DECIDED") throw new Error("The operation of the case cannot be decided.");
  return decided;
}
