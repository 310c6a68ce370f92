import type { Atom } from "./requirement.js";
import { FIELD_CLASSES, SCOPES } from "./vocabulary.js";

/** What a caller has, as far as fields are concerned. */
export interface FieldRights {
  readonly isAuthenticated: boolean;
  readonly scopes: readonly string[];
  /** The field classes that the policies grant this caller for this justification. */
  readonly policies: readonly string[];
  readonly atoms: ReadonlySet<Atom>;
  /** The same for two callers exactly when their rights are the same. */
  readonly key: string;
}

/** Who is not authenticated has nothing, whatever else is said of him. */
export function createFieldRights(given: Pick<FieldRights, "isAuthenticated" | "scopes" | "policies">): FieldRights {
  const { isAuthenticated } = given;
  const scopes = isAuthenticated ? distinct(given.scopes) : [];
  const policies = isAuthenticated ? distinct(given.policies) : [];
  const atoms = new Set<Atom>([
    ...(isAuthenticated ? ["authenticated" as const] : []),
    ...scopes.map((scope) => `scope ${scope}` as const),
    ...policies.map((policy) => `policy ${policy}` as const),
  ]);
  return { isAuthenticated, scopes, policies, atoms, key: JSON.stringify([isAuthenticated, scopes, policies]) };
}

export const NO_RIGHTS: FieldRights = createFieldRights({ isAuthenticated: false, scopes: [], policies: [] });

/** Of the training graph, whose people are all invented, and of plans that are made before anybody asks. */
export const EVERY_RIGHT: FieldRights = createFieldRights({
  isAuthenticated: true,
  scopes: Object.keys(SCOPES),
  policies: Object.keys(FIELD_CLASSES),
});

function distinct(words: readonly string[]): readonly string[] {
  return [...new Set(words)].toSorted();
}
