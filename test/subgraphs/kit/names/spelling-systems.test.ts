import { expect, test } from "vitest";
import { compareNames } from "../../../../subgraphs/kit/names/compare-names.js";
import { NICKNAMES } from "../../../../subgraphs/kit/names/nickname-table.js";
import { nameOf } from "./pairs.js";

const score = (query: string, record: string): number => compareNames(nameOf(query), nameOf(record)).score;

test.each([
  ["pinyin and Wade-Giles", "Gao, Yuxi", "Kao, Yu-hsi"],
  ["pinyin and Wade-Giles of a syllable without a rule", "Chen, Yan", "Chen, Yen"],
  ["two spellings of a Korean name", "Moon, Jeong-hoon", "Mun, Chonghun"],
  ["Hepburn and Kunrei", "Hasegawa, Junko", "Hasegawa, Zyunko"],
  ["a long vowel of Japanese", "Sato, Mariko", "Satou, Mariko"],
  ["Eastern and Western Armenian", "Galstyan, Karapet", "Kalsdian, Garabed"],
  ["Armenian letters and a Western spelling", "Գալստյան, Կարապետ", "Kalsdian, Garabed"],
  ["German and English habits", "Schukow, Dschamal", "Zhukov, Jamal"],
  ["the diacritics of ISO 9984", "Javakhishvili, Vazha", "Javaxišvili, Važa"],
  ["initials that are particles elsewhere", "Edward, Charlotte Louise", "Edward, C. L."],
])("%s are one name", (_what, query, record) => {
  expect(score(query, record)).toBeGreaterThanOrEqual(0.7);
});

test.each([
  ["two Chinese given names", "Wang, Wei", "Wang, Jie"],
  ["two Korean given names", "Kim, Min-jun", "Kim, Min-seo"],
  ["two Japanese given names", "Sato, Mariko", "Sato, Keiko"],
  ["two Armenian given names", "Sargsyan, Anahit", "Sargsyan, Karine"],
])("%s are two people", (_what, query, record) => {
  expect(score(query, record)).toBeLessThan(0.7);
});

test("the table of nicknames has more than two thousand pairs of a name and its short form", () => {
  const groups = NICKNAMES.trim()
    .split(/,\s*/)
    .map((line) => line.split(" "));

  const pairs = groups.flatMap(([formal = "", ...short]) => short.map((name) => [formal, name].toSorted().join(" ")));

  expect(new Set(pairs).size).toBeGreaterThan(2_000);
  expect(groups.filter((names) => new Set(names).size !== names.length || names.length < 2)).toEqual([]);
  expect(groups.flat().filter((name) => !/^[a-z]{2,}$/.test(name))).toEqual([]);
});
