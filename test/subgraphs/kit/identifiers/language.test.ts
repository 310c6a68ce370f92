import fc from "fast-check";
import { expect, test } from "vitest";
import { languageName, parseLanguage } from "../../../../subgraphs/kit/identifiers/language.js";
import { anyText } from "./any-text.js";

test.each([
  ["the bibliographic code", "ger", "ger"],
  ["the terminological code", "deu", "ger"],
  ["two letters", "DE", "ger"],
  ["capitals and blanks", " FRE ", "fre"],
  ["a language without two letters", "rom", "rom"],
])("a language is read from %s", (_, text, code) => {
  expect(parseLanguage(text)).toEqual({ ok: true, value: code });
});

test.each(["", "d", "qaa", "german", "xx", "ge r", "12"])("%j is no language", (text) => {
  expect(parseLanguage(text)).toEqual({
    ok: false,
    fault: { code: "INVALID_LANGUAGE", message: "Give a language by its ISO 639-2/B code of three letters." },
  });
});

test("a code has an English name, and a code that is not listed has none", () => {
  expect(languageName("fre")).toBe("French");
  expect(languageName("fra")).toBeNull();
});

test("no text makes the parser throw", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(() => parseLanguage(text)).not.toThrow();
    }),
  );
});
