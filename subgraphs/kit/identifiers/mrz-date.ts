import { fault, parsed } from "../parsed.js";
import type { Parsed } from "../parsed.js";
import { earliestDay, parsePartialDate, yearOf } from "./partial-date.js";
import type { PartialDate } from "./partial-date.js";

const SHAPE = /^(?<year>[0-9]{2}|<<)(?<month>[0-9]{2}|<<)(?<day>[0-9]{2}|<<)$/;
/** ICAO asks for `<<` where a part is unknown; several states write zeros. */
const UNKNOWN = /^(?:<<|00)$/;

/**
 * A date of six characters, `YYMMDD` (ICAO 9303-3 §4.8), in the latest century that does not put it after `notAfter`
 * (`YYYY-MM-DD`). Unknown parts are left out; null where the year itself is unknown. Fault: `INVALID_DATE`.
 */
export function readMrzDate(text: string, notAfter: string): Parsed<PartialDate | null> {
  const parts = SHAPE.exec(text)?.groups;
  if (parts === undefined) return fault("INVALID_DATE", "A date in the machine-readable zone is not in the calendar.");
  const { year = "", month = "", day = "" } = parts;
  if (year === "<<") return parsed(null);

  const rest = restOf(month, day);
  const century = Math.floor(yearOf(notAfter) / 100);
  const late = `${String(century)}${year}${rest}`;
  return parsePartialDate(earliestDay(late) <= notAfter ? late : `${String(century - 1)}${year}${rest}`);
}

/** The six characters of a date, fillers where it is unknown. */
export function writeMrzDate(date: PartialDate | null): string {
  return (date ?? "").slice(2).replaceAll("-", "").padEnd(6, "<");
}

function restOf(month: string, day: string): string {
  if (UNKNOWN.test(month)) return "";
  return UNKNOWN.test(day) ? `-${month}` : `-${month}-${day}`;
}
