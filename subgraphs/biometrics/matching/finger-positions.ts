/** The fingers by INT-I's code (table FGP, the same as ANSI/NIST-ITL and ISO/IEC 19794-2): the index is the code, 0 to 10. */
export const FINGER_POSITIONS = [
  "UNKNOWN_FINGER",
  "RIGHT_THUMB",
  "RIGHT_INDEX_FINGER",
  "RIGHT_MIDDLE_FINGER",
  "RIGHT_RING_FINGER",
  "RIGHT_LITTLE_FINGER",
  "LEFT_THUMB",
  "LEFT_INDEX_FINGER",
  "LEFT_MIDDLE_FINGER",
  "LEFT_RING_FINGER",
  "LEFT_LITTLE_FINGER",
] as const;
export type FingerPosition = (typeof FINGER_POSITIONS)[number];

/** INT-I's code of a finger that nobody named. */
export const UNKNOWN_FINGER = 0;

export function fingerPositionOf(code: number): FingerPosition {
  return FINGER_POSITIONS[code] ?? "UNKNOWN_FINGER";
}
