/** A whole turn: angles are kept in 16 bits, so that a difference of two wraps round by itself. */
export const TURN = 65_536;
/** Distances are kept in 16 bits, in parts of a pixel. */
export const DISTANCE_PARTS = 16;

/** An angle of 65,536 to the turn, brought into half a turn either way. */
export function wrap(angle: number): number {
  return (angle << 16) >> 16;
}

/** Degrees to whole parts of a turn. */
export function toTurn(degrees: number): number {
  return Math.round((degrees / 360) * TURN);
}
