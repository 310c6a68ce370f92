import { askToken } from "../../gateway/issuer/ask-token.js";
import type { OfficerToBe } from "../../gateway/issuer/ask-token.js";
import { SCOPES } from "../../subgraphs/kit/access/vocabulary.js";

/** A complete header `Crosscheck-Justification`. */
export const JUSTIFICATION =
  'purpose=wanted-search, case="2026/1234", offence=ILM, role=suspect, aim=identify, ordered-by="U-17"';

/** A token of a local issuer for an invented officer. */
export function tokenOf(issuer: string, differences: Partial<OfficerToBe> = {}): Promise<string> {
  return askToken(issuer, {
    officer: "officer-1",
    country: "FRA",
    agency: "police",
    unit: "nice-airport",
    roles: ["investigator"],
    scopes: Object.keys(SCOPES),
    clearance: "CONFIDENTIAL",
    jointInvestigations: [],
    minutes: 10,
    ...differences,
  });
}

/** What a question by that officer goes with. */
export async function headersOf(issuer: string): Promise<Readonly<Record<string, string>>> {
  return { authorization: `Bearer ${await tokenOf(issuer)}`, "crosscheck-justification": JUSTIFICATION };
}
