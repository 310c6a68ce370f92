import { largestPowerBelow } from "./tree-hashes.js";
import type { TreeHashes } from "./tree-hashes.js";

/** The hashes that lead from a leaf to the root, the leaf's neighbour first: `PATH(index, D[0:size])`, RFC 9162 §2.1.3.1. */
export function inclusionProof(tree: TreeHashes, index: number): readonly Buffer[] {
  return pathWithin(tree, index, 0, tree.size);
}

function pathWithin(tree: TreeHashes, index: number, start: number, end: number): readonly Buffer[] {
  if (end - start <= 1) return [];
  const middle = start + largestPowerBelow(end - start);
  return index < middle
    ? [...pathWithin(tree, index, start, middle), tree.range(middle, end)]
    : [...pathWithin(tree, index, middle, end), tree.range(start, middle)];
}

/** The hashes that show that the tree of `oldSize` leaves is the beginning of this one: `PROOF(m, D_n)`, RFC 9162 §2.1.4.1. */
export function consistencyProof(tree: TreeHashes, oldSize: number): readonly Buffer[] {
  if (oldSize === 0 || oldSize === tree.size) return [];
  return subproof(tree, oldSize, { start: 0, end: tree.size, isOldTree: true });
}

function subproof(
  tree: TreeHashes,
  oldSize: number,
  { start, end, isOldTree }: { readonly start: number; readonly end: number; readonly isOldTree: boolean },
): readonly Buffer[] {
  if (oldSize === end) return isOldTree ? [] : [tree.range(start, end)];
  const middle = start + largestPowerBelow(end - start);
  return oldSize <= middle
    ? [...subproof(tree, oldSize, { start, end: middle, isOldTree }), tree.range(middle, end)]
    : [...subproof(tree, oldSize, { start: middle, end, isOldTree: false }), tree.range(start, middle)];
}
