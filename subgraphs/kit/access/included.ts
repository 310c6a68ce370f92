import { getDirectiveValues, GraphQLIncludeDirective, GraphQLSkipDirective, Kind, visit } from "graphql";
import type { DirectiveNode, DocumentNode, OperationDefinitionNode } from "graphql";

/** Whether `@skip` and `@include` leave a selection in, for these values of variables. */
export function isIncluded(
  node: { readonly directives?: readonly DirectiveNode[] | undefined },
  variables: Readonly<Record<string, unknown>>,
): boolean {
  const { directives = [] } = node;
  if (directives.length === 0) return true;
  if (getDirectiveValues(GraphQLSkipDirective, { directives }, variables)?.["if"] === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, { directives }, variables)?.["if"] !== false;
}

/** The variables on which selections depend: for each other set of their values the operation is another one. */
export function conditionalVariables(document: DocumentNode, operation: OperationDefinitionNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ name, arguments: given = [] }) => {
      if (name.value !== "skip" && name.value !== "include") return;
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return (operation.variableDefinitions ?? [])
    .map(({ variable }) => variable.name.value)
    .filter((name) => names.has(name));
}
