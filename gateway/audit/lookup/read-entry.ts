import type { LoggedContent, LoggedEntry, LogPlace } from "../../../subgraphs/access-log/index.js";
import { AuditUnavailable } from "../audit-unavailable.js";
import type { LogReader } from "../check/log-reader.js";
import { commitTo } from "../entry/commitment.js";
import type { Leaf } from "../entry/leaf.js";
import { readPayload } from "../entry/payload.js";
import type { Payload } from "../entry/payload.js";
import { monthOf, retentionEnd } from "../entry/retention.js";

/** An entry as its reader is given it, with its payload where that is kept. */
export interface FoundEntry {
  readonly logged: LoggedEntry;
  readonly payload: Payload | null;
}

/**
 * Reads one published entry; its payload is believed only where the leaf commits to it.
 * @throws AuditUnavailable where the entry itself is missing
 */
export function readEntry(reader: LogReader, { at, index }: LogPlace, size: number): FoundEntry {
  const leaf = reader.leaf(index, size);
  if (leaf === null) throw new AuditUnavailable(`The audit log is damaged: entry ${index} is missing.`);
  const { kind, auditId } = leaf;
  const payload = readCommitted(reader, leaf, index);
  const content = typeof payload === "string" ? { state: payload } : { state: "KEPT" as const, is: contentOf(payload) };
  return { logged: { at, index, kind, auditId, content }, payload: typeof payload === "string" ? null : payload };
}

function readCommitted(reader: LogReader, leaf: Leaf, index: number): Payload | "ERASED" | "DAMAGED" {
  const stored = reader.payload(leaf, index);
  if (stored === null) return retentionEnd(leaf.retention, monthOf(leaf.at)) <= new Date() ? "ERASED" : "DAMAGED";
  if (!commitTo(stored.salt, stored.text).equals(leaf.commitment)) return "DAMAGED";
  return readPayload(stored.text) ?? "DAMAGED";
}

function contentOf(payload: Payload): LoggedContent {
  const { who: officer, why: justification, breakGlass = null } = payload;
  const common = { officer, justification, breakGlass };
  if (payload.kind === "INTENT") return { ...common, domains: [], disclosed: [], errors: [] };
  // Of an entry that does not say how much was told, as much as can be.
  const { refs, opened = refs, domains = [], errors } = payload;
  const isOpened = new Set(opened);
  const disclosed = refs.map((ref) => ({ ref, level: isOpened.has(ref) ? ("RECORD" as const) : ("HIT" as const) }));
  return { ...common, domains, disclosed, errors };
}
