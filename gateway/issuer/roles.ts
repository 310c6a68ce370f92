import { SCOPES } from "../../subgraphs/kit/access/vocabulary.js";
import type { Scope } from "../../subgraphs/kit/access/vocabulary.js";

/** At a counter or a roadside: who is this, is there anything, how careful must I be. */
const AT_THE_BORDER: readonly Scope[] = [
  "check:run",
  "person:search",
  "person:read",
  "person:identity",
  "person:description",
  "person:cautions",
  "notice:search",
  "notice:read",
  "document:search",
  "document:read",
  "vehicle:search",
  "vehicle:read",
  "biometric:search",
];

const OF_A_CASE: readonly Scope[] = [
  ...AT_THE_BORDER,
  "person:offences",
  "person:links",
  "notice:details",
  "biometric:read",
];

/** The scopes that the local issuer gives a role for which none are named. A country's own issuer decides for itself. */
export const SCOPES_OF_ROLES: Readonly<Record<string, readonly string[]>> = {
  "border-guard": AT_THE_BORDER,
  investigator: OF_A_CASE,
  analyst: [...OF_A_CASE, "identity:settle"],
  "forensic-examiner": ["check:run", "person:read", "biometric:search", "biometric:read", "biometric:confirm"],
  supervisor: [...OF_A_CASE, "biometric:confirm", "identity:settle", "identity:history", "log:unit", "break-glass:use"],
  bureau: Object.keys(SCOPES),
};
