import { readPayload } from "../entry/payload.js";
import type { Payload } from "../entry/payload.js";
import type { LogReader } from "./log-reader.js";

/** What to look for; whatever is given must fit. */
export interface Wanted {
  readonly caseReference?: string | undefined;
  /** The issuer's id of an officer. */
  readonly officer?: string | undefined;
  /** A country whose records were told of, by its three letters. */
  readonly owner?: string | undefined;
  /** Whose officers asked: a country with an agency and a unit of it. */
  readonly unit?: { readonly country: string; readonly agency: string; readonly unit: string } | undefined;
  /** Only what was asked with a grant for an emergency. */
  readonly isBreakGlass?: boolean | undefined;
}

export interface FoundEntry {
  readonly index: number;
  readonly auditId: string;
  readonly at: Date;
  readonly payload: Payload;
}

/** Entries that fit, as far as their payloads are still kept, the newest last. Nothing is verified here. */
export function* findEntries(reader: LogReader, size: number, wanted: Wanted): Generator<FoundEntry> {
  for (const { index, leaf, payload: text } of reader.entries(size)) {
    const payload = text === null ? null : readPayload(text);
    if (payload !== null && fits(payload, wanted)) yield { index, auditId: leaf.auditId, at: leaf.at, payload };
  }
}

function fits(payload: Payload, { caseReference, officer, owner, unit, isBreakGlass }: Wanted): boolean {
  const { who, why, breakGlass } = payload;
  if (isBreakGlass === true && breakGlass === undefined) return false;
  if (caseReference !== undefined && why?.caseReference !== caseReference) return false;
  if (officer !== undefined && who.id !== officer) return false;
  if (owner !== undefined && !disclosesRecordsOf(payload, owner)) return false;
  if (unit === undefined) return true;
  return who.country === unit.country && who.agency === unit.agency && who.unit === unit.unit;
}

function disclosesRecordsOf(payload: Payload, owner: string): boolean {
  return payload.kind === "RELEASE" && payload.refs.some((ref) => ref.startsWith(`${owner}/`));
}
