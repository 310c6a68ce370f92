import fc from "fast-check";
import { expect, test } from "vitest";
import {
  cleanDocumentNumber,
  confusionKey,
  isWithinOneEdit,
  numbersWithinOneEdit,
  parseDocumentNumber,
} from "../../../../subgraphs/kit/identifiers/document-number.js";
import { FUZZ_RUNS, LITTLE, Meter } from "../../../support/fuzz.js";
import { anyText } from "./any-text.js";

test.each([
  ["l898902-c3", "L898902C3"],
  ["  AB 12.34/56 ", "AB123456"],
  ["ＡＢ１２３４５", "AB12345"],
  ["№ 123456", "NO123456"],
])("the number %j is cleaned", (text, number) => {
  expect(parseDocumentNumber(text)).toEqual({ ok: true, value: number });
});

test.each([
  ["is too short once cleaned", "A-1-2-3"],
  ["is too long once cleaned", "A".repeat(26)],
  ["is too long as written", `AB12345${" ".repeat(40)}`],
  ["has Greek letters, which would vanish", "ΑΒ 123456"],
  ["has digits of another script", "AB123٤٥٦"],
  ["is empty", ""],
])("a number that %s is refused", (_, text) => {
  expect(parseDocumentNumber(text)).toEqual({
    ok: false,
    fault: {
      code: "INVALID_DOCUMENT_NUMBER",
      message: "Give a document number of 5 to 25 Latin letters and digits.",
    },
  });
});

test("characters that are taken for one another share a key", () => {
  expect(confusionKey("o0qd-1il-z2-s5-b8-g6-x")).toBe("000011122558866X");
});

test.each([
  ["the same", "AB12345", "AB12345", true],
  ["one character replaced", "AB12345", "AB92345", true],
  ["one added in the middle", "AB12345", "AB192345", true],
  ["one added at the end", "AB12345", "AB123456", true],
  ["one left out at the start", "AB12345", "B12345", true],
  ["two neighbours swapped", "AB12345", "AB21345", true],
  ["the last two swapped", "AB12345", "AB12354", true],
  ["two replaced", "AB12345", "AB99345", false],
  ["two swapped that are apart", "AB12345", "AB32145", false],
  ["one swapped pair and one replaced", "AB12345", "AB21349", false],
  ["two added", "AB12345", "AB1234567", false],
  ["nothing and one", "", "A", true],
  ["nothing and nothing", "", "", true],
])("two numbers, %s: %s and %s", (_, a, b, expected) => {
  expect([isWithinOneEdit(a, b), isWithinOneEdit(b, a)]).toEqual([expected, expected]);
});

test("one edit is found by trying every edit", () => {
  const short = fc.string({ unit: fc.constantFrom("A", "B", "1"), maxLength: 5 });

  fc.assert(
    fc.property(short, short, (a, b) => {
      expect(isWithinOneEdit(a, b)).toBe(a === b || everyEdit(a).has(b));
    }),
    { numRuns: 2000 },
  );
});

test("cleaning twice is cleaning once, and the key of the clean number is the key", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const clean = cleanDocumentNumber(text);
      expect(clean).toMatch(/^[A-Z0-9]*$/);
      expect(cleanDocumentNumber(clean)).toBe(clean);
      expect(confusionKey(clean)).toBe(confusionKey(text));
    }),
    { numRuns: FUZZ_RUNS },
  );
});

test("every text is a document number or a coded fault, at once and in little memory", () => {
  const meter = new Meter();

  fc.assert(
    fc.property(anyText, (text) => {
      const reading = meter.run(() => parseDocumentNumber(text));
      expect(reading.ok || reading.fault.code === "INVALID_DOCUMENT_NUMBER").toBe(true);
    }),
    { numRuns: FUZZ_RUNS },
  );

  expect(meter.taken).toEqual(LITTLE);
});

function everyEdit(text: string): ReadonlySet<string> {
  const places = Array.from({ length: text.length + 1 }, (_, at) => ({
    before: text.slice(0, at),
    behind: text.slice(at),
  }));
  return new Set(
    places.flatMap(({ before, behind }) => [
      ...["A", "B", "1"].flatMap((letter) => [before + letter + behind, before + letter + behind.slice(1)]),
      before + behind.slice(1),
      before + behind.charAt(1) + behind.charAt(0) + behind.slice(2),
    ]),
  );
}

test("the numbers within one edit are all of them and no other", () => {
  const near = numbersWithinOneEdit("AB-12");

  expect(near.every((number) => number !== "AB12" && isWithinOneEdit("AB12", number))).toBe(true);
  // 4 places by 35 others, 4 left out, 5 gaps by 36 less 4 that come out twice, 3 swapped.
  expect(new Set(near).size).toBe(140 + 4 + 176 + 3);
  expect(near).toHaveLength(new Set(near).size);
});
