import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { compareNames } from "../../../../subgraphs/kit/names/compare-names.js";
import { DIFFERENT_PEOPLE, nameOf, SAME_PERSON } from "./pairs.js";

const ANY_NAME = fc.record({
  family: fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.string({ maxLength: 40 }),
    fc.constantFrom("Al-Sabah", "Иванов", "محمد علي", "习近平"),
  ),
  given: fc.oneof(fc.string({ unit: "grapheme", maxLength: 40 }), fc.constantFrom("Jörg", "J. R.", "Bill", "")),
  original: fc.option(fc.string({ unit: "grapheme", maxLength: 40 })),
});

describe.each(Object.entries(SAME_PERSON))("%s and its spellings", (_, pairs) => {
  test.each(pairs)("%s may be %s", (query, record) => {
    const { score } = compareNames(nameOf(query), nameOf(record));

    expect(score).toBeGreaterThanOrEqual(0.7);
  });
});

test.each(DIFFERENT_PEOPLE)("%s is not %s", (query, record) => {
  const { score } = compareNames(nameOf(query), nameOf(record));

  expect(score).toBeLessThan(0.7);
});

test("equal names score 1 and say so part by part", () => {
  const comparison = compareNames({ family: "Orlova", given: "Nina" }, { family: "ORLOVA", given: "Nina" });

  expect(comparison.score).toBe(1);
  expect(comparison.features()).toEqual([
    { feature: "NAME", query: "Orlova", record: "ORLOVA", how: "EXACT", weight: 0.5 },
    { feature: "NAME", query: "Nina", record: "Nina", how: "EXACT", weight: 0.5 },
  ]);
});

test("equal native names decide before their Latin spellings are looked at", () => {
  const query = { family: "Xi", given: "Mingze", original: "习明泽" };

  const same = compareNames(query, { family: "Hsi", given: "Ming-tse", original: "習明澤" });
  const homophone = compareNames(query, { family: "Xi", given: "Mingze", original: "习名则" });

  expect(same.features()).toEqual([
    { feature: "NAME", query: "习 明泽", record: "習 明澤", how: "NATIVE_SCRIPT", weight: 1 },
  ]);
  expect(homophone.score).toBeLessThan(0.7);
});

test("swapped family and given names match a little less and are labelled", () => {
  const comparison = compareNames({ family: "Haruto", given: "Mori" }, { family: "Mori", given: "Haruto" });

  expect(comparison.score).toBeCloseTo(0.95);
  expect(comparison.features().map((feature) => feature.how)).toEqual(["SWAPPED", "SWAPPED"]);
});

test("parts that neither side explains are reported as a contradiction", () => {
  const { features } = compareNames({ family: "Lindgren", given: "Nils" }, { family: "Lindgren", given: "Oskar" });

  expect(features().at(-1)).toEqual({
    feature: "NAME",
    query: "Nils",
    record: "Oskar",
    how: "DIFFERENT",
    weight: expect.closeTo(-0.35),
  });
});

test("a name of particles alone is still a name", () => {
  const { score } = compareNames({ family: "Le", given: "Van" }, { family: "Le", given: "Van" });

  expect(score).toBe(1);
});

test("an empty name matches nothing", () => {
  const { score } = compareNames({ family: "", given: "" }, { family: "", given: "" });

  expect(score).toBe(0);
});

test("any two texts have a symmetric score from 0 to 1", () => {
  fc.assert(
    fc.property(ANY_NAME, ANY_NAME, (query, record) => {
      const there = compareNames(query, record).score;
      const back = compareNames(record, query).score;

      expect(there).toBe(back);
      expect(there).toBeGreaterThanOrEqual(0);
      expect(there).toBeLessThanOrEqual(1);
    }),
    { numRuns: 1000 },
  );
});

test("a readable name matches itself fully", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z]{2,12}$/), fc.stringMatching(/^[A-Za-z]{2,12}$/), (family, given) => {
      expect(compareNames({ family, given }, { family, given }).score).toBeCloseTo(1);
    }),
  );
});

test.each(["c", "cj", "a b ", "al-", "ال", "习", "J. "])(
  "a name of ten thousand characters (%s) is read in under 200 ms",
  (unit) => {
    const name = {
      family: unit.repeat(10_000 / unit.length),
      given: `x${unit.repeat(10_000 / unit.length)}`,
      original: unit.repeat(10_000 / unit.length),
    };
    const start = performance.now();

    const { score } = compareNames(name, name);

    expect(score).toBeLessThanOrEqual(1);
    expect(performance.now() - start).toBeLessThan(200);
  },
);
