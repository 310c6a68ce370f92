import { hash } from "node:crypto";

/** Bytes of one hash. */
export const HASH_BYTES = 32;

/** The root of the tree without leaves: SHA-256 of nothing (RFC 9162 §2.1.1). */
export const EMPTY_ROOT = hash("sha256", Buffer.alloc(0), "buffer");

const LEAF = Buffer.of(0x00);
const NODE = Buffer.of(0x01);

/** A prefix of its own keeps a leaf from being passed off as a node (RFC 9162 §2.1.1). */
export function hashLeaf(leaf: Uint8Array): Buffer {
  return hash("sha256", Buffer.concat([LEAF, leaf]), "buffer");
}

export function hashNode(left: Uint8Array, right: Uint8Array): Buffer {
  return hash("sha256", Buffer.concat([NODE, left, right]), "buffer");
}
