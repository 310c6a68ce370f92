import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hasPairs, namePairs, namePairsAsked } from "../../../../subgraphs/kit/names/pair-keys.js";
import { nameOf, SAME_PERSON } from "./pairs.js";

const shared = (query: string, record: string): readonly string[] => {
  const held = namePairs(nameOf(record));
  return namePairsAsked(nameOf(query)).filter((key) => held.includes(key));
};

describe.each(Object.entries(SAME_PERSON))("%s and its spellings", (_, pairs) => {
  test.each(pairs.filter((pair) => pair.every((name) => hasPairs(nameOf(name)))))(
    "%s and %s share a pair",
    (query, record) => {
      expect(shared(query, record)).not.toEqual([]);
    },
  );
});

test.each([
  ["a slip in the family name", "Kaminski, Robert", "Kamimski, Robert"],
  ["a slip in the given name", "Kaminski, Robert", "Kaminski, Rorbet"],
  ["swapped names", "Kaminski, Robert", "Robert, Kaminski"],
  ["a nickname of another first letter", "Kaminski, Bill", "Kaminski, William"],
  ["a record of one name", "Kaminski, Robert", "Kaminski, "],
])("%s leaves a pair in common", (_what, query, record) => {
  expect(shared(query, record)).not.toEqual([]);
});

test("two people who share one name alone, or none, share no pair", () => {
  expect(shared("Kaminski, Robert", "Kaminski, Stefan")).toEqual([]);
  expect(shared("Kaminski, Robert", "Lopez, Maria")).toEqual([]);
});

test("a name of one part has no pair, and a key of its own", () => {
  expect(hasPairs(nameOf("Pele, "))).toBe(false);
  expect(namePairs(nameOf("Pele, "))).toContain("=780000");
});

test("a name whose two parts are one word has pairs", () => {
  expect(shared("Werner, Werner", "Werner, Werner")).toContain("796900+7");
});

test.each([
  ["as it is", "Orlova, Nina", "Orlova, Nina"],
  ["with the names swapped", "Nina, Orlova", "Orlova, Nina"],
  ["in another script", "Орлова, Нина", "Orlova, Nina"],
])("of those who sound alike, a name written %s shares most keys", (_what, query, record) => {
  const alike = shared("Orlava, Nena", record);

  expect(alike).not.toEqual([]);
  expect(shared(query, record).length).toBeGreaterThan(alike.length);
});

test("any text has at most 32 keys, none twice", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (family, given) => {
      const keys = namePairs({ family, given });

      expect(keys.length).toBeLessThanOrEqual(32);
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
});
