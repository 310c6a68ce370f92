import { areAnglesAlike, CELLS, cellsAround, slackOf } from "./pair-cells.js";
import { CELL, DIRECTION, DISTANCE, FIRST_ANGLE, PAIR_NUMBERS, SECOND_ANGLE } from "./prepare-fingerprint.js";
import type { PreparedFingerprint } from "./prepare-fingerprint.js";
import { TURN } from "./units.js";

/** Bounds the time for views made to match everywhere. */
export const MAX_LINKS = 4_096;

/** Links between a probe and one candidate: pairs of either that are alike. */
export interface Links {
  count: number;
  /** The minutiae of the probe's pair, and those of the candidate's that they would be. */
  readonly probeFirst: Uint8Array;
  readonly probeSecond: Uint8Array;
  readonly candidateFirst: Uint8Array;
  readonly candidateSecond: Uint8Array;
  /** By how much the candidate is turned against the probe. */
  readonly rotation: Int16Array;
}

/**
 * A view in question, its pairs filed by distance and angles so that each pair on record finds those like it at once
 * (the edge table of SourceAFIS). Its scratch space makes it good for one comparison at a time.
 */
export class ProbeIndex {
  readonly print: PreparedFingerprint;
  /** The pairs both ways round. */
  readonly #pairs: Int16Array;
  /** Where the entries of each cell start; one more at the end. */
  readonly #starts: Int32Array;
  /** Where the pairs of a cell stand among the pairs. */
  readonly #entries: Int32Array;
  readonly #links: Links = {
    count: 0,
    probeFirst: new Uint8Array(MAX_LINKS),
    probeSecond: new Uint8Array(MAX_LINKS),
    candidateFirst: new Uint8Array(MAX_LINKS),
    candidateSecond: new Uint8Array(MAX_LINKS),
    rotation: new Int16Array(MAX_LINKS),
  };

  constructor(print: PreparedFingerprint) {
    this.print = print;
    this.#pairs = bothWaysRound(this.print.pairs);
    const { starts, entries } = filed(this.#pairs);
    this.#starts = starts;
    this.#entries = entries;
  }

  /** All pairs of the candidate that are like one of the probe's. Good until the next call. */
  linksTo({ pairs }: PreparedFingerprint): Links {
    // The inner loop of a search, so everything that it reads has a name here.
    const links = this.#links;
    const { probeFirst, probeSecond, candidateFirst, candidateSecond, rotation } = links;
    const [own, starts, entries] = [this.#pairs, this.#starts, this.#entries];
    let count = 0;
    for (let at = 0; at < pairs.length; at += PAIR_NUMBERS) {
      const cell = pairs[at + CELL] ?? 0;
      const end = starts[cell + 1] ?? 0;
      for (let entry = starts[cell] ?? 0; entry < end; entry += 1) {
        const place = entries[entry] ?? 0;
        if (count === MAX_LINKS || !areAlike(own, place, pairs, at)) continue;
        probeFirst[count] = own[place] ?? 0;
        probeSecond[count] = own[place + 1] ?? 0;
        candidateFirst[count] = pairs[at] ?? 0;
        candidateSecond[count] = pairs[at + 1] ?? 0;
        rotation[count] = (pairs[at + DIRECTION] ?? 0) - (own[place + DIRECTION] ?? 0);
        count += 1;
      }
    }
    links.count = count;
    return links;
  }
}

/** A cell holds more than what is alike. */
function areAlike(own: Int16Array, place: number, pairs: Int16Array, at: number): boolean {
  if (!areAnglesAlike(own[place + FIRST_ANGLE] ?? 0, pairs[at + FIRST_ANGLE] ?? 0)) return false;
  if (!areAnglesAlike(own[place + SECOND_ANGLE] ?? 0, pairs[at + SECOND_ANGLE] ?? 0)) return false;
  const distance = pairs[at + DISTANCE] ?? 0;
  return Math.abs((own[place + DISTANCE] ?? 0) - distance) <= slackOf(distance);
}

/** Pairs have no first and second of their own. */
function bothWaysRound(pairs: Int16Array): Int16Array {
  const both = new Int16Array(2 * pairs.length);
  both.set(pairs);
  for (let at = 0; at < pairs.length; at += PAIR_NUMBERS) {
    const half = TURN / 2;
    const to = pairs.length + at;
    both[to] = pairs[at + 1] ?? 0;
    both[to + 1] = pairs[at] ?? 0;
    both[to + DISTANCE] = pairs[at + DISTANCE] ?? 0;
    both[to + DIRECTION] = (pairs[at + DIRECTION] ?? 0) + half;
    both[to + FIRST_ANGLE] = (pairs[at + SECOND_ANGLE] ?? 0) + half;
    both[to + SECOND_ANGLE] = (pairs[at + FIRST_ANGLE] ?? 0) + half;
  }
  return both;
}

/** Each pair into all cells where one like it may fall, so that a search opens one: counted first, then laid down. */
function filed(pairs: Int16Array): { readonly starts: Int32Array; readonly entries: Int32Array } {
  const cells: (readonly number[])[] = [];
  for (let at = 0; at < pairs.length; at += PAIR_NUMBERS) {
    cells.push(cellsAround(pairs[at + DISTANCE] ?? 0, pairs[at + FIRST_ANGLE] ?? 0, pairs[at + SECOND_ANGLE] ?? 0));
  }
  const starts = new Int32Array(CELLS + 1);
  for (const ofPair of cells) for (const cell of ofPair) starts[cell + 1] = (starts[cell + 1] ?? 0) + 1;
  for (let cell = 0; cell < CELLS; cell += 1) starts[cell + 1] = (starts[cell + 1] ?? 0) + (starts[cell] ?? 0);
  const entries = new Int32Array(starts[CELLS] ?? 0);
  const next = starts.slice();
  cells.forEach((ofPair, index) => {
    for (const cell of ofPair) {
      const at = next[cell] ?? 0;
      entries[at] = index * PAIR_NUMBERS;
      next[cell] = at + 1;
    }
  });
  return { starts, entries };
}
