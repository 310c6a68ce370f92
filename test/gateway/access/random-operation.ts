import fc from "fast-check";
import { getNamedType, isCompositeType, isEnumType, isObjectType, isRequiredArgument, isUnionType } from "graphql";
import type { GraphQLCompositeType, GraphQLField, GraphQLSchema } from "graphql";
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

/** Any operation that is valid by the registry's schema: fields, aliases, arguments, fragments, conditions. */
export function randomOperation(schema: GraphQLSchema, random: fc.GeneratorValue): string {
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
