import { EMPTY_ROOT, HASH_BYTES, hashNode } from "./hashes.js";
import { TILE_WIDTH } from "./tile.js";
import type { Tile } from "./tile.js";

/** Gives the hashes of a tile. @throws where it has none of that width */
export type ReadTile = (tile: Omit<Tile, "bytes">) => Buffer;

/** Levels of the tree within one tile. */
const TILE_HEIGHT = Math.log2(TILE_WIDTH);

/** The hashes of any part of a tree of `size` leaves, computed from its tiles. */
export class TreeHashes {
  readonly size: number;
  readonly #readTile: ReadTile;

  constructor(size: number, readTile: ReadTile) {
    this.size = size;
    this.#readTile = readTile;
  }

  /** The tree's root (RFC 9162 §2.1.1). */
  root(size = this.size): Buffer {
    return size === 0 ? EMPTY_ROOT : this.range(0, size);
  }

  /** `MTH(D[start:end])` of RFC 9162 §2.1.1: the leaves from `start` up to but not including `end`, at least one. */
  range(start: number, end: number): Buffer {
    const count = end - start;
    const split = largestPowerBelow(count);
    if (count === 1 || count === split * 2) return this.node(Math.log2(count), start / count);
    return hashNode(this.range(start, start + split), this.range(start + split, end));
  }

  /** The node over `2^height` leaves, the `index`-th of its height from the left. */
  node(height: number, index: number): Buffer {
    const level = Math.floor(height / TILE_HEIGHT);
    const span = 2 ** (height % TILE_HEIGHT);
    const first = index * span;
    const tileIndex = Math.floor(first / TILE_WIDTH);
    const tile = this.#readTile({ level, index: tileIndex, width: this.#widthOf(level, tileIndex) });
    const at = (first % TILE_WIDTH) * HASH_BYTES;
    return perfectRoot(tile.subarray(at, at + span * HASH_BYTES));
  }

  #widthOf(level: number, index: number): number {
    return Math.min(TILE_WIDTH, Math.floor(this.size / TILE_WIDTH ** level) - index * TILE_WIDTH);
  }
}

/** The largest power of two that is smaller than `count`; 1 of 1. */
export function largestPowerBelow(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

/** The root over a power of two of hashes side by side. */
function perfectRoot(hashes: Buffer): Buffer {
  if (hashes.length === HASH_BYTES) return hashes;
  const middle = hashes.length / 2;
  return hashNode(perfectRoot(hashes.subarray(0, middle)), perfectRoot(hashes.subarray(middle)));
}
