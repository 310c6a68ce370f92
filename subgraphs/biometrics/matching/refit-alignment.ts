import type { Alignment } from "./align-prints.js";
import type { PreparedFingerprint } from "./prepare-fingerprint.js";
import { TURN } from "./units.js";

/** From this many pairs on the skin's shear and stretch are fitted, below it only a turn and a shift. */
const MIN_FOR_STRETCH = 7;
/** How strongly shear and stretch are held back, in square pixels: as much as one minutia 140 pixels from the middle. */
const STIFFNESS = 20_000;

/** Sums over the pairs, each place measured from the middle of its own print's. */
interface Sums {
  xx: number;
  xy: number;
  yy: number;
  /** Of the candidate's x with the probe's x and y, and of its y. */
  ux: number;
  uy: number;
  vx: number;
  vy: number;
}

/**
 * The alignment that brings the pairs closest together, by least squares.
 * @param partners the candidate's minutia for each of the probe's; -1 none
 */
export function refit(
  before: Alignment,
  partners: Int8Array,
  probe: PreparedFingerprint,
  candidate: PreparedFingerprint,
): Alignment {
  const pairs: (readonly [from: number, to: number])[] = [];
  for (let index = 0; index < probe.minutiae; index += 1) {
    const partner = partners[index] ?? -1;
    if (partner >= 0) pairs.push([2 * index, 2 * partner]);
  }
  if (pairs.length < 2) return before;
  const middle = [0, 0, 0, 0] as [number, number, number, number];
  for (const [from, to] of pairs) {
    middle[0] += (probe.places[from] ?? 0) / pairs.length;
    middle[1] += (probe.places[from + 1] ?? 0) / pairs.length;
    middle[2] += (candidate.places[to] ?? 0) / pairs.length;
    middle[3] += (candidate.places[to + 1] ?? 0) / pairs.length;
  }
  const sums = sumsOf(pairs, middle, probe.places, candidate.places);
  const angle = Math.atan2(sums.uy - sums.vx, sums.ux + sums.vy);
  const { a, b, d, e } = pairs.length < MIN_FOR_STRETCH ? turnBy(angle) : stretch(turnBy(angle), sums);
  const [x, y, toX, toY] = middle;
  return { a, b, c: toX - a * x - b * y, d, e, f: toY - d * x - e * y, rotation: (angle / (2 * Math.PI)) * TURN };
}

function sumsOf(
  pairs: readonly (readonly [from: number, to: number])[],
  [middleX, middleY, middleU, middleV]: readonly [number, number, number, number],
  places: Float32Array,
  toPlaces: Float32Array,
): Sums {
  const sums: Sums = { xx: 0, xy: 0, yy: 0, ux: 0, uy: 0, vx: 0, vy: 0 };
  for (const [from, to] of pairs) {
    const [x, y] = [(places[from] ?? 0) - middleX, (places[from + 1] ?? 0) - middleY];
    const [u, v] = [(toPlaces[to] ?? 0) - middleU, (toPlaces[to + 1] ?? 0) - middleV];
    sums.xx += x * x;
    sums.xy += x * y;
    sums.yy += y * y;
    sums.ux += u * x;
    sums.uy += u * y;
    sums.vx += v * x;
    sums.vy += v * y;
  }
  return sums;
}

type Turning = Pick<Alignment, "a" | "b" | "d" | "e">;

/** Anticlockwise as seen, where y points down. */
function turnBy(angle: number): Turning {
  return { a: Math.cos(angle), b: Math.sin(angle), d: -Math.sin(angle), e: Math.cos(angle) };
}

/** The linear map of least squares, held to the plain turn the more, the fewer pairs there are. */
function stretch({ a, b, d, e }: Turning, sums: Sums): Turning {
  const [xx, yy] = [sums.xx + STIFFNESS, sums.yy + STIFFNESS];
  const determinant = xx * yy - sums.xy ** 2;
  const [ux, uy] = [sums.ux + STIFFNESS * a, sums.uy + STIFFNESS * b];
  const [vx, vy] = [sums.vx + STIFFNESS * d, sums.vy + STIFFNESS * e];
  return {
    a: (ux * yy - uy * sums.xy) / determinant,
    b: (uy * xx - ux * sums.xy) / determinant,
    d: (vx * yy - vy * sums.xy) / determinant,
    e: (vy * xx - vx * sums.xy) / determinant,
  };
}
