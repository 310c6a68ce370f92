import { sign, verify } from "node:crypto";
import { signatureOf } from "./checkpoint.js";
import type { Checkpoint } from "./checkpoint.js";
import type { NoteSigner, NoteVerifier } from "./note-key.js";
import { writeNote } from "./signed-note.js";

const TIMESTAMP_BYTES = 8;
const SIGNATURE_BYTES = 64;

/**
 * The checkpoint with a witness's line under it: "of this log I saw nothing larger, and nothing that contradicts this"
 * (C2SP tlog-cosignature, Ed25519). Only who has checked that may sign it.
 */
export function cosign({ note }: Checkpoint, witness: NoteSigner, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1_000);
  const timestamp = Buffer.alloc(TIMESTAMP_BYTES);
  timestamp.writeBigUInt64BE(BigInt(seconds));
  const signature = sign(null, statement(note.text, seconds), witness.privateKey);
  const line = { name: witness.name, keyId: witness.keyId, bytes: Buffer.concat([timestamp, signature]) };
  const others = note.signatures.filter((other) => other.name !== line.name || !other.keyId.equals(line.keyId));
  return writeNote({ text: note.text, signatures: [...others, line] });
}

/** When this witness signed the checkpoint; null where it did not. */
export function cosignedAt({ note }: Checkpoint, witness: NoteVerifier): Date | null {
  const bytes = signatureOf(note, witness)?.bytes;
  if (bytes?.length !== TIMESTAMP_BYTES + SIGNATURE_BYTES) return null;
  const seconds = Number(bytes.readBigUInt64BE());
  const signature = bytes.subarray(TIMESTAMP_BYTES);
  if (!verify(null, statement(note.text, seconds), witness.publicKey, signature)) return null;
  return new Date(seconds * 1_000);
}

function statement(text: string, seconds: number): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);
}
