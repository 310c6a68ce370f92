import type { Authority } from "../../kit/authority/authority.js";
import type { Purpose } from "../../kit/authority/justification.js";

/** An invented officer of a country, without clearance, who looks for a wanted person. */
export function inventedOfficer(country: string, purpose: Purpose = "WANTED_SEARCH"): Authority {
  return {
    officer: {
      id: "invented-officer",
      country,
      agency: "check",
      unit: "check-1",
      roles: ["investigator"],
      scopes: [],
      clearance: "FOR_OFFICIAL_USE_ONLY",
      jointInvestigations: [],
    },
    justification: {
      purpose,
      caseReference: "CHECK/1",
      offence: "ILM",
      role: "SUSPECT",
      aim: "IDENTIFY",
      orderedBy: "invented-officer",
    },
  };
}

/** Some country that is not this one. */
export function anotherCountry(country: string): string {
  return country === "UTO" ? "XOM" : "UTO";
}
