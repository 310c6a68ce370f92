import { expect, test } from "vitest";
import { comparePersons } from "../../../../subgraphs/persons/matching/compare-persons.js";
import { NINA, NOBODY } from "../fake-source.js";

const ORLOVA = { ...NOBODY, names: [{ family: "Orlova", given: "Nina" }] };
const PASSPORT = { number: "FE123456", issuingCountry: "UKR", type: "PASSPORT" as const };

test("the same name, date of birth, sex, nationality and place of birth are certain, each with its reason", () => {
  const finds = comparePersons(
    { ...ORLOVA, dateOfBirth: "1984-03-12", sex: "F", nationalities: ["UKR"], birthPlace: "Львів" },
    [NINA],
  );

  expect(finds).toEqual([
    {
      record: NINA,
      score: 1,
      features: [
        {
          feature: "DATE_OF_BIRTH",
          how: "EXACT",
          weight: 0.6,
          explanation: "Date of birth: 1984-03-12 on both sides.",
        },
        { feature: "NAME", how: "EXACT", weight: 0.5, explanation: 'Name: "Orlova" and "Orlova" are the same.' },
        { feature: "NAME", how: "EXACT", weight: 0.5, explanation: 'Name: "Nina" and "Nina" are the same.' },
        { feature: "NATIONALITY", how: "EXACT", weight: 0.1, explanation: "Nationality: UKR on both sides." },
        {
          feature: "BIRTH_PLACE",
          how: "TRANSLITERATION",
          weight: 0.1,
          explanation: 'Place of birth: "Львів" and "Lviv" may be spellings of one name.',
        },
        { feature: "SEX", how: "EXACT", weight: 0.05, explanation: "Sex: F on both sides." },
      ],
    },
  ]);
});

test.each([
  ["the name at birth", { family: "Petrenko", given: "Nina" }],
  ["a name in its original script", { family: "", given: "", original: "Орлова Нина" }],
  ["another transliteration", { family: "Orlowa", given: "Nina" }],
])("%s finds the person", (_what, name) => {
  expect(comparePersons({ ...NOBODY, names: [name] }, [NINA]).map(({ record }) => record)).toEqual([NINA]);
});

test.each([
  ["another given name", { ...ORLOVA, names: [{ family: "Orlova", given: "Svetlana" }] }],
  ["the same name with a date of birth that speaks against it", { ...ORLOVA, dateOfBirth: "1951-11-30" }],
  ["another document", { ...NOBODY, documents: [{ ...PASSPORT, number: "FE123457" }] }],
  [
    "another country's document with the same number",
    { ...NOBODY, documents: [{ ...PASSPORT, issuingCountry: "POL" }] },
  ],
  ["nothing", NOBODY],
])("%s is no hit", (_what, question) => {
  expect(comparePersons(question, [NINA])).toEqual([]);
});

test.each([
  ["the same document", PASSPORT, "EXACT", 0.95],
  ["the same document, its type not known", { ...PASSPORT, type: null }, "EXACT", 0.95],
  ["its issuer not known", { ...PASSPORT, issuingCountry: null }, "EXACT", 0.85],
  ["another type", { ...PASSPORT, type: "ID_CARD" as const }, "EXACT", 0.85],
  ["a misread character", { ...PASSPORT, number: "FE1Z3456" }, "CONFUSABLE", 0.85],
  ["two doubts", { ...PASSPORT, number: "FE1Z3456", issuingCountry: null }, "CONFUSABLE", 0.75],
])("%s finds the person without a name", (_what, document, how, weight) => {
  const finds = comparePersons({ ...NOBODY, documents: [document] }, [NINA]);

  expect(finds.map(({ score, features }) => [score, features])).toEqual([
    [weight, [{ feature: "IDENTITY_DOCUMENT", how, weight, explanation: expect.any(String) }]],
  ]);
});

test("a number with three doubts is no hit of its own", () => {
  const document = { number: "FE1Z3456", issuingCountry: null, type: "ID_CARD" as const };

  expect(comparePersons({ ...NOBODY, documents: [document] }, [NINA])).toEqual([]);
});

test("a document finds its person though the name is another, and the name says so", () => {
  const [find] = comparePersons({ ...NOBODY, names: [{ family: "Schmidt", given: "Anna" }], documents: [PASSPORT] }, [
    NINA,
  ]);

  expect(find?.score).toBe(0.95);
  expect(find?.features.map(({ feature, how }) => [feature, how])).toEqual([
    ["IDENTITY_DOCUMENT", "EXACT"],
    ["NAME", "DIFFERENT"],
  ]);
});
