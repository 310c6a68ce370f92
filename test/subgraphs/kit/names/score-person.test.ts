import fc from "fast-check";
import { expect, test } from "vitest";

import { explain } from "../../../../subgraphs/kit/names/explain.js";
import { PersonMatcher, scorePerson } from "../../../../subgraphs/kit/names/score-person.js";
import type { PersonFacts } from "../../../../subgraphs/kit/names/score-person.js";
import { nameOf, SAME_PERSON } from "./pairs.js";

const ORLOVA: PersonFacts = {
  names: [{ family: "Orlova", given: "Nina" }],
  datesOfBirth: ["1984-03-12"],
  sex: "F",
  nationalities: ["UKR"],
  birthPlace: "Lviv",
};

test("a full agreement is strong and gives its reasons in order", () => {
  const answer = scorePerson(ORLOVA, ORLOVA);

  expect({ score: answer.score, band: answer.band }).toEqual({ score: 1, band: "STRONG" });
  expect(answer.features.map(explain)).toEqual([
    'Name: "Orlova" and "Orlova" are the same.',
    'Name: "Nina" and "Nina" are the same.',
    "Date of birth: 1984-03-12 on both sides.",
    "Sex: F on both sides.",
    "Nationality: UKR on both sides.",
    'Place of birth: "Lviv" and "Lviv" are the same.',
  ]);
});

test("a name alone is never strong", () => {
  const query = { ...ORLOVA, datesOfBirth: [], sex: null, nationalities: [] };

  expect(scorePerson(query, ORLOVA).band).toBe("PROBABLE");
});

test("another date of birth makes an equal name weak", () => {
  expect(scorePerson(ORLOVA, { ...ORLOVA, datesOfBirth: ["1971-11-30"] }).band).toBe("WEAK");
});

test("agreeing qualifiers do not lift another person of the same family name", () => {
  const sister = { ...ORLOVA, names: [{ family: "Orlova", given: "Svetlana" }] };

  expect(scorePerson(ORLOVA, sister).score).toBeLessThan(0.7);
});

test("the best of several names and dates counts", () => {
  const record = {
    ...ORLOVA,
    names: [{ family: "Petrenko", given: "Olha" }, ...ORLOVA.names],
    datesOfBirth: ["1990", "1984-12-03"],
  };

  const answer = scorePerson(ORLOVA, record);

  expect(answer.band).toBe("STRONG");
  expect(answer.features.find((feature) => feature.feature === "DATE_OF_BIRTH")).toEqual({
    feature: "DATE_OF_BIRTH",
    query: "1984-03-12",
    record: "1984-12-03",
    how: "SWAPPED",
    weight: 0.4,
  });
});

test("a record without any name matches nothing", () => {
  expect(scorePerson(ORLOVA, { ...ORLOVA, names: [] })).toMatchObject({ score: 0, band: "WEAK" });
});

test("a transliterated name with the same date of birth is strong", () => {
  const record = { ...ORLOVA, names: [{ family: "Орлова", given: "Нина" }] };

  expect(scorePerson(ORLOVA, record).band).toBe("STRONG");
});

/** Names of all scripts, many of which are spellings of one another, and facts that agree now and then. */
const facts: fc.Arbitrary<PersonFacts> = fc.record({
  names: fc.array(fc.constantFrom(...Object.values(SAME_PERSON).flat(2)).map(nameOf), { minLength: 1, maxLength: 3 }),
  datesOfBirth: fc.array(fc.constantFrom("1984", "1984-03", "1984-03-12", "1984-12-03", "1985-03-12", "1971-11-30"), {
    maxLength: 2,
  }),
  sex: fc.constantFrom("F", "M", null),
  nationalities: fc.array(fc.constantFrom("UKR", "POL"), { maxLength: 1 }),
  birthPlace: fc.constantFrom("Lviv", "Львів", "Kharkiv", null),
});

test("a question that is compared with many records scores each as if it were the only one", () => {
  fc.assert(
    fc.property(facts, fc.array(facts, { minLength: 20, maxLength: 20 }), (query, records) => {
      const matcher = new PersonMatcher(query);

      expect(records.map((record) => matcher.score(record))).toEqual(
        records.map((record) => scorePerson(query, record)),
      );
    }),
    { numRuns: 150 },
  );
});

test("what is left out before its names are compared would not have reached the least score", () => {
  fc.assert(
    fc.property(facts, facts, fc.constantFrom(0, 0.5, 0.7, 0.9, 1), (query, record, least) => {
      const whole = scorePerson(query, record);
      const matcher = new PersonMatcher(query);

      expect(matcher.scoreFrom(least, record)).toEqual(whole.score < least ? null : whole);
      expect(whole.score >= least && !matcher.couldReach(least, record)).toBe(false);
    }),
    { numRuns: 3_000 },
  );
});
