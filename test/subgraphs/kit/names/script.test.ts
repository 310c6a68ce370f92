import fc from "fast-check";
import { expect, test } from "vitest";
import { scriptOf } from "../../../../subgraphs/kit/names/script.js";

test.each([
  ["Müller", "LATIN"],
  ["Петренко Nina", "CYRILLIC"],
  ["王Wei", "LATIN"],
  ["王小明Wei", "LATIN"],
  ["王小明We", "HAN"],
  ["山田イワンー", "KANA"],
  ["አበበ", "OTHER"],
  ["12-34", null],
  ["", null],
])("%s is in the script of most of its letters", (text, script) => {
  expect(scriptOf(text)).toBe(script);
});

test("how letters are ordered says nothing about their script", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(scriptOf([...text].toReversed().join(""))).toBe(scriptOf(text));
    }),
  );
});
