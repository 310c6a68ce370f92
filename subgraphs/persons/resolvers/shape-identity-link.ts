import type { Authority } from "../../kit/authority/authority.js";
import { newestOf } from "../../kit/decisions/decision.js";
import { isColleague, shapeDecider } from "../../kit/graph/deciding-officer.js";
import type { PersonRecord } from "../backends/person-record.js";
import type { Settlement } from "../backends/settlement-source.js";
import type { PersonMatch } from "../matching/compare-persons.js";
import type { IdentityLink, IdentitySettlement } from "../types/identity-link.js";
import { shapePerson } from "./shape-person.js";

/** A link as it is known: the record at its other end, what the matcher says, what is settled, the oldest first. */
interface KnownLink {
  readonly record: PersonRecord;
  readonly match: PersonMatch | null;
  readonly settled: readonly Settlement[];
}

export function shapeIdentityLink(
  { record, match, settled }: KnownLink,
  reader: Authority | null | undefined,
): IdentityLink {
  const newest = newestOf(settled);
  return {
    person: shapePerson(record),
    state: newest?.verdict ?? "UNVERIFIED",
    score: match && rounded(match.score),
    features: (match?.features ?? []).map((feature) => ({ ...feature, weight: rounded(feature.weight) })),
    settlement: newest && shapeSettlement(newest, reader),
    settlements: settled.toReversed().map((settlement) => shapeSettlement(settlement, reader)),
  };
}

function shapeSettlement(
  { verdict, reason, decidedAt, decider, justification }: Settlement,
  reader: Authority | null | undefined,
): IdentitySettlement {
  const { purpose, caseReference } = justification;
  return {
    state: verdict,
    reason,
    settledAt: decidedAt,
    settledBy: shapeDecider(decider, reader),
    purpose,
    caseReference: isColleague(decider, reader) ? caseReference : null,
  };
}

/** Three decimals, as every score. */
function rounded(score: number): number {
  return Math.round(score * 1_000) / 1_000;
}
