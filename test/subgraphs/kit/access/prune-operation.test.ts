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

function mayRead(coordinate: string, caller: FieldRights): boolean {
  const [type = "", field = ""] = coordinate.split(".");
  const isTypename = field === "__typename";
  return isMet(isTypename ? index.typeRequirement(type) : index.fieldRequirement(type, field), caller);
}
