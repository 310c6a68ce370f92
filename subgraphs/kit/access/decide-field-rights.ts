import type { Authority } from "../authority/authority.js";
import { createFieldRights } from "./field-rights.js";
import type { FieldRights } from "./field-rights.js";
import { FIELD_CLASS_NAMES } from "./vocabulary.js";
import type { FieldClass } from "./vocabulary.js";

/**
 * What an officer may have of fields: the scopes of the token, and the field classes that the policies grant for the
 * justification.
 */
export function decideFieldRights(
  authority: Authority,
  mayReadClass: (authority: Authority, fieldClass: FieldClass) => boolean,
): FieldRights {
  const policies = FIELD_CLASS_NAMES.filter((fieldClass) => mayReadClass(authority, fieldClass));
  return createFieldRights({ isAuthenticated: true, scopes: authority.officer.scopes, policies });
}
