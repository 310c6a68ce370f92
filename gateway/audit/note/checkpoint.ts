import { sign, verify } from "node:crypto";
import { HASH_BYTES } from "../tree/hashes.js";
import type { TreeHead } from "../tree/verify-proofs.js";
import type { NoteSigner, NoteVerifier } from "./note-key.js";
import { readNote, writeNote } from "./signed-note.js";
import type { Note, NoteSignature } from "./signed-note.js";

/** What the log states of itself: so many leaves, and this root (C2SP tlog-checkpoint). */
export interface Checkpoint extends TreeHead {
  /** The log's name. */
  readonly origin: string;
  readonly note: Note;
}

/** The checkpoint of a tree as the log signs it. Its origin is the name of the log's key. */
export function signCheckpoint({ size, root }: TreeHead, signer: NoteSigner): string {
  const text = `${signer.name}\n${size}\n${root.toString("base64")}\n`;
  const bytes = sign(null, Buffer.from(text), signer.privateKey);
  return writeNote({ text, signatures: [{ name: signer.name, keyId: signer.keyId, bytes }] });
}

/** The checkpoint, if this log signed it; null where it is none, or another log's, or nobody's. */
export function openCheckpoint(source: string, log: NoteVerifier): Checkpoint | null {
  const note = readNote(source);
  if (note === null) return null;
  const signature = signatureOf(note, log);
  if (signature === undefined || !verify(null, Buffer.from(note.text), log.publicKey, signature.bytes)) return null;
  const [, origin, digits, base64] = /^(.+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n$/u.exec(note.text) ?? [];
  const root = Buffer.from(base64 ?? "", "base64");
  const size = Number(digits);
  if (origin !== log.name || root.length !== HASH_BYTES || !Number.isSafeInteger(size)) return null;
  return { origin, size, root, note };
}

/** A key's line in a note: name and id must both be its own. */
export function signatureOf(note: Note, { name, keyId }: NoteVerifier): NoteSignature | undefined {
  return note.signatures.find((signature) => signature.name === name && signature.keyId.equals(keyId));
}
