import {
  getNullableType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  Kind,
} from "graphql";
import type {
  DirectiveNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLSchema,
  SelectionSetNode,
} from "graphql";
import type { TypeNames } from "./type-names.js";

/** What a result's type is written from. */
export interface ResultScope {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly names: TypeNames;
}

/** The TypeScript type of what a selection on a type answers: for each type that it can be, and one where they are alike. */
export function resultType(
  type: GraphQLCompositeType,
  selections: readonly SelectionSetNode[],
  scope: ResultScope,
): string {
  const possible = isAbstractType(type) ? scope.schema.getPossibleTypes(type) : [type];
  const written = possible.map((object) => objectType(object, selections, scope));
  return [...new Set(written)].join(" | ") || "never";
}

interface Answered {
  readonly nodes: FieldNode[];
  /** Whether no condition can leave it out. */
  isCertain: boolean;
}

function objectType(type: GraphQLObjectType, selections: readonly SelectionSetNode[], scope: ResultScope): string {
  const fields = new Map<string, Answered>();
  for (const selection of selections) collect(type, selection, { fields, isCertain: true }, scope);
  const members = [...fields].map(([key, { nodes, isCertain }]) => {
    const value = fieldType(type, nodes, scope);
    return `readonly ${key}${isCertain ? "" : "?"}: ${value};`;
  });
  return `{ ${members.join(" ")} }`;
}

function collect(
  type: GraphQLObjectType,
  { selections }: SelectionSetNode,
  into: { readonly fields: Map<string, Answered>; readonly isCertain: boolean },
  scope: ResultScope,
): void {
  for (const node of selections) {
    const isCertain = into.isCertain && !isConditional(node.directives);
    if (node.kind === Kind.FIELD) {
      const key = (node.alias ?? node.name).value;
      const known = into.fields.get(key) ?? { nodes: [], isCertain: false };
      known.nodes.push(node);
      known.isCertain ||= isCertain;
      into.fields.set(key, known);
      continue;
    }
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : scope.fragments.get(node.name.value);
    if (fragment === undefined || !applies(fragment.typeCondition?.name.value, type, scope.schema)) continue;
    collect(type, fragment.selectionSet, { fields: into.fields, isCertain }, scope);
  }
}

function isConditional(directives: readonly DirectiveNode[] = []): boolean {
  return directives.some(({ name }) => name.value === "skip" || name.value === "include");
}

function applies(condition: string | undefined, type: GraphQLObjectType, schema: GraphQLSchema): boolean {
  if (condition === undefined || condition === type.name) return true;
  const wanted = schema.getType(condition);
  return isAbstractType(wanted) && schema.isSubType(wanted, type);
}

function fieldType(parent: GraphQLObjectType, nodes: readonly FieldNode[], scope: ResultScope): string {
  const name = nodes[0]?.name.value ?? "";
  if (name === "__typename") return JSON.stringify(parent.name);
  const field = parent.getFields()[name];
  if (field === undefined) return "unknown";
  const within = nodes.flatMap(({ selectionSet }) => (selectionSet === undefined ? [] : [selectionSet]));
  return outputType(field.type, within, scope);
}

function outputType(type: GraphQLOutputType, within: readonly SelectionSetNode[], scope: ResultScope): string {
  const bare = getNullableType(type);
  const written = isListType(bare)
    ? `ReadonlyArray<${outputType(bare.ofType, within, scope)}>`
    : isScalarType(bare) || isEnumType(bare)
      ? scope.names.leaf(bare)
      : isObjectType(bare) || isAbstractType(bare)
        ? resultType(bare, within, scope)
        : "never";
  return isNonNullType(type) ? written : `${written} | null`;
}
