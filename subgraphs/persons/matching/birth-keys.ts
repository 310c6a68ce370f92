import { yearOf } from "../../kit/identifiers/partial-date.js";
import type { PartialDate } from "../../kit/identifiers/partial-date.js";

// Dates of birth as parts of keys. A record and a question share one wherever comparing their dates does not speak
// against a match (kit/names compareDatesOfBirth), so that a search by name and date of birth loses no hit:
// two full dates by their year, or by their month and day where the year is mistyped; a date known in part by a year at
// most one away; and a record without a date always. The same full date shares two keys, and so ranks first.

const NOT_KNOWN = "?";

/** Under what a record is kept. */
export function birthKeysOfRecord(dates: readonly PartialDate[]): readonly string[] {
  if (dates.length === 0) return [NOT_KNOWN];
  return [...new Set(dates.flatMap(keysOfDate))];
}

/** What a question about this date looks for. */
export function birthKeysOfQuestion(date: PartialDate): readonly string[] {
  const year = yearOf(date);
  const years = [year - 1, year, year + 1];
  const inPart = years.map(inPartOnly);
  if (monthAndDay(date) === null) return [NOT_KNOWN, ...inPart, ...years.map(String)];
  return [NOT_KNOWN, ...inPart, ...keysOfDate(date)];
}

function keysOfDate(date: PartialDate): readonly string[] {
  const day = monthAndDay(date);
  return day === null ? [inPartOnly(yearOf(date))] : [String(yearOf(date)), day];
}

function inPartOnly(year: number): string {
  return `~${year}`;
}

/** `08-12`; null where the day is not known, as it is not where a clerk has put the first of January. */
function monthAndDay(date: PartialDate): string | null {
  const day = date.slice("YYYY-".length);
  return day.length === "MM-DD".length && day !== "01-01" ? day : null;
}
