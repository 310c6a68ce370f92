import { HASH_BYTES } from "../tree/hashes.js";
import { RETENTION_CLASSES } from "./retention.js";
import type { RetentionClass } from "./retention.js";

/** Before the first subgraph is asked, and before the first byte of the answer leaves. */
export const ENTRY_KINDS = ["INTENT", "RELEASE"] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** What the tree holds of an entry: nothing about anybody, only a commitment to a payload that can be erased. */
export interface Leaf {
  readonly kind: EntryKind;
  /** A UUID that INTENT and RELEASE of one request share. */
  readonly auditId: string;
  readonly at: Date;
  readonly retention: RetentionClass;
  /** See `commitment.ts`. */
  readonly commitment: Buffer;
}

const HEAD = "crosscheck-audit/v1";
const AUDIT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One line each: head, kind, audit id, time (RFC 3339, UTC, milliseconds), retention class, commitment in base64. */
export function writeLeaf({ kind, auditId, at, retention, commitment }: Leaf): Buffer {
  const lines = [HEAD, kind, auditId, at.toISOString(), retention, commitment.toString("base64"), ""];
  return Buffer.from(lines.join("\n"));
}

/** Null where the bytes are no leaf. A leaf has one written form only. */
export function readLeaf(bytes: Buffer): Leaf | null {
  const [, kindText, auditId = "", time = "", retentionText, base64 = ""] = bytes.toString("latin1").split("\n");
  const kind = ENTRY_KINDS.find((known) => known === kindText);
  const retention = RETENTION_CLASSES.find((known) => known === retentionText);
  const at = new Date(time);
  const commitment = Buffer.from(base64, "base64");
  if (kind === undefined || retention === undefined || Number.isNaN(at.getTime())) return null;
  if (!AUDIT_ID.test(auditId) || commitment.length !== HASH_BYTES) return null;
  const leaf = { kind, auditId, at, retention, commitment };
  return writeLeaf(leaf).equals(bytes) ? leaf : null;
}
