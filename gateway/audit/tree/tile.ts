/** Hashes in a full tile, and entries in a full bundle: tiles are 8 levels high (C2SP tlog-tiles). */
export const TILE_WIDTH = 256;

/**
 * A piece of the tree: `width` hashes of its level side by side. At level 0 they are those of leaves, above it each is
 * the root of a full tile of the level below.
 */
export interface Tile {
  readonly level: number;
  readonly index: number;
  /** 1 to 256. */
  readonly width: number;
  readonly bytes: Buffer;
}

/** `tile/0/x001/x234/067`, and `tile/0/000.p/5` while it is partial. */
export function tilePath({ level, index, width }: Omit<Tile, "bytes">): string {
  return `tile/${level}/${numberedPath(index, width)}`;
}

/** `tile/entries/000.p/5`: the leaves themselves, 256 to a bundle. */
export function bundlePath(index: number, width: number): string {
  return `tile/entries/${numberedPath(index, width)}`;
}

/** Groups of three digits, all but the last after an `x`: 1234067 is `x001/x234/067`. */
export function numberPath(index: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/\d{3}/g) ?? [];
  return groups.map((group, at) => (at === groups.length - 1 ? group : `x${group}`)).join("/");
}

/** How many hashes the last tile of a level has, 0 to 255: `floor(size / 256^level) mod 256`. */
export function partialWidth(size: number, level: number): number {
  return Math.floor(size / TILE_WIDTH ** level) % TILE_WIDTH;
}

function numberedPath(index: number, width: number): string {
  return width === TILE_WIDTH ? numberPath(index) : `${numberPath(index)}.p/${width}`;
}
