import { expect, test } from "vitest";
import { BirthPlaceMatcher } from "../../../../subgraphs/kit/names/compare-birth-places.js";
import { explain } from "../../../../subgraphs/kit/names/explain.js";

test.each([
  ["Malmö", "Malmo", "EXACT"],
  ["Lviv", "Львів", "TRANSLITERATION"],
  ["Kiev", "Київ", "TRANSLITERATION"],
  ["서울", "Seoul", "TRANSLITERATION"],
  ["Basra", "البصرة", "TRANSLITERATION"],
  ["Lviv", "Lwów", "PHONETIC"],
  ["Marseille", "Marseilles", "TYPING"],
  ["Frankfurt am Main", "Frankfurt (Main)", "PARTIAL"],
])("%s and %s are one place", (asked, held, how) => {
  for (const [one, other] of [
    [asked, held],
    [held, asked],
  ] as const) {
    expect(new BirthPlaceMatcher(one).compare(other)).toEqual([
      { feature: "BIRTH_PLACE", query: one, record: other, how, weight: 0.1 },
    ]);
  }
});

test("another place speaks against the match, but little, and says why", () => {
  const [feature] = new BirthPlaceMatcher("Lyon").compare("London");

  expect(feature).toMatchObject({ how: "DIFFERENT", weight: -0.02 });
  expect(feature && explain(feature)).toBe(
    'Place of birth: "Lyon" and "London" differ, which says little: a place has several names.',
  );
});

test.each([
  ["a town and its district", "Paris", "Paris 12e"],
  ["names in two alphabets that are not each other's spelling", "Moscow", "Москва"],
  ["a place that nobody knows", "Lviv", null],
])("%s say nothing", (_what, asked, held) => {
  expect(new BirthPlaceMatcher(asked).compare(held)).toEqual([]);
});
