import fc from "fast-check";
import { expect, test } from "vitest";
import { comparePersons } from "../../../../subgraphs/persons/matching/compare-persons.js";
import { questionKeys, recordKeys } from "../../../../subgraphs/persons/matching/person-keys.js";
import { NINA, NOBODY } from "../fake-source.js";

const ORLOVA = { ...NOBODY, names: [{ family: "Orlova", given: "Nina" }] };

function shared(asked: readonly string[], held: readonly string[]): readonly string[] {
  return asked.filter((key) => held.includes(key));
}

test("a name in one alphabet shares keys with a record in another", () => {
  const asked = questionKeys({ ...NOBODY, names: [{ family: "Петренко", given: "Нина" }] });

  expect(shared(asked.name, recordKeys(NINA).name)).not.toEqual([]);
});

test("a document shares a key as written, and by the class of its characters where one was misread", () => {
  const held = recordKeys({ ...NINA, identityDocuments: [{ number: "FE 12B456" }] }).document;
  const keysOf = (number: string) => questionKeys({ ...NOBODY, documents: [{ number }] }).document;

  expect(held).toEqual(["FE12B456", "FE128456"]);
  expect(shared(keysOf("FE-12b-456"), held)).toEqual(["FE12B456", "FE128456"]);
  expect(shared(keysOf("FE1ZB456"), held)).toEqual(["FE128456"]);
});

test("no key stands twice", () => {
  const { names, datesOfBirth, identityDocuments } = NINA;
  const twice = {
    names: [...names, ...names],
    datesOfBirth: [...datesOfBirth, ...datesOfBirth],
    identityDocuments: [...identityDocuments, ...identityDocuments],
  };

  expect(recordKeys(twice)).toEqual(recordKeys(NINA));
});

test("what is not known gives no key, and so finds nothing rather than everything", () => {
  expect(questionKeys(NOBODY)).toEqual({ name: [], name_born: [], name_pair: [], document: [] });
  expect(questionKeys(ORLOVA)).toMatchObject({ name_born: [] });
  expect(questionKeys({ ...NOBODY, documents: [{ number: "- -" }] })).toMatchObject({ document: [] });
});

test("of two records with the name, the one with the date of birth shares more keys than one with the year", () => {
  const asked = questionKeys({ ...ORLOVA, dateOfBirth: "1984-03-12" }).name_born;
  const sameDate = recordKeys(NINA).name_born;
  const sameYear = recordKeys({ ...NINA, datesOfBirth: ["1984-07-30"] }).name_born;

  expect(shared(asked, sameDate).length).toBeGreaterThan(shared(asked, sameYear).length);
  expect(shared(asked, sameYear)).not.toEqual([]);
});

test("a record of another year and day shares no key of name and birth", () => {
  const asked = questionKeys({ ...ORLOVA, dateOfBirth: "1984-03-12" }).name_born;

  expect(shared(asked, recordKeys({ ...NINA, datesOfBirth: ["1983-07-30"] }).name_born)).toEqual([]);
});

/** Dates close enough together to agree often, in full and in part. */
const date = fc
  .record({
    year: fc.constantFrom("1974", "1975", "1976", "1984", "2004"),
    month: fc.constantFrom("", "-01", "-02", "-03"),
    day: fc.constantFrom("", "-01", "-02", "-03", "-12"),
  })
  .map(({ year, month, day }) => (month === "" ? year : `${year}${month}${day}`));

test("a search by name and date of birth loses no record that would be a hit", () => {
  fc.assert(
    fc.property(date, fc.array(date, { maxLength: 2 }), (dateOfBirth, datesOfBirth) => {
      const question = { ...ORLOVA, dateOfBirth, sex: "F" as const, nationalities: ["UKR"] };
      const record = { ...NINA, datesOfBirth };
      const isHit = comparePersons(question, [record]).length > 0;
      const isCandidate = shared(questionKeys(question).name_born, recordKeys(record).name_born).length > 0;

      expect(isHit && !isCandidate).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});
