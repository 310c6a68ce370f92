import { openCheckpoint } from "../note/checkpoint.js";
import { cosign } from "../note/cosignature.js";
import type { NoteSigner, NoteVerifier } from "../note/note-key.js";
import type { LogReader } from "./log-reader.js";
import { proveConsistency } from "./prove-entry.js";

export type Cosigned =
  | { readonly kind: "COSIGNED"; readonly source: string; readonly from: number; readonly size: number }
  /** The log does not bear out what the witness saw of it before: it must not sign. */
  | { readonly kind: "CONTRADICTED"; readonly from: number; readonly size: number }
  | { readonly kind: "UNREADABLE" };

/**
 * What a witness does (C2SP tlog-witness): it signs the newest checkpoint, once it has verified that the one that it
 * signed last is its beginning.
 * @param lastSeen that one; null for a witness that begins
 * @throws AuditUnavailable
 */
export function cosignNewest(
  reader: LogReader,
  {
    log,
    witness,
    lastSeen,
    now,
  }: {
    readonly log: NoteVerifier;
    readonly witness: NoteSigner;
    readonly lastSeen: string | null;
    readonly now: Date;
  },
): Cosigned {
  const newest = reader.checkpoint(log);
  const before = lastSeen === null ? null : openCheckpoint(lastSeen, log);
  if (lastSeen !== null && before === null) return { kind: "UNREADABLE" };
  const { size } = newest;
  const from = before?.size ?? 0;
  if (before !== null && !proveConsistency(reader, before, newest).isProved)
    return { kind: "CONTRADICTED", from, size };
  return { kind: "COSIGNED", source: cosign(newest, witness, now), from, size };
}
