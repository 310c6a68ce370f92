import { buildASTSchema, Kind, OperationTypeNode, parse, printSchema } from "graphql";
import type {
  DefinitionNode,
  FieldDefinitionNode,
  GraphQLSchema,
  InputValueDefinitionNode,
  InterfaceTypeDefinitionNode,
  ObjectTypeDefinitionNode,
  OperationTypeDefinitionNode,
  TypeDefinitionNode,
  TypeNode,
} from "graphql";
import type { AccessIndex } from "./access-index.js";
import { isMet } from "./requirement.js";
import type { FieldRights } from "./field-rights.js";

/**
 * The part of a schema that a caller may use: fields whose requirement is met, arguments that may be given, and the types
 * that these lead to. It answers questions about the schema and resolves nothing.
 */
export function visibleSchema(schema: GraphQLSchema, index: AccessIndex, rights: FieldRights): GraphQLSchema {
  const document = parse(printSchema(schema));
  const types = new Map(document.definitions.filter(isType).map((definition) => [definition.name.value, definition]));
  const mayGive = (value: InputValueDefinitionNode): boolean =>
    isMet(index.inputRequirement(namedType(value.type)), rights);
  for (const [name, definition] of types) {
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION) {
      const fields = (definition.fields ?? [])
        .filter((field) => isMet(index.fieldRequirement(name, field.name.value), rights))
        .map((field) => ({ ...field, arguments: (field.arguments ?? []).filter(mayGive) }));
      types.set(name, { ...definition, fields });
    }
    if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION)
      types.set(name, { ...definition, fields: (definition.fields ?? []).filter(mayGive) });
  }
  const query = schema.getQueryType()?.name ?? "Query";
  dropEmptyTypes(types, query);
  const roots = rootsOf(schema, types);
  const reached = reachableFrom(
    roots.map(({ type }) => type.name.value),
    types,
  );
  const visible = [...types.values()].filter(({ name }) => reached.has(name.value));
  return buildASTSchema(
    {
      kind: Kind.DOCUMENT,
      definitions: [
        { kind: Kind.SCHEMA_DEFINITION, operationTypes: roots },
        ...visible.map((type) => withTypesOf(type, reached)),
      ],
    },
    { assumeValid: true },
  );
}

type Types = Map<string, TypeDefinitionNode>;

/** The roots that are left. Directives of a schema are for those who write it, and left out. */
function rootsOf(schema: GraphQLSchema, types: Types): readonly OperationTypeDefinitionNode[] {
  return Object.values(OperationTypeNode).flatMap((operation): readonly OperationTypeDefinitionNode[] => {
    const name = schema.getRootType(operation)?.name;
    if (name === undefined || !types.has(name)) return [];
    const type = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: name } } as const;
    return [{ kind: Kind.OPERATION_TYPE_DEFINITION, operation, type }];
  });
}

/**
 * A type of which nothing may be read is not there, nor is a field that leads to it; and so on until nothing changes. The
 * query root stays, since questions about the schema are asked of it, and an interface whose implementations are there:
 * fragments on these can be asked for.
 */
function dropEmptyTypes(types: Types, query: string): void {
  const empty = [...types.values()].filter(
    (type) =>
      isComposite(type) &&
      (type.fields ?? []).length === 0 &&
      type.name.value !== query &&
      implementationsOf(type.name.value, types).length === 0,
  );
  if (empty.length === 0) return;
  for (const { name } of empty) types.delete(name.value);
  for (const [name, type] of types) {
    if (isComposite(type)) {
      const isThere = (field: FieldDefinitionNode): boolean =>
        types.has(namedType(field.type)) || isBuiltIn(field.type);
      types.set(name, { ...type, fields: (type.fields ?? []).filter(isThere) });
    }
    if (type.kind === Kind.UNION_TYPE_DEFINITION) {
      const members = (type.types ?? []).filter((member) => types.has(member.name.value));
      if (members.length === 0) types.delete(name);
      if (members.length > 0) types.set(name, { ...type, types: members });
    }
  }
  dropEmptyTypes(types, query);
}

function reachableFrom(roots: readonly string[], types: Types): ReadonlySet<string> {
  const reached = new Set(roots.filter((root) => types.has(root)));
  // A set that grows is walked to its end.
  for (const name of reached) {
    for (const next of namesIn(name, types)) if (types.has(next)) reached.add(next);
  }
  return reached;
}

function namesIn(name: string, types: Types): readonly string[] {
  const type = types.get(name);
  switch (type?.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      return [
        ...(type.fields ?? []).flatMap(typesOfField),
        ...(type.interfaces ?? []).map((of) => of.name.value),
        ...(type.kind === Kind.INTERFACE_TYPE_DEFINITION ? implementationsOf(name, types) : []),
      ];
    case Kind.UNION_TYPE_DEFINITION:
      return (type.types ?? []).map((member) => member.name.value);
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return (type.fields ?? []).map((field) => namedType(field.type));
    default:
      return [];
  }
}

function typesOfField({ type, arguments: given = [] }: FieldDefinitionNode): readonly string[] {
  return [namedType(type), ...given.map((argument) => namedType(argument.type))];
}

function implementationsOf(name: string, types: Types): readonly string[] {
  return [...types.values()]
    .filter((type) => isComposite(type) && (type.interfaces ?? []).some((of) => of.name.value === name))
    .map((type) => type.name.value);
}

/** The type with those of its interfaces and members alone that are there. */
function withTypesOf(type: TypeDefinitionNode, reached: ReadonlySet<string>): TypeDefinitionNode {
  if (isComposite(type))
    return { ...type, interfaces: (type.interfaces ?? []).filter((of) => reached.has(of.name.value)) };
  if (type.kind === Kind.UNION_TYPE_DEFINITION)
    return { ...type, types: (type.types ?? []).filter((member) => reached.has(member.name.value)) };
  return type;
}

function isComposite(type: TypeDefinitionNode): type is ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode {
  return type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

function isType(definition: DefinitionNode): definition is TypeDefinitionNode {
  return (
    definition.kind === Kind.SCALAR_TYPE_DEFINITION ||
    definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
    definition.kind === Kind.INTERFACE_TYPE_DEFINITION ||
    definition.kind === Kind.UNION_TYPE_DEFINITION ||
    definition.kind === Kind.ENUM_TYPE_DEFINITION ||
    definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION
  );
}

function isBuiltIn(type: TypeNode): boolean {
  return ["Int", "Float", "String", "Boolean", "ID"].includes(namedType(type));
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
