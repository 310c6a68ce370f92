import fc from "fast-check";
import {
  getNamedType,
  getOperationAST,
  isCompositeType,
  isEnumType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
  parse,
  validate,
} from "graphql";
import type { GraphQLCompositeType, GraphQLField, GraphQLSchema } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compileAccessIndex } from "../../../../subgraphs/kit/access/access-index.js";
import type { AccessIndex } from "../../../../subgraphs/kit/access/access-index.js";
import { pruneOperation } from "../../../../subgraphs/kit/access/prune-operation.js";
import { isMet } from "../../../../subgraphs/kit/access/requirement.js";
import { createRights } from "../../../../subgraphs/kit/access/rights.js";
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

const SCOPES = ["closed", "name", "a", "b", "c", "partner", "address", "note", "plate", "mark", "gun", "hull", "file"];
const rights = fc
  .record({
    isAuthenticated: fc.boolean(),
    scopes: fc.subarray([...SCOPES, "caution", "pages", "write"]),
    policies: fc.subarray(["code", "p", "q", "vault", "seal"]),
  })
  .map(createRights);

const CONDITIONS = ["", "", "", " @include(if: $yes)", " @skip(if: $yes)", " @include(if: $no)", " @skip(if: false)"];

/** Any operation that is valid by the registry's schema: fields, aliases, arguments, fragments, conditions. */
function operations(random: fc.GeneratorValue): string {
  const pick = <T>(values: readonly T[]): T => {
    const place = random(fc.nat, { max: values.length - 1 });
    const value = values[place];
    if (value === undefined) throw new Error("There is nothing to pick from.");
    return value;
  };
  const isLikely = (): boolean => random(fc.nat, { max: 2 }) > 0;
  let aliases = 0;
  const argumentsOf = (field: GraphQLField<unknown, unknown>): string => {
    const given = field.args.filter((argument) => isRequiredArgument(argument) || isLikely());
    const texts = given.map((argument) => {
      const type = getNamedType(argument.type);
      if (isEnumType(type)) return `${argument.name}: ARMED`;
      if (type.name === "Filter") return `${argument.name}: { text: "x"${isLikely() ? ", caution: ARMED" : ""} }`;
      return `${argument.name}: ${type.name === "Boolean" ? "true" : '"1"'}`;
    });
    return texts.length === 0 ? "" : `(${texts.join(", ")})`;
  };
  const selections = (type: GraphQLCompositeType, depth: number): string => {
    const count = 1 + random(fc.nat, { max: 3 });
    return Array.from({ length: count }, () => selection(type, depth)).join(" ");
  };
  const selection = (type: GraphQLCompositeType, depth: number): string => {
    const conditions = [type, ...(isObjectType(type) ? type.getInterfaces() : schema.getPossibleTypes(type))];
    if (depth > 0 && !isLikely()) {
      const condition = pick(conditions);
      return `... on ${condition.name}${pick(CONDITIONS)} { ${selections(condition, depth - 1)} }`;
    }
    const fields = isUnionType(type) ? [] : Object.values(type.getFields());
    const usable = fields.filter((field) => depth > 0 || !isCompositeType(getNamedType(field.type)));
    aliases += 1;
    if (usable.length === 0 || !isLikely()) return `f${aliases}: __typename`;
    const field = pick(usable);
    const returned = getNamedType(field.type);
    const inner = isCompositeType(returned) ? ` { ${selections(returned, depth - 1)} }` : "";
    return `f${aliases}: ${field.name}${argumentsOf(field)}${pick(CONDITIONS)}${inner}`;
  };
  const root = pick([schema.getQueryType(), schema.getMutationType()]);
  if (root === null || root === undefined) throw new Error("The registry has both roots.");
  const kind = root.name === "Mutation" ? "mutation" : "query";
  return `${kind}($yes: Boolean! = true, $no: Boolean! = false) { ${selections(root, 4)} ...F } fragment F on ${root.name} { ${selections(root, 3)} all: __typename @include(if: $yes) none: __typename @skip(if: $no) }`;
}

test("what is planned is valid, names nothing that the rights refuse, and has no spread, no condition and no spare variable", () => {
  let refusals = 0;
  fc.assert(
    fc.property(fc.gen(), rights, (random, caller) => {
      const document = parse(operations(random));
      expect(validate(schema, document)).toEqual([]);
      const operation = getOperationAST(document);
      if (operation === null || operation === undefined) throw new Error("There is one operation.");

      const pruned = pruneOperation(document, operation, {
        schema,
        index,
        rights: caller,
        variables: { yes: true, no: false },
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
  const all = createRights({
    isAuthenticated: true,
    scopes: [...SCOPES, "caution", "pages", "write"],
    policies: ["code", "p", "q", "vault", "seal"],
  });
  fc.assert(
    fc.property(fc.gen(), (random) => {
      const document = parse(operations(random));
      const operation = getOperationAST(document);
      if (operation === null || operation === undefined) throw new Error("There is one operation.");
      const settings = { schema, index, rights: all, keepsRefused: false, variables: { yes: true, no: false } };

      const pruned = pruneOperation(document, operation, settings);

      expect(pruned?.shape.filter(({ holdsRefusal }) => holdsRefusal)).toEqual([]);
      expect(pruned?.document).not.toBeNull();
    }),
    { numRuns: 200, seed: 3 },
  );
});

function mayRead(coordinate: string, caller: ReturnType<typeof createRights>): boolean {
  const [type = "", field = ""] = coordinate.split(".");
  const isTypename = field === "__typename";
  return isMet(isTypename ? index.typeRequirement(type) : index.fieldRequirement(type, field), caller);
}
