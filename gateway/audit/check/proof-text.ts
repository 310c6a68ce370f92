import { writeNote } from "../note/signed-note.js";
import type { Checkpoint } from "../note/checkpoint.js";

const HEAD = "c2sp.org/tlog-proof@v1";

/** A proof that stands on its own: the leaf as its extra data, the path to the root, and the checkpoint (C2SP tlog-proof). */
export function writeProof(proof: {
  readonly leaf: Buffer;
  readonly index: number;
  readonly path: readonly Buffer[];
  readonly checkpoint: Checkpoint;
}): string {
  const { leaf, index, path, checkpoint } = proof;
  const lines = [HEAD, `extra ${leaf.toString("base64")}`, `index ${index}`, ...path.map(base64), ""];
  return `${lines.join("\n")}\n${writeNote(checkpoint.note)}`;
}

function base64(hash: Buffer): string {
  return hash.toString("base64");
}
