import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { MAX_KEYS, nameKeys, phoneticCodes } from "../../../../subgraphs/kit/names/phonetic-key.js";
import { nameOf, SAME_PERSON } from "./pairs.js";

describe.each(Object.entries(SAME_PERSON))("%s and its spellings", (_, pairs) => {
  test.each(pairs)("%s and %s share a key", (query, record) => {
    const keys = nameKeys(nameOf(query));

    const shared = nameKeys(nameOf(record)).filter((key) => keys.includes(key));

    expect(shared).not.toEqual([]);
  });
});

// Published examples: jewishgen.org/infofiles/soundex.html, and PostgreSQL's fuzzystrmatch manual.
test.each([
  ["augsburg", ["054795"]],
  ["breuer", ["791900"]],
  ["moskowitz", ["645740"]],
  ["peters", ["739400", "734000"]],
  ["auerbach", ["097500", "097400"]],
  ["lipshitz", ["874400"]],
  ["lewinsky", ["876450"]],
  ["szlamawicz", ["486740"]],
])("the codes of %s are the published ones", (word, codes) => {
  expect(phoneticCodes(word).toSorted()).toEqual(codes.toSorted());
});

test("swapped names have the same keys but for the joined ones", () => {
  const keys = nameKeys({ family: "Mori", given: "Haruto" });

  expect(nameKeys({ family: "Haruto", given: "Mori" }).toSorted()).toEqual(keys.toSorted());
});

test("titles and particles have no key of their own", () => {
  expect(nameKeys({ family: "van den Berg", given: "Dr. Ina" })).not.toContain(phoneticCodes("van")[0]);
});

test("any text has at most 24 keys, none twice, each a code or a skeleton", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.string({ unit: "grapheme", maxLength: 100 }),
      (family, given) => {
        const keys = nameKeys({ family, given, original: given });

        expect(keys.length).toBeLessThanOrEqual(MAX_KEYS);
        expect(new Set(keys).size).toBe(keys.length);
        expect(keys.filter((key) => !/^(\d{6}|s:[a-z]{2,})$/.test(key))).toEqual([]);
      },
    ),
  );
});

test("a word of ambiguous letters alone is coded without doubling forever", () => {
  expect(phoneticCodes("cj".repeat(5000)).length).toBeLessThanOrEqual(16);
});
