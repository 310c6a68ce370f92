import { expect, test } from "vitest";
import { meetsCriteria } from "../../../../subgraphs/notices/matching/notice-criteria.js";
import type { NoticeCriteria } from "../../../../subgraphs/notices/matching/notice-criteria.js";
import { RED_NOTICE } from "../fake-source.js";

const ANY: NoticeCriteria = { colour: null, issuingCountry: null, ageMin: null, ageMax: null };

test.each<[string, Partial<NoticeCriteria>, boolean]>([
  ["nothing asked", {}, true],
  ["the same colour", { colour: "RED" }, true],
  ["another colour", { colour: "BLUE" }, false],
  ["the same issuing country", { issuingCountry: "SWE" }, true],
  ["another issuing country", { issuingCountry: "NOR" }, false],
  ["everything at once", { colour: "RED", issuingCountry: "SWE", ageMin: 40, ageMax: 40 }, true],
])("%s", (_what, criteria, expected) => {
  expect(meetsCriteria(RED_NOTICE, { ...ANY, ...criteria }, "2024-06-01")).toBe(expected);
});

test.each<[string, readonly string[], Partial<NoticeCriteria>, boolean]>([
  ["the day before the birthday", ["1984-06-02"], { ageMin: 40 }, false],
  ["the birthday itself", ["1984-06-01"], { ageMin: 40 }, true],
  ["too old by a day", ["1983-06-01"], { ageMax: 40 }, false],
  ["the last day of an age", ["1983-06-02"], { ageMax: 40 }, true],
  ["a year that allows both ages", ["1984"], { ageMin: 40 }, true],
  ["a year that allows both ages, from above", ["1983"], { ageMax: 40 }, true],
  ["a year that allows neither", ["1990"], { ageMin: 40 }, false],
  ["a month that has not come", ["1984-07"], { ageMin: 40 }, false],
  ["one of two dates of birth", ["1950", "1984"], { ageMin: 39, ageMax: 41 }, true],
  ["two dates of birth, neither of the age", ["1950", "2000"], { ageMin: 39, ageMax: 41 }, false],
  ["no date of birth leaves nobody out", [], { ageMin: 40 }, true],
])("age on 1 June 2024: %s", (_what, datesOfBirth, criteria, expected) => {
  expect(meetsCriteria({ ...RED_NOTICE, datesOfBirth: [...datesOfBirth] }, { ...ANY, ...criteria }, "2024-06-01")).toBe(
    expected,
  );
});
