import { expect, test } from "vitest";
import type { NoticeQuestion } from "../../../../subgraphs/notices/index.js";
import { compareNotices } from "../../../../subgraphs/notices/matching/compare-notices.js";
import { NOBODY, RED_NOTICE } from "../fake-source.js";

const ORLOVA: NoticeQuestion = {
  names: [{ family: "Orlova", given: "Nina", original: null }],
  dateOfBirth: "1984-03-12",
  sex: "F",
  nationalities: ["UKR"],
  entityId: null,
};

test("the same person is certain, the weightiest reason first", () => {
  const [find, ...others] = compareNotices(ORLOVA, [RED_NOTICE]);

  expect(others).toEqual([]);
  expect(find?.score).toBe(1);
  expect(find?.record).toBe(RED_NOTICE);
  expect(find?.features.map(({ feature, how, explanation }) => [feature, how, explanation])).toEqual([
    ["DATE_OF_BIRTH", "EXACT", "Date of birth: 1984-03-12 on both sides."],
    ["NAME", "EXACT", 'Name: "Orlova" and "Orlova" are the same.'],
    ["NAME", "EXACT", 'Name: "Nina" and "Nina" are the same.'],
    ["NATIONALITY", "EXACT", "Nationality: UKR on both sides."],
    ["SEX", "EXACT", "Sex: F on both sides."],
  ]);
});

test("a name in another script matches as well", () => {
  const asked = { ...ORLOVA, names: [{ family: "Орлова", given: "Нина", original: null }] };

  expect(compareNotices(asked, [RED_NOTICE]).map(({ score }) => score)).toEqual([1]);
});

test("what is not likely enough is left out: another given name, or another date of birth", () => {
  const records = [
    { ...RED_NOTICE, names: [{ family: "Orlova", given: "Svetlana", original: null }] },
    { ...RED_NOTICE, datesOfBirth: ["1971-11-30"] },
    { ...RED_NOTICE, names: [] },
  ];

  expect(compareNotices(ORLOVA, records)).toEqual([]);
});

test("the entity id alone is certain, and no other notice matches by it", () => {
  const records = [RED_NOTICE, { ...RED_NOTICE, localId: "N2", entityId: "2024/1234" }];

  expect(compareNotices({ ...NOBODY, entityId: "2024/12345" }, records)).toEqual([
    {
      score: 1,
      features: [{ feature: "ENTITY_ID", how: "EXACT", weight: 1, explanation: "The notice's entity id is the same." }],
      record: RED_NOTICE,
    },
  ]);
});
