import { commitTo, newSalt } from "./commitment.js";
import { readLeaf, writeLeaf } from "./leaf.js";
import type { Leaf } from "./leaf.js";
import type { Payload } from "./payload.js";
import type { RetentionClass } from "./retention.js";

/** An entry as the graph gives it to the log. */
export interface AuditEntry {
  readonly auditId: string;
  readonly at: Date;
  readonly retention: RetentionClass;
  readonly payload: Payload;
}

/** A payload as it is stored: its very bytes, and what they were committed with. */
export interface SealedPayload {
  readonly salt: Buffer;
  readonly text: string;
}

/** An entry as the log stores it. */
export interface SealedEntry {
  readonly leaf: Leaf;
  readonly leafBytes: Buffer;
  /** Null once it is erased. */
  readonly payload: SealedPayload | null;
}

export function sealEntry({ auditId, at, retention, payload }: AuditEntry): SealedEntry {
  const salt = newSalt();
  const text = JSON.stringify(payload);
  const leaf = { kind: payload.kind, auditId, at, retention, commitment: commitTo(salt, text) };
  return { leaf, leafBytes: writeLeaf(leaf), payload: { salt, text } };
}

/** An entry read back. Null where the bytes are no leaf. */
export function sealedEntry(leafBytes: Buffer, payload: SealedPayload | null): SealedEntry | null {
  const leaf = readLeaf(leafBytes);
  return leaf && { leaf, leafBytes, payload };
}
