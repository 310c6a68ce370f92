import { decideFieldRights } from "../../subgraphs/kit/access/decide-field-rights.js";
import type { FieldRights } from "../../subgraphs/kit/access/field-rights.js";
import type { Policies } from "../../subgraphs/kit/policy/policies.js";
import type { RequestScope } from "../graph/request-scope.js";

/** What the officer of a request may have of fields, by these policies. */
export function fieldRightsBy(policies: Policies): (scope: RequestScope) => FieldRights {
  return ({ authority }) =>
    decideFieldRights(authority, (asking, fieldClass) => policies.mayReadClass(asking, fieldClass));
}
