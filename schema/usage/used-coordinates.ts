import {
  getNamedType,
  isInputObjectType,
  isObjectType,
  isInterfaceType,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { DocumentNode, GraphQLInputType, GraphQLNamedType, GraphQLSchema } from "graphql";

/** Every coordinate of the schema that a document touches: fields, arguments, values, and the types of all that is answered or sent. */
export function findUsedCoordinates(document: DocumentNode, schema: GraphQLSchema): ReadonlySet<string> {
  const used = new Set<string>();
  const info = new TypeInfo(schema);
  const addType = (type: GraphQLNamedType | null | undefined): void => {
    if (type !== null && type !== undefined) used.add(type.name);
  };
  visit(
    document,
    visitWithTypeInfo(info, {
      VariableDefinition: ({ type }) => {
        for (const coordinate of valuesWithin(typeFromAST(schema, type) as GraphQLInputType | undefined))
          used.add(coordinate);
      },
      Field: ({ name }) => {
        const parent = info.getParentType();
        if (isObjectType(parent) || isInterfaceType(parent)) used.add(`${parent.name}.${name.value}`);
        addType(namedOf(info.getType()));
      },
      InlineFragment: ({ typeCondition }) => addType(typeCondition && schema.getType(typeCondition.name.value)),
      FragmentDefinition: ({ typeCondition }) => addType(schema.getType(typeCondition.name.value)),
      Argument: ({ name }) => {
        const parent = info.getParentType();
        const field = info.getFieldDef();
        if (parent && field) used.add(`${parent.name}.${field.name}(${name.value}:)`);
        addType(namedOf(info.getInputType()));
      },
      ObjectField: ({ name }) => {
        const parent = namedOf(info.getParentInputType());
        if (isInputObjectType(parent)) used.add(`${parent.name}.${name.value}`);
        addType(namedOf(info.getInputType()));
      },
      EnumValue: ({ value }) => {
        const type = namedOf(info.getInputType());
        if (type) used.add(`${type.name}.${value}`);
      },
    }),
  );
  return used;
}

function namedOf(type: Parameters<typeof getNamedType>[0]): GraphQLNamedType | undefined {
  return getNamedType(type) ?? undefined;
}

/** A variable may hold whatever its type may hold. */
function valuesWithin(type: GraphQLInputType | undefined): readonly string[] {
  const named = namedOf(type);
  const within = new Set(named === undefined ? [] : [named]);
  const coordinates: string[] = [];
  // A set that grows is walked to its end.
  for (const member of within) {
    coordinates.push(member.name);
    if ("getValues" in member) coordinates.push(...member.getValues().map(({ name }) => `${member.name}.${name}`));
    if (!isInputObjectType(member)) continue;
    for (const field of Object.values(member.getFields())) {
      coordinates.push(`${member.name}.${field.name}`);
      within.add(getNamedType(field.type));
    }
  }
  return coordinates;
}
