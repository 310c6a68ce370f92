import type { MatchedHow, MatchFeature } from "./match-feature.js";

interface PartialDate {
  readonly year: number;
  readonly month: number | null;
  readonly day: number | null;
}

/**
 * Effect of each outcome on a score: above zero it closes that share of the gap to 1, in proportion to the score itself; below
 * zero it takes that share away. A full date is worth much, a year little; registers swap and mistype dates, so a near date
 * speaks for the match, faintly.
 */
const DATE_EFFECTS = {
  EXACT: 0.6,
  SWAPPED: 0.4,
  OFF_BY_ONE: 0.2,
  YEAR_ONLY: 0.2,
  PARTIAL: 0.3,
  TYPING: 0,
  NOT_COMPARABLE: 0,
  DIFFERENT: -0.45,
} as const satisfies Partial<Record<MatchedHow, number>>;

type DateHow = keyof typeof DATE_EFFECTS;

const PATTERN = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

function inRange(text: string | undefined, most: number): number | null {
  const value = Number(text ?? "0");
  return value >= 1 && value <= most ? value : null;
}

/** YYYY, YYYY-MM or YYYY-MM-DD; 00 means unknown (ICAO 9303-3 §4.8), and the first of January is a clerk's unknown. */
function parse(text: string): PartialDate | null {
  const match = PATTERN.exec(text.trim());
  if (match === null) return null;
  const month = inRange(match[2], 12);
  const day = month === null ? null : inRange(match[3], 31);
  const isPlaceholder = month === 1 && day === 1;
  return { year: Number(match[1]), month: isPlaceholder ? null : month, day: isPlaceholder ? null : day };
}

function isOneDigitAway(left: number, right: number): boolean {
  const a = String(left).padStart(4, "0");
  const b = String(right).padStart(4, "0");
  return [...a].filter((digit, index) => digit !== b[index]).length === 1;
}

function compareFull(left: PartialDate, right: PartialDate): DateHow {
  const gaps = [left.year - right.year, (left.month ?? 0) - (right.month ?? 0), (left.day ?? 0) - (right.day ?? 0)];
  const different = gaps.filter((gap) => gap !== 0);
  if (different.length === 0) return "EXACT";
  if (left.year === right.year && left.month === right.day && left.day === right.month) return "SWAPPED";
  if (different.length === 1 && Math.abs(different[0] ?? 0) === 1) return "OFF_BY_ONE";
  if (different.length === 1)
    return left.year === right.year || isOneDigitAway(left.year, right.year) ? "TYPING" : "DIFFERENT";
  return "DIFFERENT";
}

function comparePartial(left: PartialDate, right: PartialDate): DateHow {
  if (left.year !== right.year) return Math.abs(left.year - right.year) === 1 ? "TYPING" : "DIFFERENT";
  if (left.month === null || right.month === null) return "YEAR_ONLY";
  if (left.month === right.month) return "PARTIAL";
  return Math.abs(left.month - right.month) === 1 ? "TYPING" : "DIFFERENT";
}

function howDatesAgree(query: string, record: string): DateHow {
  const left = parse(query);
  const right = parse(record);
  if (left === null || right === null) return "NOT_COMPARABLE";
  if (left.day !== null && right.day !== null) return compareFull(left, right);
  return comparePartial(left, right);
}

/**
 * Compares two dates of birth, each `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; anything else is NOT_COMPARABLE. The weight is the
 * effect on a score, see DATE_EFFECTS. Symmetric.
 */
export function compareDatesOfBirth(query: string, record: string): MatchFeature {
  const how = howDatesAgree(query, record);
  return { feature: "DATE_OF_BIRTH", query, record, how, weight: DATE_EFFECTS[how] };
}
