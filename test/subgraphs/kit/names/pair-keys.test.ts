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

test.each([
  ["a wrong letter at the start", "Nazarenko, Oksana", "Nqzarenko, Oksana"],
  ["a wrong letter at the end", "Nazarenko, Oksana", "Nazarenkp, Oksana"],
  ["a letter too many", "Nazarenko, Oksana", "Nazarrtenko, Oksana"],
  ["a letter too few", "Nazarenko, Oksana", "Nazareko, Oksana"],
  ["two letters in the other order", "Nazarenko, Oksana", "Naazrenko, Oksana"],
  ["a slip in the given name", "Nazarenko, Oksana", "Nazarenko, Okaana"],
  ["a slip in another script", "Назаренко, Оксана", "Назаремко, Оксана"],
  ["a slip in Arabic letters", "محمود, سامي", "محسود, سامي"],
])("of those who have one name in common, a name with %s shares most keys", (_what, record, query) => {
  const others = ["Nikolaienko, Oksana", "Novak, Oksana", "Nazarenko, Olena", "منصور, سامي"];

  expect(shared(query, record).length).toBeGreaterThan(Math.max(...others.map((other) => shared(query, other).length)));
});

test("a word of three letters has no ends: half of it says no more than its first sound", () => {
  expect(namePairs(nameOf("Kim, Emi")).filter((key) => /[<>]/.test(key))).toEqual([]);
});

test("a slip leaves one end of a word in common, whatever the word and the slip", () => {
  const letter = fc.constantFrom(...LETTERS);
  const word = fc.array(letter, { minLength: 5, maxLength: 14 });
  const slip = fc.record({ place: fc.nat(13), letter, kind: fc.constantFrom("put in", "left out", "another") });
  const ends = (keys: readonly string[]): readonly string[] => keys.filter((key) => /^6\d+[<>]/.test(key));
  fc.assert(
    fc.property(word, slip, (letters, { place, letter: other, kind }) => {
      const at = place % letters.length;
      const wrong = letters.toSpliced(at, kind === "put in" ? 0 : 1, ...(kind === "left out" ? [] : [other]));
      fc.pre(![letters, wrong].some((spelling) => /(.)\1/.test(spelling.join(""))));
      const asked = new Set(ends(namePairsAsked({ family: wrong.join(""), given: "Nina" })));

      const held = ends(namePairs({ family: letters.join(""), given: "Nina" }));

      expect(held.length).toBeGreaterThan(0);
      expect(held.filter((key) => asked.has(key))).not.toEqual([]);
    }),
  );
});

/** Such as no habit of spelling reads together with another; doubled ones are read as one. */
const LETTERS = "abdgklmnv";

test("any text has at most 32 keys, none twice", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (family, given) => {
      const keys = namePairs({ family, given });

      expect(keys.length).toBeLessThanOrEqual(32);
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
});
