import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { LogReader } from "../check/log-reader.js";
import { openCheckpoint } from "../note/checkpoint.js";
import { cosignedAt } from "../note/cosignature.js";
import { writeVerifierKey } from "../note/note-key.js";
import type { NoteVerifier } from "../note/note-key.js";
import { writeDurably } from "../../../subgraphs/kit/files/durable-files.js";
import { ifMissing } from "../../../subgraphs/kit/files/if-missing.js";
import type { LogFolder } from "../store/log-folder.js";
import { consistencyProof } from "../tree/proofs.js";
import { addCheckpoint } from "./add-checkpoint.js";
import type { WitnessAnswer } from "./add-checkpoint.js";
import { witnessFile } from "./witness.js";
import type { Witness } from "./witness.js";

export type Witnessed =
  | { readonly kind: "COSIGNED"; readonly from: number; readonly size: number }
  /** It has cosigned this checkpoint already. */
  | { readonly kind: "UP_TO_DATE"; readonly size: number }
  /**
   * It holds a larger log than this one, or another beginning of it: this log was put back from a copy or rewritten, or
   * there are two of its name.
   */
  | { readonly kind: "CONTRADICTED"; readonly seen: number; readonly size: number }
  | Exclude<WitnessAnswer, { readonly kind: "COSIGNED" | "CONFLICT" }>;

/**
 * Shows a witness the newest published checkpoint and keeps what it signs, in `witnessed/`, with the key by it. What it has
 * signed last is known from there, or, where that is behind, from its own answer.
 * @throws AuditUnavailable where the log has no checkpoint, or a tile is missing
 */
export async function askWitness(
  witness: Witness,
  { path, log, signal }: { readonly path: string; readonly log: NoteVerifier; readonly signal: AbortSignal },
): Promise<Witnessed> {
  const reader = new LogReader(path);
  const checkpoint = reader.checkpoint(log);
  const { size } = checkpoint;
  const submit = async (oldSize: number): Promise<WitnessAnswer> => {
    const proof = consistencyProof(reader.hashes(size), oldSize);
    return addCheckpoint(witness, { checkpoint, oldSize, proof }, { log, signal });
  };
  const known = await lastCosigned(reader.folder, witness, log);
  if (known === size) return { kind: "UP_TO_DATE", size };
  let from = known <= size ? known : 0;
  let answer = await submit(from);
  if (answer.kind === "CONFLICT" && answer.size < size && answer.size !== from) {
    from = answer.size;
    answer = await submit(from);
  }
  // Signed before, and its answer was lost: it says so again.
  if (answer.kind === "CONFLICT" && answer.size === size && from !== size) answer = await submit((from = size));
  if (answer.kind === "CONFLICT") return { kind: "CONTRADICTED", seen: answer.size, size };
  // It does not believe that this log goes on from what it signed, and neither do our own tiles then.
  if (answer.kind === "REFUSED" && answer.status === 422) return { kind: "CONTRADICTED", seen: from, size };
  if (answer.kind !== "COSIGNED") return answer;
  await keep(reader.folder, witness, answer.source);
  return { kind: "COSIGNED", from, size };
}

/** How large the log was when this witness signed it last, as far as it is known here. */
async function lastCosigned(folder: LogFolder, witness: Witness, log: NoteVerifier): Promise<number> {
  const source = await readFile(join(folder.witnessed, `${witnessFile(witness)}.checkpoint`), "utf8").catch(
    ifMissing(null),
  );
  const checkpoint = source === null ? null : openCheckpoint(source, log);
  return checkpoint !== null && cosignedAt(checkpoint, witness.key) !== null ? checkpoint.size : 0;
}

function keep(folder: LogFolder, witness: Witness, source: string): Promise<void> {
  const path = join(folder.witnessed, witnessFile(witness));
  const files = new Map([
    [`${path}.vkey`, `${writeVerifierKey(witness.key)}\n`],
    [`${path}.checkpoint`, source],
  ]);
  return writeDurably(files, folder.path);
}
