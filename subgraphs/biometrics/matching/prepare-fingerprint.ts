import type { FingerprintTemplate, FingerView, Minutia } from "./fingerprint-template.js";
import { cellOf } from "./pair-cells.js";
import { DISTANCE_PARTS, toTurn, TURN } from "./units.js";

/** Pixels per centimetre in which the matcher measures: 500 dpi. */
const MATCHING_RESOLUTION = 197;
/** The best minutiae that take part, so that a crowded view cannot slow a search down. */
export const MAX_USED = 80;
/** Pixels: nearer pairs have no reliable direction, farther ones are bent by the skin (BOZORTH3 uses 125 as well). */
const MIN_DISTANCE = 12;
const MAX_DISTANCE = 125;
/** A print on record keeps the pairs of each minutia with this many of its nearest; one in question keeps them all. */
const NEAREST = 7;
/** Minutiae are found again by columns of the image. */
const COLUMNS = 64;
const COLUMN_PIXELS = 16;
/** The numbers of one pair among the packed ones: two minutiae, and where the rest stands. */
export const PAIR_NUMBERS = 7;
export const DISTANCE = 2;
export const DIRECTION = 3;
export const FIRST_ANGLE = 4;
export const SECOND_ANGLE = 5;
export const CELL = 6;

/** A view whose pairs are measured, ready for any number of comparisons. */
export interface PreparedFingerprint {
  /** Minutiae that take part, at most 80. */
  readonly minutiae: number;
  /** Pixels from the middle of all minutiae, from left to right: x, then y, which points down. */
  readonly places: Float32Array;
  /** What the minutiae cover. */
  readonly extent: Extent;
  /** How many minutiae lie left of each of 65 lines, 16 pixels apart, the 33rd through the middle. */
  readonly columns: Uint8Array;
  /** Where each minutia points, 65,536 to the turn. */
  readonly angles: Int16Array;
  /**
   * Pairs of near minutiae, packed, as a gallery keeps millions: first, second, distance in sixteenths of a pixel,
   * direction of the line from first to second, the angle of each minutia to that line, and the cell that these fall into,
   * which is their order. Turning or shifting the finger changes only the direction.
   */
  readonly pairs: Int16Array;
}

/** A rectangle in pixels; where there is nothing, its edges lie the wrong way round. */
export interface Extent {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The views of a template with coordinates at 197 pixels per centimetre, as the matcher expects them. */
export function viewsForMatching(template: FingerprintTemplate): readonly FingerView[] {
  const scaleX = MATCHING_RESOLUTION / template.resolutionX;
  const scaleY = MATCHING_RESOLUTION / template.resolutionY;
  return template.views.map((view) => ({
    ...view,
    minutiae: view.minutiae.map((minutia) => ({
      ...minutia,
      x: Math.round(minutia.x * scaleX),
      y: Math.round(minutia.y * scaleY),
    })),
  }));
}

/**
 * Measures a view on record once, for searches in a gallery.
 * Coordinates count as 197 pixels per centimetre: bring others there with {@link viewsForMatching}.
 */
export function prepareFingerprint(view: FingerView): PreparedFingerprint {
  return prepare(view, NEAREST);
}

/** Measures a view in question with all its pairs: where the one on record has lost a minutia, a farther pair may remain. */
export function prepareInQuestion(view: FingerView): PreparedFingerprint {
  return prepare(view, MAX_USED);
}

function prepare(view: FingerView, nearest: number): PreparedFingerprint {
  const used = bestOf(view.minutiae).toSorted((left, right) => left.x - right.x);
  const count = Math.max(1, used.length);
  const middleX = used.reduce((total, { x }) => total + x, 0) / count;
  const middleY = used.reduce((total, { y }) => total + y, 0) / count;
  const places = Float32Array.from(used.flatMap(({ x, y }) => [x - middleX, y - middleY]));
  const angles = Int16Array.from(used, ({ angle }) => toTurn(angle));
  const pairs = pairsOf(used, nearest)
    .map(([first, second]) => measure(used, first, second))
    .toSorted((left, right) => (left[CELL] ?? 0) - (right[CELL] ?? 0));
  const columns = Uint8Array.from({ length: COLUMNS + 1 }, (_, column) => {
    return used.filter(({ x }) => columnOf(x - middleX) < column).length;
  });
  return {
    minutiae: used.length,
    places,
    extent: extentOf(places, used.length),
    columns,
    angles,
    pairs: Int16Array.from(pairs.flat()),
  };
}

/** What the first so many places cover. */
export function extentOf(places: Float32Array, count: number): Extent {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let index = 0; index < count; index += 1) {
    const [x, y] = [places[2 * index] ?? 0, places[2 * index + 1] ?? 0];
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  return { left, right, top, bottom };
}

/** Each pair once, the lower index first. */
function pairsOf(used: readonly Minutia[], nearest: number): readonly (readonly [number, number])[] {
  const kept = new Set<number>();
  used.forEach((minutia, index) => {
    used
      .map((other, otherIndex) => ({ otherIndex, distance: distanceBetween(minutia, other) }))
      .filter(({ distance }) => distance >= MIN_DISTANCE && distance <= MAX_DISTANCE)
      .toSorted((left, right) => left.distance - right.distance)
      .slice(0, nearest)
      .forEach(({ otherIndex }) => kept.add(Math.min(index, otherIndex) * MAX_USED + Math.max(index, otherIndex)));
  });
  return [...kept].map((pair) => [Math.floor(pair / MAX_USED), pair % MAX_USED] as const);
}

function measure(used: readonly Minutia[], firstIndex: number, secondIndex: number): readonly number[] {
  const [first, second] = [used[firstIndex], used[secondIndex]];
  if (first === undefined || second === undefined) return [];
  // The image's y points down, angles turn anticlockwise as seen.
  const direction = Math.round((Math.atan2(first.y - second.y, second.x - first.x) / (2 * Math.PI)) * TURN);
  const firstAngle = toTurn(first.angle) - direction;
  const secondAngle = toTurn(second.angle) - direction;
  const distance = Math.round(distanceBetween(first, second) * DISTANCE_PARTS);
  const cell = cellOf(distance, firstAngle, secondAngle);
  return [firstIndex, secondIndex, distance, direction, firstAngle, secondAngle, cell];
}

/** The column of a place, where what lies beyond the last counts as being in it. */
export function columnOf(x: number): number {
  return Math.min(COLUMNS - 1, Math.max(0, Math.floor(x / COLUMN_PIXELS) + COLUMNS / 2));
}

function distanceBetween(one: Minutia, other: Minutia): number {
  return Math.sqrt((one.x - other.x) ** 2 + (one.y - other.y) ** 2);
}

function bestOf(minutiae: readonly Minutia[]): readonly Minutia[] {
  if (minutiae.length <= MAX_USED) return minutiae;
  return minutiae.toSorted((left, right) => right.quality - left.quality).slice(0, MAX_USED);
}
