import { expect, test } from "vitest";
import { fieldRightsBy } from "../../../gateway/access/field-rights-by.js";
import { openRequestScope } from "../../../gateway/graph/request-scope.js";
import { TRAINING_AUTHORITY } from "../../../gateway/officer/training.js";
import { NO_RIGHTS } from "../../../subgraphs/kit/access/field-rights.js";
import type { Authority } from "../../../subgraphs/kit/authority/authority.js";
import { policiesWith } from "../../support/authority.js";

function scopeOf(authority: Authority | null) {
  return openRequestScope({ clientSignal: new AbortController().signal, deadlineMs: 1_000, authority });
}

test("who shows no token has nothing, whatever the policies would say", () => {
  const rightsOf = fieldRightsBy(policiesWith(() => ({ mayReadClass: () => true })));

  expect(rightsOf(scopeOf(null))).toEqual(NO_RIGHTS);
});

test("the policies are asked once for an officer with a justification, however many requests follow", () => {
  const asked: string[] = [];
  const mayReadClass = (_authority: Authority, fieldClass: string): boolean => {
    asked.push(fieldClass);
    return true;
  };
  const rightsOf = fieldRightsBy(policiesWith(() => ({ mayReadClass })));

  const [first, second] = [rightsOf(scopeOf(TRAINING_AUTHORITY)), rightsOf(scopeOf(TRAINING_AUTHORITY))];

  expect(second).toEqual(first);
  expect(new Set(asked).size).toBe(asked.length);
});
