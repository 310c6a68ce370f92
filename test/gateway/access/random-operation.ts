import fc from "fast-check";
import { getNamedType, isCompositeType, isEnumType, isObjectType, isRequiredArgument, isUnionType } from "graphql";
import type { GraphQLArgument, GraphQLCompositeType, GraphQLField, GraphQLObjectType, GraphQLSchema } from "graphql";
import { createFieldRights } from "../../../subgraphs/kit/access/field-rights.js";

const SCOPES = [
  "closed",
  "name",
  "a",
  "b",
  "c",
  "partner",
  "address",
  "note",
  "plate",
  "mark",
  "gun",
  "hull",
  "file",
  "caution",
  "pages",
  "write",
];
const POLICIES = ["code", "p", "q", "vault", "seal"];

/** Whoever may read all of the registry. */
export const ALL_RIGHTS = createFieldRights({ isAuthenticated: true, scopes: SCOPES, policies: POLICIES });

/** Any rights in the registry. */
export const anyRights = fc
  .record({
    isAuthenticated: fc.boolean(),
    scopes: fc.subarray(SCOPES),
    policies: fc.subarray(POLICIES),
  })
  .map(createFieldRights);

const CONDITIONS = ["", "", "", " @include(if: $yes)", " @skip(if: $yes)", " @include(if: $no)", " @skip(if: false)"];

/** The values of the variables that its conditions depend on. */
export const CONDITION_VALUES = { yes: true, no: false };

/** What a random operation is made of beside the schema. */
export interface OperationWords {
  /** The value of one argument, as it stands in the text; null leaves it out. */
  readonly argument: (field: GraphQLField<unknown, unknown>, argument: GraphQLArgument) => string | null;
  /** What each alias of a field begins with; a number follows. */
  readonly aliasOf: (field: GraphQLField<unknown, unknown>) => string;
  readonly depth: number;
  readonly roots: readonly (GraphQLObjectType | null | undefined)[];
}

/** Any whole number below the limit. */
type Draw = (limit: number) => number;

function drawingBy(random: fc.GeneratorValue): Draw {
  return (limit) => random(fc.nat, { max: limit - 1 });
}

/** Any operation that is valid by the registry's schema. */
export function randomRegistryOperation(schema: GraphQLSchema, random: fc.GeneratorValue): string {
  const draw = drawingBy(random);
  return randomOperation(schema, draw, {
    argument: (_field, argument) => {
      if (!isRequiredArgument(argument) && draw(3) === 0) return null;
      const type = getNamedType(argument.type);
      if (isEnumType(type)) return "ARMED";
      if (type.name === "Filter") return `{ text: "x"${draw(3) > 0 ? ", caution: ARMED" : ""} }`;
      return type.name === "Boolean" ? "true" : '"1"';
    },
    aliasOf: () => "f",
    depth: 4,
    roots: [schema.getQueryType(), schema.getMutationType()],
  });
}

/** Any operation that is valid by a schema: fields, aliases, arguments, fragments, conditions. */
export function randomOperation(schema: GraphQLSchema, draw: Draw, words: OperationWords): string {
  const pick = <T>(values: readonly T[]): T => {
    const value = values[draw(values.length)];
    if (value === undefined) throw new Error("There is nothing to pick from.");
    return value;
  };
  const isLikely = (): boolean => draw(3) > 0;
  let aliases = 0;
  const argumentsOf = (field: GraphQLField<unknown, unknown>): string => {
    const texts = field.args.flatMap((argument) => {
      const value = words.argument(field, argument);
      return value === null ? [] : [`${argument.name}: ${value}`];
    });
    return texts.length === 0 ? "" : `(${texts.join(", ")})`;
  };
  const selections = (type: GraphQLCompositeType, depth: number): string => {
    const count = 1 + draw(4);
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
    const number = aliases;
    if (usable.length === 0 || !isLikely()) return `f${number}: __typename`;
    const field = pick(usable);
    const returned = getNamedType(field.type);
    const inner = isCompositeType(returned) ? ` { ${selections(returned, depth - 1)} }` : "";
    return `${words.aliasOf(field)}${number}: ${field.name}${argumentsOf(field)}${pick(CONDITIONS)}${inner}`;
  };
  const root = pick(words.roots);
  if (root === null || root === undefined) throw new Error("The schema has no such root.");
  const kind = root === schema.getMutationType() ? "mutation" : "query";
  return `${kind}($yes: Boolean! = true, $no: Boolean! = false) { ${selections(root, words.depth)} ...F } fragment F on ${root.name} { ${selections(root, words.depth - 1)} all: __typename @include(if: $yes) none: __typename @skip(if: $no) }`;
}
