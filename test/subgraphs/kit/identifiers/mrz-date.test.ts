import fc from "fast-check";
import { expect, test } from "vitest";
import { readMrzDate, writeMrzDate } from "../../../../subgraphs/kit/identifiers/mrz-date.js";
import { anyText } from "./any-text.js";

const TODAY = "2026-03-01";

test.each([
  ["740812", "1974-08-12"],
  ["260301", "2026-03-01"],
  ["260302", "1926-03-02"],
  ["270101", "1927-01-01"],
  ["000229", "2000-02-29"],
  ["7408<<", "1974-08"],
  ["740800", "1974-08"],
  ["74<<<<", "1974"],
  ["740000", "1974"],
  ["74<<12", "1974"],
  ["26<<<<", "2026"],
  ["<<<<<<", null],
  ["<<0812", null],
])("the date of birth %s is %s", (text, date) => {
  expect(readMrzDate(text, TODAY)).toEqual({ ok: true, value: date });
});

test.each(["741332", "740230", "74O812", "7<0812", "", "7408123"])("%j is no date", (text) => {
  expect(readMrzDate(text, TODAY)).toEqual({ ok: false, fault: expect.objectContaining({ code: "INVALID_DATE" }) });
});

test.each([
  ["1974-08-12", "740812"],
  ["1974-08", "7408<<"],
  ["1974", "74<<<<"],
  [null, "<<<<<<"],
])("the date %s is written %s", (date, text) => {
  expect(writeMrzDate(date)).toBe(text);
});

test("no text makes the reader throw", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(() => readMrzDate(text, TODAY)).not.toThrow();
    }),
  );
});
