import { getNamedType, isInputObjectType, isListType, isNonNullType, Kind } from "graphql";
import type { FieldNode, GraphQLField, GraphQLInputType, ValueNode } from "graphql";
import type { AccessIndex } from "./access-index.js";
import { allOf } from "./requirement.js";
import type { Requirement } from "./requirement.js";

/** What the arguments that a field is given ask for. One that is left out asks for nothing. */
export function argumentRequirement(
  { arguments: given = [] }: FieldNode,
  definition: GraphQLField<unknown, unknown>,
  index: AccessIndex,
): Requirement {
  return allOf(
    given.flatMap(({ name, value }) => {
      const argument = definition.args.find((known) => known.name === name.value);
      return argument === undefined ? [] : valueRequirements(value, argument.type, index);
    }),
  );
}

/** A literal asks for what it holds; a variable, whose value differs from one asking to the next, for all that it may hold. */
function valueRequirements(value: ValueNode, type: GraphQLInputType, index: AccessIndex): readonly Requirement[] {
  if (isNonNullType(type)) return valueRequirements(value, type.ofType, index);
  if (value.kind === Kind.LIST && isListType(type))
    return value.values.flatMap((entry) => valueRequirements(entry, type.ofType, index));
  const named = getNamedType(type);
  if (value.kind !== Kind.OBJECT || !isInputObjectType(named)) return [index.inputRequirement(named.name)];
  const fields = named.getFields();
  return value.fields.flatMap(({ name, value: inner }) => {
    const field = fields[name.value];
    return field === undefined ? [] : valueRequirements(inner, field.type, index);
  });
}
