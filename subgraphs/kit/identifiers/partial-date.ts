import { fault, parsed } from "../parsed.js";
import type { Parsed } from "../parsed.js";

/**
 * A date of which the day, or the month and the day, may be unknown: `1974-08-12`, `1974-08`, `1974`
 * (ISO 8601-1 reduced precision). Years 1850 to 2150.
 */
export type PartialDate = string;

const SHAPE = /^(?<year>[0-9]{4})(?:-(?<month>[0-9]{2})(?:-(?<day>[0-9]{2}))?)?$/;
const FIRST_YEAR = 1850;
const LAST_YEAR = 2150;

/** Reads a real calendar date, complete or not. Fault: `INVALID_DATE`. */
export function parsePartialDate(text: string): Parsed<PartialDate> {
  const date = text.trim();
  return isReal(date)
    ? parsed(date)
    : fault("INVALID_DATE", "Write the date as YYYY, YYYY-MM or YYYY-MM-DD, between 1850 and 2150.");
}

/** Expects what `parsePartialDate` gave, as do the two below. */
export function yearOf(date: PartialDate): number {
  return Number(date.slice(0, 4));
}

/** The first day that the date can mean, `YYYY-MM-DD`. */
export function earliestDay(date: PartialDate): string {
  return `${date}-01-01`.slice(0, 10);
}

/** The last day that the date can mean, `YYYY-MM-DD`. */
export function latestDay(date: PartialDate): string {
  if (date.length === 10) return date;
  const month = date.length === 7 ? date.slice(5) : "12";
  return `${date.slice(0, 4)}-${month}-${String(daysIn(yearOf(date), Number(month)))}`;
}

function isReal(date: string): boolean {
  const parts = SHAPE.exec(date)?.groups;
  if (parts === undefined) return false;

  const year = Number(parts["year"]);
  const month = Number(parts["month"] ?? 1);
  const day = Number(parts["day"] ?? 1);
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return false;
  return day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
