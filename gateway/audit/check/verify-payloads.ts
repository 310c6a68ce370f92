import { commitTo } from "../entry/commitment.js";
import { monthOf, retentionEnd } from "../entry/retention.js";
import type { SealedEntry, SealedPayload } from "../entry/sealed-entry.js";
import { readPayloads } from "../store/payload-file.js";
import type { Fault } from "./fault.js";

/** An entry as the log has it; its payload, if any, is what the journal still holds. */
export interface IndexedEntry extends SealedEntry {
  readonly index: number;
}

export interface PayloadCount {
  readonly kept: number;
  readonly erased: number;
  readonly faults: readonly Fault[];
}

/**
 * Compares one payload file with the entries that it is for. A payload that is gone counts as erased once its retention
 * has ended, and as a fault before.
 * @param expected in order of their index
 * @param end lines of entries from here on are not judged: the log's process may be writing them
 */
export function verifyPayloadFile(
  { place, text }: { readonly place: string; readonly text: string },
  expected: readonly IndexedEntry[],
  { now, end }: { readonly now: Date; readonly end: number },
): PayloadCount {
  const lines = readPayloads(text);
  const unreadable = lines.flatMap((stored, at) =>
    stored === null ? [{ place: `${place}, line ${at + 1}`, what: "It cannot be read." }] : [],
  );
  const stored = lines.filter((line) => line !== null).filter(({ index }) => index < end);
  const wanted = new Set(expected.map(({ index }) => index));
  const strays = stored.flatMap(({ index }, at) => {
    const isInOrder = index > (stored[at - 1]?.index ?? -1);
    if (wanted.has(index) && isInOrder) return [];
    return [{ place: `${place}, entry ${index}`, what: "Its payload does not belong at this place." }];
  });
  const byIndex = new Map(stored.map((payload) => [payload.index, payload]));
  const results = expected.map((entry) => judge(place, entry, byIndex.get(entry.index), now));
  return {
    kept: results.filter((result) => result === "KEPT").length,
    erased: results.filter((result) => result === "ERASED").length,
    faults: [...unreadable, ...strays, ...results.filter((result) => typeof result !== "string")],
  };
}

function judge(
  file: string,
  { index, leaf, payload: journaled }: IndexedEntry,
  stored: SealedPayload | undefined,
  now: Date,
): "KEPT" | "ERASED" | Fault {
  const place = `${file}, entry ${index}`;
  const payloads = [journaled, stored].filter((payload) => payload !== null && payload !== undefined);
  if (payloads.some(({ salt, text }) => !commitTo(salt, text).equals(leaf.commitment))) {
    return { place, what: "Its payload is not the one that was logged." };
  }
  if (payloads.length > 0) return "KEPT";
  const end = retentionEnd(leaf.retention, monthOf(leaf.at));
  if (end <= now) return "ERASED";
  return { place, what: `Its payload is missing, though it is kept until ${end.toISOString().slice(0, 10)}.` };
}
