import type { ApolloServerPlugin } from "@apollo/server";
import type { FragmentDefinitionNode, SelectionSetNode } from "graphql";
import { refusal } from "../graph/refusal.js";
import type { RequestScope } from "../graph/request-scope.js";
import { JustificationRequired } from "./read-justification.js";

/**
 * Refuses whatever asks for more than the schema, unless it says why. Which fields hold personal data changes with the
 * schema; that every question needs its reason does not.
 */
export const REQUIRE_JUSTIFICATION: ApolloServerPlugin<RequestScope> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ contextValue: { authority }, document, operation }) => {
      // Nobody asks where the graph plans ahead, and no source is asked.
      if (authority === null || authority.justification !== null) return;
      const fragments = document.definitions.filter((definition) => definition.kind === "FragmentDefinition");
      if (operation !== undefined && asksForMoreThanSchema(operation.selectionSet, fragments))
        throw refusal(JustificationRequired.withoutHeader());
    },
  }),
};

/** Whether any field of the root is not one of introspection; what is skipped by a variable counts too. */
function asksForMoreThanSchema(
  { selections }: SelectionSetNode,
  fragments: readonly FragmentDefinitionNode[],
): boolean {
  return selections.some((selection) => {
    if (selection.kind === "Field") return !selection.name.value.startsWith("__");
    if (selection.kind === "InlineFragment") return asksForMoreThanSchema(selection.selectionSet, fragments);
    const fragment = fragments.find(({ name }) => name.value === selection.name.value);
    return fragment === undefined || asksForMoreThanSchema(fragment.selectionSet, fragments);
  });
}
