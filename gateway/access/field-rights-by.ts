import type { Authority } from "../../subgraphs/kit/authority/authority.js";
import { decideFieldRights } from "../../subgraphs/kit/access/decide-field-rights.js";
import { NO_RIGHTS } from "../../subgraphs/kit/access/field-rights.js";
import type { FieldRights } from "../../subgraphs/kit/access/field-rights.js";
import type { Policies } from "../../subgraphs/kit/policy/policies.js";
import type { RequestScope } from "../graph/request-scope.js";

/** What the officer of a request may have of fields, by these policies: decided once for each authority. Who shows no token has nothing. */
export function fieldRightsBy(policies: Policies): (scope: RequestScope) => FieldRights {
  const decided = new WeakMap<Authority, FieldRights>();
  return ({ authority }) => {
    if (authority === null) return NO_RIGHTS;
    const known = decided.get(authority);
    if (known !== undefined) return known;
    const rights = decideFieldRights(authority, (asking, fieldClass) => policies.mayReadClass(asking, fieldClass));
    decided.set(authority, rights);
    return rights;
  };
}
