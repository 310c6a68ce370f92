import type { AccessIndex } from "../../../subgraphs/kit/access/access-index.js";
import { createFieldRights } from "../../../subgraphs/kit/access/field-rights.js";
import { isMet } from "../../../subgraphs/kit/access/requirement.js";
import { FIELD_CLASS_NAMES } from "../../../subgraphs/kit/access/vocabulary.js";
import type { Authority } from "../../../subgraphs/kit/authority/authority.js";
import type { Disclosure } from "../../../subgraphs/kit/policy/disclosure.js";
import type { Restriction } from "../../../subgraphs/kit/policy/restriction.js";
import { expectedOfClass } from "../../subgraphs/kit/policy/cases.js";
import { restatedDisclosure } from "../../subgraphs/kit/policy/restated.js";

/** What an officer may know, worked out without the policies. */
export interface Outlook {
  /** Whether a field may be read, wherever it stands: `Person.birthPlace`. */
  mayRead(coordinate: string): boolean;
  /** How much may be told of a record. */
  disclosureOf(owner: string, restriction: Restriction | null): Disclosure;
}

export function outlookOf(authority: Authority, index: AccessIndex): Outlook {
  const { officer, justification } = authority;
  const policies = FIELD_CLASS_NAMES.filter(
    (fieldClass) => justification !== null && expectedOfClass(fieldClass, officer.roles[0] ?? "", justification),
  );
  const rights = createFieldRights({ isAuthenticated: true, scopes: officer.scopes, policies });
  const now = new Date();
  return {
    mayRead: (coordinate) => {
      const [type = "", field = ""] = coordinate.split(".");
      return isMet(index.fieldRequirement(type, field), rights);
    },
    disclosureOf: (owner, restriction) => restatedDisclosure(authority, owner, restriction, now),
  };
}
