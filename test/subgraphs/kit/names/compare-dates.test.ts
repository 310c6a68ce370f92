import fc from "fast-check";
import { expect, test } from "vitest";

import { compareDatesOfBirth } from "../../../../subgraphs/kit/names/compare-dates.js";

test.each([
  ["1984-03-12", "1984-03-12", "EXACT"],
  ["1984-03-12", "1984-12-03", "SWAPPED"],
  ["1984-03-12", "1984-03-13", "OFF_BY_ONE"],
  ["1984-03-12", "1984-04-12", "OFF_BY_ONE"],
  ["1984-03-12", "1985-03-12", "OFF_BY_ONE"],
  ["1984-03-12", "1984-03-21", "TYPING"],
  ["1984-03-12", "1964-03-12", "TYPING"],
  ["1984-03-12", "1984", "YEAR_ONLY"],
  ["1984-03-12", "1984-01-01", "YEAR_ONLY"],
  ["1984-01-01", "1984-01-01", "YEAR_ONLY"],
  ["1984-03-12", "1984-03", "PARTIAL"],
  ["1984-03-12", "1984-03-00", "PARTIAL"],
  ["1984-03-12", "1984-08", "DIFFERENT"],
  ["1984-03-12", "1985", "TYPING"],
  ["1984-03-12", "1971-11-30", "DIFFERENT"],
  ["1984-03-12", "1990", "DIFFERENT"],
  ["1984-03-12", "12.03.1984", "NOT_COMPARABLE"],
])("%s against %s is %s", (query, record, how) => {
  expect(compareDatesOfBirth(query, record)).toMatchObject({ feature: "DATE_OF_BIRTH", query, record, how });
});

test("any two dates have one outcome whichever stands first", () => {
  const date = fc.tuple(
    fc.integer({ min: 1900, max: 2030 }),
    fc.integer({ min: 0, max: 13 }),
    fc.integer({ min: 0, max: 32 }),
  );
  const text = date.map(
    ([year, month, day]) => `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`,
  );

  fc.assert(
    fc.property(fc.oneof(text, fc.string()), fc.oneof(text, fc.string()), (query, record) => {
      expect(compareDatesOfBirth(query, record).how).toBe(compareDatesOfBirth(record, query).how);
    }),
  );
});
