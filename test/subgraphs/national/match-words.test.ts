import fc from "fast-check";
import { expect, test } from "vitest";
import { SEX_WORDS } from "../../../subgraphs/national/propose/code-words.js";
import { COLUMN_WORDS } from "../../../subgraphs/national/propose/column-words.js";
import type { Meaning } from "../../../subgraphs/national/propose/column-words.js";
import { likeness, plainName, wordOf } from "../../../subgraphs/national/propose/match-words.js";

test.each<[string, Meaning]>([
  ["Fecha_de_Nacimiento", "dateOfBirth"],
  ["dateOfBirth", "dateOfBirth"],
  ["födelsedatum", "dateOfBirth"],
  ["дата_рождения", "dateOfBirth"],
  ["生年月日", "dateOfBirth"],
  ["姓", "family"],
  ["NACHNAME", "family"],
  ["фамилия", "family"],
  ["płeć", "sex"],
  ["車台番号", "vin"],
  ["Fahrgestell-Nummer", "vin"],
  ["номер_паспорта", "documentNumber"],
])("%s is recognised as %s, and as nothing else so surely", (name, meaning) => {
  const surest = Object.entries(COLUMN_WORDS)
    .map(([other, words]) => ({ other, score: likeness(name, words) }))
    .toSorted((one, two) => two.score - one.score);

  expect(surest[0]).toEqual({ other: meaning, score: 1 });
});

test("a short word within another is not that word", () => {
  expect([likeness("essex_county", COLUMN_WORDS.sex), likeness("vinegar", COLUMN_WORDS.vin)]).toEqual([0, 0]);
});

test("codes are read by the words for them, in the script of the register", () => {
  const codes = ["М", "жен", "男性", "FEMENINO", "1", "zzz"];

  expect(codes.map((code) => wordOf([code], SEX_WORDS))).toEqual(["M", "F", "M", "F", "M", null]);
});

test("a name is as plain once as twice, and its likeness is between 0 and 1", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.constantFrom(...Object.values(COLUMN_WORDS)), (name, words) => {
      const score = likeness(name, words);

      expect(plainName(plainName(name))).toBe(plainName(name));
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
    }),
    // A mark that stood on a sign which is left out.
    { examples: [["𝐀\u{1d157}\u{1d165}", "name"]] },
  );
});
