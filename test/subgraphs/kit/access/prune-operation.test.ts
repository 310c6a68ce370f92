import fc from "fast-check";
import { getOperationAST, parse, validate } from "graphql";
import type { GraphQLSchema } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compileAccessIndex } from "../../../../subgraphs/kit/access/access-index.js";
import type { AccessIndex } from "../../../../subgraphs/kit/access/access-index.js";
import { pruneOperation } from "../../../../subgraphs/kit/access/prune-operation.js";
import { isMet } from "../../../../subgraphs/kit/access/requirement.js";
import type { FieldRights } from "../../../../subgraphs/kit/access/field-rights.js";
import {
  ALL_RIGHTS,
  anyRights,
  CONDITION_VALUES,
  randomRegistryOperation,
} from "../../../gateway/access/random-operation.js";
import { coordinatesIn, startRegistry } from "../../../gateway/access/registry.js";
import type { RegistryGraph } from "../../../gateway/access/registry.js";

let graph: RegistryGraph;
let schema: GraphQLSchema;
let index: AccessIndex;

beforeAll(async () => {
  graph = await startRegistry();
  schema = graph.schema;
  index = compileAccessIndex(parse(graph.supergraphSdl));
});

afterAll(() => graph[Symbol.asyncDispose]());

test("what is planned is valid, names nothing that the rights refuse, and has no spread, no condition and no spare variable", () => {
  let refusals = 0;
  fc.assert(
    fc.property(fc.gen(), anyRights, (random, caller) => {
      const document = parse(randomRegistryOperation(schema, random));
      expect(validate(schema, document)).toEqual([]);
      const operation = getOperationAST(document);
      if (operation === null || operation === undefined) throw new Error("There is one operation.");

      const pruned = pruneOperation(document, operation, {
        schema,
        index,
        rights: caller,
        variables: CONDITION_VALUES,
        keepsRefused: false,
      });

      refusals += pruned?.shape.some(({ holdsRefusal }) => holdsRefusal) === true ? 1 : 0;
      if (pruned === null || pruned.document === null) return;
      expect(validate(schema, pruned.document)).toEqual([]);
      const refused = coordinatesIn(pruned.document, schema).filter((coordinate) => !mayRead(coordinate, caller));
      expect(refused).toEqual([]);
      expect(pruned.document.definitions).toHaveLength(1);
      expect(JSON.stringify(pruned.document)).not.toMatch(/"FragmentSpread"|"Directive"/);
    }),
    { numRuns: 1_000, seed: 3 },
  );
  expect(refusals).toBeGreaterThan(100);
});

test("whoever has every right loses nothing but what is skipped", () => {
  fc.assert(
    fc.property(fc.gen(), (random) => {
      const document = parse(randomRegistryOperation(schema, random));
      const operation = getOperationAST(document);
      if (operation === null || operation === undefined) throw new Error("There is one operation.");
      const settings = { schema, index, rights: ALL_RIGHTS, keepsRefused: false, variables: CONDITION_VALUES };

      const pruned = pruneOperation(document, operation, settings);

      expect(pruned?.shape.filter(({ holdsRefusal }) => holdsRefusal)).toEqual([]);
      expect(pruned?.document).not.toBeNull();
    }),
    { numRuns: 200, seed: 3 },
  );
});

test("a document is handed on as it is where all of it may be read and nothing of it is skipped, and only there", () => {
  const handedOn = { whole: 0, cut: 0 };
  fc.assert(
    fc.property(fc.gen(), fc.oneof(anyRights, fc.constant(ALL_RIGHTS)), (random, rights) => {
      const document = parse(withoutConditions(randomRegistryOperation(schema, random)));
      expect(validate(schema, document)).toEqual([]);
      const operation = getOperationAST(document);
      if (operation === null || operation === undefined) throw new Error("There is one operation.");

      const pruned = pruneOperation(document, operation, { schema, index, rights, keepsRefused: false, variables: {} });

      const isWhole = pruned?.document === document;
      handedOn[isWhole ? "whole" : "cut"] += 1;
      expect(isWhole).toBe(pruned !== null && !pruned.shape.some(({ holdsRefusal }) => holdsRefusal));
      const readable = coordinatesIn(document, schema).every((coordinate) => mayRead(coordinate, rights));
      expect(isWhole && !readable).toBe(false);
    }),
    { numRuns: 1_000, seed: 3 },
  );
  expect(handedOn.whole).toBeGreaterThan(100);
  expect(handedOn.cut).toBeGreaterThan(100);
});

test.each([
  ["a condition that is met", "{ person(id: 1) { id @include(if: true) ...P } } fragment P on Person { name }", null],
  ["a condition that is not", "{ person(id: 1) { id ...P @skip(if: true) } } fragment P on Person { name }", null],
  ["a question about the schema", "{ __typename __schema { description } person(id: 1) { id } }", null],
  ["another operation beside it", "query A { person(id: 1) { id } } query B { person(id: 2) { name } }", "A"],
])("with %s a document is not handed on as it is", (_, text, operationName) => {
  const document = parse(text);
  const operation = getOperationAST(document, operationName);
  if (operation === null || operation === undefined) throw new Error("There is an operation.");
  const settings = { schema, index, rights: ALL_RIGHTS, keepsRefused: false, variables: {} };

  const pruned = pruneOperation(document, operation, settings);

  expect(pruned?.document?.definitions).toHaveLength(1);
  expect(pruned?.document).not.toBe(document);
});

function withoutConditions(text: string): string {
  return text
    .replaceAll(/ @(?:include|skip)\(if: [^)]*\)/gu, "")
    .replace("($yes: Boolean! = true, $no: Boolean! = false)", "");
}

function mayRead(coordinate: string, caller: FieldRights): boolean {
  const [type = "", field = ""] = coordinate.split(".");
  const isTypename = field === "__typename";
  return isMet(isTypename ? index.typeRequirement(type) : index.fieldRequirement(type, field), caller);
}
