import { expect, test } from "vitest";
import { decideFieldRights } from "../../../../subgraphs/kit/access/decide-field-rights.js";
import { createFieldRights } from "../../../../subgraphs/kit/access/field-rights.js";
import type { Authority } from "../../../../subgraphs/kit/authority/authority.js";

const authority: Authority = {
  officer: {
    id: "officer-7",
    country: "FRA",
    agency: "border-police",
    unit: "roissy",
    roles: ["border-guard"],
    scopes: ["person:read", "check:run"],
    clearance: "RESTRICTED",
    jointInvestigations: [],
  },
  justification: null,
};

test("an officer has the token's scopes and the classes that the policies grant, and no other", () => {
  const rights = decideFieldRights(authority, (_authority, fieldClass) => fieldClass === "caution");

  expect(rights).toEqual(
    createFieldRights({ isAuthenticated: true, scopes: ["check:run", "person:read"], policies: ["caution"] }),
  );
});
