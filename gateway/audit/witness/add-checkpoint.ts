import { request } from "undici";
import { openCheckpoint, signatureOf } from "../note/checkpoint.js";
import type { Checkpoint } from "../note/checkpoint.js";
import { cosignedAt } from "../note/cosignature.js";
import type { NoteVerifier } from "../note/note-key.js";
import { readNote, writeNote } from "../note/signed-note.js";
import type { Witness } from "./witness.js";

/** A witness signs at once or not at all. */
const TIMEOUT_MS = 5_000;
/** A note with a handful of signatures. */
const MOST_ANSWER_BYTES = 16 * 1024;

/** What a witness is shown. */
export interface Submission {
  /** The checkpoint as the log has published it. */
  readonly checkpoint: Checkpoint;
  /** The size of what this witness cosigned last, 0 where it has not. */
  readonly oldSize: number;
  /** That the tree of that size is the beginning of this one (RFC 9162 §2.1.4). */
  readonly proof: readonly Buffer[];
}

export type WitnessAnswer =
  | { readonly kind: "COSIGNED"; readonly source: string }
  /** It has cosigned another size last, or another tree of this size. */
  | { readonly kind: "CONFLICT"; readonly size: number }
  /** It does not know the log, does not believe the proof, or answered what is no cosignature of its key. */
  | { readonly kind: "REFUSED"; readonly status: number }
  | { readonly kind: "UNREACHABLE"; readonly cause: unknown };

/** `POST <prefix>/add-checkpoint`, once (C2SP tlog-witness). Nothing of the answer is believed but what its key has signed. */
export async function addCheckpoint(
  { url, key }: Witness,
  submission: Submission,
  { log, signal }: { readonly log: NoteVerifier; readonly signal: AbortSignal },
): Promise<WitnessAnswer> {
  try {
    const { statusCode, headers, body } = await request(`${url}/add-checkpoint`, {
      method: "POST",
      body: writeSubmission(submission),
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    const text = await readAnswer(body);
    if (statusCode === 409) return conflictOf(headers["content-type"], text);
    const source = statusCode === 200 ? cosignedSource(submission.checkpoint, text, { log, witness: key }) : null;
    return source === null ? { kind: "REFUSED", status: statusCode } : { kind: "COSIGNED", source };
  } catch (cause) {
    return { kind: "UNREACHABLE", cause };
  }
}

function writeSubmission({ checkpoint, oldSize, proof }: Submission): string {
  const lines = [`old ${oldSize}`, ...proof.map((hash) => hash.toString("base64")), ""];
  return `${lines.join("\n")}\n${writeNote(checkpoint.note)}`;
}

async function readAnswer(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > MOST_ANSWER_BYTES) throw new Error("The witness's answer is too long.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function conflictOf(contentType: string | readonly string[] | undefined, text: string): WitnessAnswer {
  const [, digits] = /^(0|[1-9]\d{0,15})\n$/.exec(text) ?? [];
  if (contentType !== "text/x.tlog.size" || digits === undefined) return { kind: "REFUSED", status: 409 };
  return { kind: "CONFLICT", size: Number(digits) };
}

/** The checkpoint with the log's signature and this witness's alone; null where the lines hold no good one of it. */
function cosignedSource(
  { note, size, root }: Checkpoint,
  lines: string,
  { log, witness }: { readonly log: NoteVerifier; readonly witness: NoteVerifier },
): string | null {
  const answered = readNote(`${note.text}\n${lines}`);
  const own = signatureOf(note, log);
  const cosignature = answered && signatureOf(answered, witness);
  if (own === undefined || !cosignature) return null;
  const source = writeNote({ text: note.text, signatures: [own, cosignature] });
  const checkpoint = openCheckpoint(source, log);
  const isGood = checkpoint !== null && checkpoint.size === size && checkpoint.root.equals(root);
  return isGood && cosignedAt(checkpoint, witness) !== null ? source : null;
}
