import { Kind } from "graphql";
import type { DocumentNode, SelectionSetNode } from "graphql";

/**
 * The response keys that a fetch of entities would have filled. Where the subgraph does not answer they become null,
 * as GraphQL says of a field that failed; left out, later stages of the plan that read them would silently not run.
 */
export function entityKeys(document: DocumentNode): readonly string[] {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition.selectionSet] as const] : [],
    ),
  );
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const entities = operation?.selectionSet.selections.find(
    (selection) => selection.kind === Kind.FIELD && selection.name.value === "_entities",
  );
  if (entities?.kind !== Kind.FIELD || entities.selectionSet === undefined) return [];
  return [...new Set(keysOf(entities.selectionSet, fragments))];
}

function keysOf(set: SelectionSetNode, fragments: ReadonlyMap<string, SelectionSetNode>): readonly string[] {
  return set.selections.flatMap((selection): readonly string[] => {
    if (selection.kind === Kind.FIELD) {
      return selection.name.value === "__typename" ? [] : [selection.alias?.value ?? selection.name.value];
    }
    const inner =
      selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments.get(selection.name.value);
    return inner === undefined ? [] : keysOf(inner, fragments);
  });
}
