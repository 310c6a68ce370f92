import type { Authority } from "../../../../subgraphs/kit/authority/authority.js";
import type { Justification } from "../../../../subgraphs/kit/authority/justification.js";
import type { Officer } from "../../../../subgraphs/kit/authority/officer.js";

/** A border guard of France who searches for a wanted person. */
const OFFICER: Officer = {
  id: "officer-1",
  country: "FRA",
  agency: "border-police",
  unit: "cdg-2",
  roles: ["border-guard"],
  scopes: ["check:run"],
  clearance: "FOR_OFFICIAL_USE_ONLY",
  jointInvestigations: [],
};

export const JUSTIFICATION: Justification = {
  purpose: "WANTED_SEARCH",
  caseReference: "2026/77",
  offence: "IKK",
  role: "SUSPECT",
  aim: "IDENTIFY",
  orderedBy: "cdg-2/9",
};

export function authorityOf(
  officer: Partial<Officer> = {},
  justification: Partial<Justification> | null = {},
  breakGlass?: Authority["breakGlass"],
): Authority {
  return {
    officer: { ...OFFICER, ...officer },
    justification: justification === null ? null : { ...JUSTIFICATION, ...justification },
    ...(breakGlass !== undefined && { breakGlass }),
  };
}
