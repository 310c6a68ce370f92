import { SCOPES } from "../../../subgraphs/kit/access/vocabulary.js";
import type { Authority } from "../../../subgraphs/kit/authority/authority.js";
import { AIMS, PURPOSES, SUBJECT_ROLES } from "../../../subgraphs/kit/authority/justification.js";
import { CLEARANCES } from "../../../subgraphs/kit/authority/officer.js";
import type { Draw } from "./draw.js";
import { pick, someOf } from "./draw.js";

const COUNTRIES = ["FRA", "DEU", "SWE", "BRA", "JPN", "UKR", "POL", "XPO"] as const;
const PROFESSIONS = ["border-guard", "investigator", "forensic-examiner", "analyst"] as const;
/** Those of the invented world, and one of which it has no record. */
export const INVESTIGATIONS = ["JIT-2026-004", "JIT-2026-011", "JIT-2026-099"] as const;
const MOMENTS = ["2020-01-01T00:00:00Z", "2099-12-31T00:00:00Z"] as const;

/** Any officer with any reason. Most may search all domains and open all records, so that there is something to compare. */
export function randomAuthority(draw: Draw, number: number): Authority {
  const isTrusted = draw(10) < 7;
  const all = Object.keys(SCOPES);
  const caseReference = `2026/${number}`;
  return {
    officer: {
      id: `officer-${number}`,
      country: pick(draw, COUNTRIES),
      agency: pick(draw, ["police", "border-police", "customs"]),
      unit: `unit-${draw(5)}`,
      roles: [pick(draw, PROFESSIONS)],
      scopes: isTrusted ? without(draw, all, draw(4)) : someOf(draw, all),
      clearance: pick(draw, CLEARANCES),
      jointInvestigations: someOf(draw, INVESTIGATIONS),
    },
    justification: {
      purpose: isTrusted ? pick(draw, ["WANTED_SEARCH", "IDENTIFY", "CRIMINAL_INFORMATION"]) : pick(draw, PURPOSES),
      caseReference,
      offence: pick(draw, ["ILM", "IKK", "PTS"]),
      role: pick(draw, SUBJECT_ROLES),
      aim: pick(draw, AIMS),
      orderedBy: "prosecutor-2",
    },
    ...(draw(6) === 0 && {
      breakGlass: {
        justification: "A life is at stake",
        caseReference: draw(2) === 0 ? caseReference : "2026/another",
        endsAt: pick(draw, MOMENTS),
      },
    }),
  };
}

function without(draw: Draw, words: readonly string[], count: number): readonly string[] {
  const dropped = new Set(Array.from({ length: count }, () => pick(draw, words)));
  return words.filter((word) => !dropped.has(word));
}
