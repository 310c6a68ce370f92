import { EMPTY_ROOT, hashNode } from "./hashes.js";

/** A tree as a checkpoint states it. */
export interface TreeHead {
  readonly size: number;
  readonly root: Buffer;
}

/** Whether the proof leads from the leaf to the root: RFC 9162 §2.1.3.2. */
export function includes(
  head: TreeHead,
  leaf: { readonly index: number; readonly hash: Buffer },
  proof: readonly Buffer[],
): boolean {
  if (leaf.index >= head.size) return false;
  let node = leaf.index;
  let last = head.size - 1;
  let hash = leaf.hash;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = hashNode(sibling, hash);
      while (node % 2 === 0 && node !== 0) {
        node = node / 2;
        last = Math.floor(last / 2);
      }
    } else {
      hash = hashNode(hash, sibling);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && hash.equals(head.root);
}

/** Whether the proof shows that the older tree is the beginning of the newer: RFC 9162 §2.1.4.2. */
export function isConsistent(older: TreeHead, newer: TreeHead, proof: readonly Buffer[]): boolean {
  if (older.size > newer.size) return false;
  if (older.size === newer.size) return proof.length === 0 && older.root.equals(newer.root);
  if (older.size === 0) return proof.length === 0 && older.root.equals(EMPTY_ROOT);
  const isPerfect = Number.isInteger(Math.log2(older.size));
  const [first, ...rest] = isPerfect ? [older.root, ...proof] : proof;
  if (first === undefined) return false;
  let node = older.size - 1;
  let last = newer.size - 1;
  while (node % 2 === 1) {
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  let olderHash = first;
  let newerHash = first;
  for (const hash of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      olderHash = hashNode(hash, olderHash);
      newerHash = hashNode(hash, newerHash);
      while (node % 2 === 0 && node !== 0) {
        node = node / 2;
        last = Math.floor(last / 2);
      }
    } else {
      newerHash = hashNode(newerHash, hash);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && olderHash.equals(older.root) && newerHash.equals(newer.root);
}
