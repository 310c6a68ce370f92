import {
  getNullableType,
  Kind,
  parseType,
  print,
  separateOperations,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type {
  ASTVisitor,
  DocumentNode,
  GraphQLInputType,
  GraphQLSchema,
  OperationDefinitionNode,
  ValueNode,
  VariableDefinitionNode,
} from "graphql";

/**
 * What an operation asks for, without what it asks about: the operation alone with its fragments, every literal in it a
 * variable, every alias a number. The same question about another person has the same signature, and it is a valid
 * operation of the same schema. Null where it asks for the schema alone.
 */
export function operationSignature(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
): string | null {
  const named = operationName ?? operationIn(document)?.name?.value ?? "";
  const alone = separateOperations(document)[named];
  const operation = alone === undefined ? undefined : operationIn(alone);
  if (alone === undefined || operation === undefined || isAboutSchema(operation)) return null;
  const hidden: VariableDefinitionNode[] = [];
  const typeInfo = new TypeInfo(schema);
  const without = visit(alone, visitWithTypeInfo(typeInfo, hideLiterals(typeInfo, namesOf(operation), hidden)));
  const withVariables = visit(without, {
    OperationDefinition: (node) => ({ ...node, variableDefinitions: [...(node.variableDefinitions ?? []), ...hidden] }),
  });
  return print(withVariables);
}

function operationIn({ definitions }: DocumentNode): OperationDefinitionNode | undefined {
  return definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
}

function isAboutSchema({ selectionSet }: OperationDefinitionNode): boolean {
  return selectionSet.selections.every(
    (selection) => selection.kind === Kind.FIELD && selection.name.value.startsWith("__"),
  );
}

function namesOf({ variableDefinitions = [] }: OperationDefinitionNode): ReadonlySet<string> {
  return new Set(variableDefinitions.map(({ variable }) => variable.name.value));
}

function hideLiterals(typeInfo: TypeInfo, taken: ReadonlySet<string>, hidden: VariableDefinitionNode[]): ASTVisitor {
  let aliases = 0;
  let literals = 0;
  const nextName = (): string => {
    literals += 1;
    const name = `literal${literals}`;
    return taken.has(name) ? nextName() : name;
  };
  const hide = (type: GraphQLInputType | null | undefined): ValueNode => {
    if (type === null || type === undefined) return { kind: Kind.NULL };
    const variable = { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: nextName() } } as const;
    // Not null, since a literal is not: it fits wherever the literal did.
    hidden.push({ kind: Kind.VARIABLE_DEFINITION, variable, type: parseType(`${String(getNullableType(type))}!`) });
    return variable;
  };
  return {
    // A default is a value like any other; without it the operation asks for the same fields.
    VariableDefinition: ({ defaultValue: _hidden, ...node }) => node,
    Field: (node) => {
      if (node.alias === undefined) return undefined;
      aliases += 1;
      return { ...node, alias: { ...node.alias, value: `alias${aliases}` } };
    },
    StringValue: () => hide(typeInfo.getInputType()),
    IntValue: () => hide(typeInfo.getInputType()),
    FloatValue: () => hide(typeInfo.getInputType()),
    // Within a list the type is that of its items already.
    ListValue: (node) => (isPlain(node) ? hide(typeInfo.getParentInputType()) : undefined),
  };
}

/** Whether it is nothing but values: no variable, and no object, whose fields are part of the question. */
function isPlain(node: ValueNode): boolean {
  if (node.kind === Kind.LIST) return node.values.every(isPlain);
  return node.kind !== Kind.OBJECT && node.kind !== Kind.VARIABLE;
}
