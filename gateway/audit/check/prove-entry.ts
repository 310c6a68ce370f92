import { AuditUnavailable } from "../audit-unavailable.js";
import type { NoteVerifier } from "../note/note-key.js";
import { hashLeaf } from "../tree/hashes.js";
import { consistencyProof, inclusionProof } from "../tree/proofs.js";
import { includes, isConsistent } from "../tree/verify-proofs.js";
import type { TreeHead } from "../tree/verify-proofs.js";
import { TILE_WIDTH } from "../tree/tile.js";
import type { LogReader } from "./log-reader.js";
import { writeProof } from "./proof-text.js";

export interface ProvedEntry {
  readonly text: string;
  /** Whether the proof that the tiles give leads from the entry to the root that the log signed. */
  readonly isProved: boolean;
  readonly size: number;
}

/** A proof that an entry is under the newest checkpoint. Null where the log has no such entry. @throws AuditUnavailable */
export function proveEntry(reader: LogReader, log: NoteVerifier, index: number): ProvedEntry | null {
  const checkpoint = reader.checkpoint(log);
  if (index >= checkpoint.size) return null;
  const first = index - (index % TILE_WIDTH);
  const leaf = reader.bundle(first / TILE_WIDTH, Math.min(TILE_WIDTH, checkpoint.size - first))?.[index - first];
  if (leaf === undefined)
    throw new AuditUnavailable(`The audit log is damaged: the bundle of entry ${index} is missing.`);
  const path = inclusionProof(reader.hashes(checkpoint.size), index);
  return {
    text: writeProof({ leaf, index, path, checkpoint }),
    isProved: includes(checkpoint, { index, hash: hashLeaf(leaf) }, path),
    size: checkpoint.size,
  };
}

/** The proof that an older tree is the beginning of a newer one, and whether it holds. @throws AuditUnavailable */
export function proveConsistency(
  reader: LogReader,
  older: TreeHead,
  newer: TreeHead,
): { readonly proof: readonly Buffer[]; readonly isProved: boolean } {
  if (older.size > newer.size) return { proof: [], isProved: false };
  const proof = consistencyProof(reader.hashes(newer.size), older.size);
  return { proof, isProved: isConsistent(older, newer, proof) };
}
