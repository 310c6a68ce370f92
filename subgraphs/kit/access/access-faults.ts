import type { AccessIndex, RuledCoordinate } from "./access-index.js";
import type { RuleFault } from "./read-rule.js";
import { FIELD_CLASSES, SCOPES } from "./vocabulary.js";

/** What keeps a schema from being safe, where, and what to write instead. */
export interface AccessFault {
  readonly coordinate: string;
  readonly message: string;
}

/** Every field without a rule, every rule that says nothing, every word that is in no list; in the order of coordinates. */
export function findAccessFaults(index: AccessIndex): readonly AccessFault[] {
  return index.coordinates.flatMap((ruled) =>
    [...bareness(ruled), ...(ruled.own?.faults ?? []).map(messageOf), ...unknownWords(ruled)].map((message) => ({
      coordinate: ruled.coordinate,
      message,
    })),
  );
}

function bareness({ kind, isRuled, coordinate }: RuledCoordinate): readonly string[] {
  if (isRuled || kind !== "FIELD") return [];
  const [type] = coordinate.split(".");
  return [`No rule. Write @authenticated, @requiresScopes or @policy on it or on the type ${type}.`];
}

function messageOf({ directive, what }: RuleFault): string {
  const argument = directive.endsWith("olicy") ? 'policies: [["caution"]]' : 'scopes: [["person:read"]]';
  const example = `@${directive}(${argument})`;
  switch (what) {
    case "EMPTY":
      return `An empty list of @${directive} lets nobody through. Name what it takes, like ${example}, or write @authenticated.`;
    case "UNREADABLE":
      return `@${directive} cannot be read. Write lists of lists of names: ${example}.`;
  }
}

function unknownWords({ own }: RuledCoordinate): readonly string[] {
  const atoms = [...new Set(own?.requirement.flat() ?? [])];
  return atoms.flatMap((atom) => {
    const [kind, word = ""] = atom.split(" ", 2);
    if (kind === "scope" && !Object.hasOwn(SCOPES, word))
      return [
        `There is no scope "${word}". Take one of ${Object.keys(SCOPES).join(", ")}, or add it to the vocabulary.`,
      ];
    if (kind === "policy" && !Object.hasOwn(FIELD_CLASSES, word))
      return [
        `There is no field class "${word}". Take one of ${Object.keys(FIELD_CLASSES).join(", ")}, or add it to the vocabulary.`,
      ];
    return [];
  });
}
