import { DISTANCE_PARTS, toTurn, TURN, wrap } from "./units.js";

/** By how much two distances may differ: a share of the shorter one, and pixels on top for rounding. */
const DISTANCE_SHARE = 0.05;
const DISTANCE_PIXELS = 3;
/** By how much the angle of a minutia to its pair's line may differ (11.25 degrees in BOZORTH3). */
const ANGLE_TOLERANCE = toTurn(13);
/** Pixels of distance in one cell, and cells to the turn, a power of two. */
const CELL_PIXELS = 6;
const DISTANCE_CELLS = 24;
const ANGLE_CELLS = 32;
/** How many cells there are: each pair of minutiae falls into one by its distance and its two angles. Fits 15 bits. */
export const CELLS = DISTANCE_CELLS * ANGLE_CELLS * ANGLE_CELLS;

/** The cell of a pair: its distance in sixteenths of a pixel, and the angle of each minutia to the line between them. */
export function cellOf(distance: number, firstAngle: number, secondAngle: number): number {
  return cellAt(distanceCellOf(distance), angleCellOf(firstAngle), angleCellOf(secondAngle));
}

/** Every cell in which a pair that is alike may fall. */
export function cellsAround(distance: number, firstAngle: number, secondAngle: number): readonly number[] {
  // The other's distance decides on the slack, and may be the longer one.
  const slack = slackOf(distance) / (1 - DISTANCE_SHARE);
  const [low, high] = [distanceCellOf(distance - slack), distanceCellOf(distance + slack)];
  const [lowFirst, highFirst] = [
    turnedCellOf(firstAngle - ANGLE_TOLERANCE),
    turnedCellOf(firstAngle + ANGLE_TOLERANCE),
  ];
  const [lowSecond, highSecond] = [
    turnedCellOf(secondAngle - ANGLE_TOLERANCE),
    turnedCellOf(secondAngle + ANGLE_TOLERANCE),
  ];
  const cells: number[] = [];
  for (let at = low; at <= high; at += 1) {
    for (let first = lowFirst; first <= highFirst; first += 1) {
      for (let second = lowSecond; second <= highSecond; second += 1) {
        cells.push(cellAt(at, first & (ANGLE_CELLS - 1), second & (ANGLE_CELLS - 1)));
      }
    }
  }
  return cells;
}

/** By how much another distance may differ from this one, both in sixteenths of a pixel. */
export function slackOf(distance: number): number {
  return DISTANCE_PIXELS * DISTANCE_PARTS + DISTANCE_SHARE * distance;
}

export function areAnglesAlike(one: number, other: number): boolean {
  return Math.abs(wrap(one - other)) <= ANGLE_TOLERANCE;
}

/** Beyond either end of the turn cells go on: the last bits say which of the turn's cells one is. */
function turnedCellOf(angle: number): number {
  return Math.floor((angle * ANGLE_CELLS) / TURN);
}

function angleCellOf(angle: number): number {
  return Math.floor(((angle & (TURN - 1)) * ANGLE_CELLS) / TURN);
}

function distanceCellOf(distance: number): number {
  return Math.min(DISTANCE_CELLS - 1, Math.max(0, Math.floor(distance / (CELL_PIXELS * DISTANCE_PARTS))));
}

function cellAt(distance: number, first: number, second: number): number {
  return (distance * ANGLE_CELLS + first) * ANGLE_CELLS + second;
}
