/** A repeatable stream of numbers: the same seed gives the same stream on every machine. Not for secrets. */
export interface Random {
  /** The next number, from 0 up to but not 1. */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number;
  /** One entry of the list. Throws `RangeError` when the list is empty. */
  pick<T>(list: readonly T[]): T;
  /** True with the probability `p`, 0 to 1. */
  chance(p: number): boolean;
}

/** The generator mulberry32 (Tommy Ettinger, public domain) from a seed of 32 bits; a longer seed is cut to its low 32 bits. */
export function createRandom(seed: number): Random {
  const next = mulberry32(seed);
  return {
    next,
    integer: (min, max) => min + Math.floor(next() * (max - min + 1)),
    pick: (list) => entryAt(list, Math.floor(next() * list.length)),
    chance: (p) => next() < p,
  };
}

/**
 * A seed of 32 bits from any parts: `hash("person", 7)` and `hash("vehicle", 7)` start unrelated streams.
 * FNV-1a over UTF-16 units with a mark between the parts, then the finish of MurmurHash3, so that neighbours differ widely.
 */
export function hash(...parts: readonly (number | string)[]): number {
  let state = 0x811c9dc5;
  for (const part of parts) {
    for (const unit of `${typeof part}:${part}\u001f`)
      state = Math.imul(state ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  }
  return finish(state);
}

function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

function entryAt<T>(list: readonly T[], index: number): T {
  const entry = list.slice(index, index + 1);
  for (const found of entry) return found;
  throw new RangeError("Nothing can be picked from an empty list.");
}

function finish(state: number): number {
  let mixed = state ^ (state >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
