import { isTypeDefinitionNode, isTypeExtensionNode, Kind } from "graphql";
import type {
  ConstDirectiveNode,
  DocumentNode,
  EnumValueDefinitionNode,
  FieldDefinitionNode,
  InputValueDefinitionNode,
  TypeDefinitionNode,
  TypeExtensionNode,
} from "graphql";

export type TypeNodes = TypeDefinitionNode | TypeExtensionNode;

/** One definition of a schema, or one extension of it, by its coordinate. */
export type Definition = {
  /** `Type`, `Type.field`, `Type.field(argument:)`, `Enum.VALUE`. */
  readonly coordinate: string;
  /** The type that it is or belongs to. */
  readonly type: string;
  readonly name: string;
  readonly line: number | undefined;
  readonly description: string | undefined;
  readonly directives: readonly ConstDirectiveNode[];
} & (
  | { readonly kind: "TYPE"; readonly node: TypeNodes }
  | { readonly kind: "FIELD"; readonly node: FieldDefinitionNode; readonly of: TypeNodes }
  | { readonly kind: "INPUT_FIELD"; readonly node: InputValueDefinitionNode; readonly of: TypeNodes }
  | { readonly kind: "ARGUMENT"; readonly node: InputValueDefinitionNode; readonly field: string }
  | { readonly kind: "VALUE"; readonly node: EnumValueDefinitionNode }
);

/** Every definition of the document, as it stands there. Directives' own definitions are none of them. */
export function definitionsOf(document: DocumentNode): readonly Definition[] {
  return document.definitions.flatMap((node) => (isType(node) ? [ofType(node), ...membersOf(node)] : []));
}

function isType(node: DocumentNode["definitions"][number]): node is TypeNodes {
  return isTypeDefinitionNode(node) || isTypeExtensionNode(node);
}

function ofType(node: TypeNodes): Definition {
  return { kind: "TYPE", node, ...partsOf(node, node.name.value, node.name.value) };
}

function membersOf(node: TypeNodes): readonly Definition[] {
  const type = node.name.value;
  switch (node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.OBJECT_TYPE_EXTENSION:
    case Kind.INTERFACE_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_EXTENSION:
      return (node.fields ?? []).flatMap((field) => fieldAndArguments(field, node));
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
    case Kind.INPUT_OBJECT_TYPE_EXTENSION:
      return (node.fields ?? []).map((field) => ({
        kind: "INPUT_FIELD",
        node: field,
        of: node,
        ...partsOf(field, type, `${type}.${field.name.value}`),
      }));
    case Kind.ENUM_TYPE_DEFINITION:
    case Kind.ENUM_TYPE_EXTENSION:
      return (node.values ?? []).map((value) => ({
        kind: "VALUE",
        node: value,
        ...partsOf(value, type, `${type}.${value.name.value}`),
      }));
    default:
      return [];
  }
}

function fieldAndArguments(field: FieldDefinitionNode, of: TypeNodes): readonly Definition[] {
  const type = of.name.value;
  const coordinate = `${type}.${field.name.value}`;
  return [
    { kind: "FIELD", node: field, of, ...partsOf(field, type, coordinate) },
    ...(field.arguments ?? []).map((argument): Definition => ({
      kind: "ARGUMENT",
      node: argument,
      field: field.name.value,
      ...partsOf(argument, type, `${coordinate}(${argument.name.value}:)`),
    })),
  ];
}

function partsOf(
  node: TypeNodes | FieldDefinitionNode | InputValueDefinitionNode | EnumValueDefinitionNode,
  type: string,
  coordinate: string,
) {
  return {
    coordinate,
    type,
    name: node.name.value,
    line: node.name.loc?.startToken.line,
    description: "description" in node ? node.description?.value : undefined,
    directives: node.directives ?? [],
  };
}

/** The value of a directive's argument where it is a text. */
export function textArgument(directive: ConstDirectiveNode, name: string): string | null {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : null;
}
