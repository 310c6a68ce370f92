import { EMPTY_ROOT, HASH_BYTES, hashNode } from "./hashes.js";
import { TILE_WIDTH, partialWidth } from "./tile.js";
import type { Tile } from "./tile.js";
import { TreeHashes } from "./tree-hashes.js";
import type { ReadTile } from "./tree-hashes.js";

const LEVELS_PER_TILE = 8;

/** The last tile of a level as far as it is filled. */
interface OpenTile {
  index: number;
  hashes: Buffer[];
}

/**
 * The right edge of a tree that only grows. A leaf costs one hash on average and a root one per level, whatever the size.
 */
export class GrowingTree {
  #size = 0;
  /** At each height the root of the perfect subtree that waits for its right neighbour: the bits of the size. */
  readonly #waiting: (Buffer | undefined)[] = [];
  readonly #open: OpenTile[] = [];
  #full: Tile[] = [];

  /** A tree of `size` leaves as its tiles say. @throws what `readTile` throws */
  static from(size: number, readTile: ReadTile): GrowingTree {
    const tree = new GrowingTree();
    const hashes = new TreeHashes(size, readTile);
    tree.#size = size;
    for (let height = 0; 2 ** height <= size; height += 1) {
      const index = Math.floor(size / 2 ** height);
      if (index % 2 === 1) tree.#waiting[height] = hashes.node(height, index - 1);
    }
    for (let level = 0; TILE_WIDTH ** level <= size; level += 1) {
      const width = partialWidth(size, level);
      const index = Math.floor(size / TILE_WIDTH ** (level + 1));
      const bytes = width === 0 ? Buffer.alloc(0) : readTile({ level, index, width });
      tree.#open[level] = { index, hashes: splitHashes(bytes) };
    }
    return tree;
  }

  get size(): number {
    return this.#size;
  }

  append(leafHash: Buffer): void {
    let node = leafHash;
    let height = 0;
    this.#addToTile(0, node);
    for (let left = this.#waiting[0]; left !== undefined; left = this.#waiting[height]) {
      node = hashNode(left, node);
      this.#waiting[height] = undefined;
      height += 1;
      if (height % LEVELS_PER_TILE === 0) this.#addToTile(height / LEVELS_PER_TILE, node);
    }
    this.#waiting[height] = node;
    this.#size += 1;
  }

  root(): Buffer {
    return (
      this.#waiting.reduce<Buffer | undefined>(
        (right, left) => (left === undefined ? right : right === undefined ? left : hashNode(left, right)),
        undefined,
      ) ?? EMPTY_ROOT
    );
  }

  /** The tiles that were filled since they were last taken, and the partial ones of every level as they are now. */
  takeTiles(): readonly Tile[] {
    const full = this.#full;
    this.#full = [];
    const partial = this.#open.flatMap(({ index, hashes }, level) =>
      hashes.length === 0 ? [] : [{ level, index, width: hashes.length, bytes: Buffer.concat(hashes) }],
    );
    return [...full, ...partial];
  }

  #addToTile(level: number, hash: Buffer): void {
    const tile = (this.#open[level] ??= { index: 0, hashes: [] });
    tile.hashes.push(hash);
    if (tile.hashes.length < TILE_WIDTH) return;
    this.#full.push({ level, index: tile.index, width: TILE_WIDTH, bytes: Buffer.concat(tile.hashes) });
    tile.index += 1;
    tile.hashes = [];
  }
}

function splitHashes(bytes: Buffer): Buffer[] {
  return Array.from({ length: bytes.length / HASH_BYTES }, (_none, at) =>
    bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  );
}
