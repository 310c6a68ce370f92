import fc from "fast-check";
import { expect, test } from "vitest";
import {
  earliestDay,
  latestDay,
  parsePartialDate,
  yearOf,
} from "../../../../subgraphs/kit/identifiers/partial-date.js";
import { anyText } from "./any-text.js";

test.each(["1974", "1974-08", "1974-08-12", "2000-02-29", "1850", "2150-12-31"])("%s is a date", (text) => {
  expect(parsePartialDate(` ${text} `)).toEqual({ ok: true, value: text });
});

test.each([
  "",
  "74",
  "1849",
  "2151",
  "1974-00",
  "1974-13",
  "1974-02-30",
  "1900-02-29",
  "1974-08-00",
  "1974-8-12",
  "1974/08/12",
  "19740812",
  "1974-08-12T00:00:00Z",
  "١٩٧٤",
])("%j is no date", (text) => {
  expect(parsePartialDate(text)).toEqual({
    ok: false,
    fault: {
      code: "INVALID_DATE",
      message: "Write the date as YYYY, YYYY-MM or YYYY-MM-DD, between 1850 and 2150.",
    },
  });
});

test.each([
  ["1974", 1974, "1974-01-01", "1974-12-31"],
  ["1974-08", 1974, "1974-08-01", "1974-08-31"],
  ["2024-02", 2024, "2024-02-01", "2024-02-29"],
  ["1900-02", 1900, "1900-02-01", "1900-02-28"],
  ["1974-08-12", 1974, "1974-08-12", "1974-08-12"],
])("%s spans the days that it can mean", (date, year, earliest, latest) => {
  expect([yearOf(date), earliestDay(date), latestDay(date)]).toEqual([year, earliest, latest]);
});

test("every day of the calendar is read as itself", () => {
  const day = fc.date({ min: new Date("1850-01-01"), max: new Date("2150-12-31"), noInvalidDate: true });

  fc.assert(
    fc.property(day, (date) => {
      const text = date.toISOString().slice(0, 10);
      expect(parsePartialDate(text)).toEqual({ ok: true, value: text });
    }),
  );
});

test("no text makes the parser throw", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(() => parsePartialDate(text)).not.toThrow();
    }),
  );
});
