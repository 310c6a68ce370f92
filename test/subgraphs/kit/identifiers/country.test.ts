import fc from "fast-check";
import { expect, test } from "vitest";
import { ISO_COUNTRIES, SPECIAL_CODES } from "../../../../subgraphs/kit/identifiers/country-table.js";
import { countryName, parseCountry } from "../../../../subgraphs/kit/identifiers/country.js";
import { anyText } from "./any-text.js";

test.each([
  ["alpha-3", "FRA", "FRA"],
  ["alpha-2", "fr", "FRA"],
  ["small letters and blanks around", " fra ", "FRA"],
  ["Germany's letter", "D", "DEU"],
  ["Germany's letter with its fillers", "d<<", "DEU"],
  ["Germany's alpha-3", "DEU", "DEU"],
  ["an organisation", "XPO", "XPO"],
  ["the United Nations by two letters", "UN", "UNO"],
  ["Kosovo in the European Union", "XK", "XXK"],
  ["a status", "XXA", "XXA"],
  ["Utopia", "UTO", "UTO"],
])("a country is read from %s", (_, text, code) => {
  expect(parseCountry(text)).toEqual({ ok: true, value: code });
});

test.each(["", "F", "ZZ", "ZZZ", "FRAN", "D<A", "FR<", "ſr", "25", "F R"])("%j is no country", (text) => {
  expect(parseCountry(text)).toEqual({
    ok: false,
    fault: {
      code: "INVALID_COUNTRY",
      message: "Give a country by its ISO 3166-1 code, or an organisation by its ICAO code.",
    },
  });
});

test("the table has the 249 countries of ISO 3166-1, every code once", () => {
  const entries = [...ISO_COUNTRIES, ...SPECIAL_CODES];
  const alpha2 = entries.flatMap((entry) => entry.alpha2 ?? []);

  expect(ISO_COUNTRIES).toHaveLength(249);
  expect(new Set(entries.map((entry) => entry.alpha3)).size).toBe(entries.length);
  expect(new Set(alpha2).size).toBe(alpha2.length);
});

test("every code of the table is read as itself", () => {
  const codes = [...ISO_COUNTRIES, ...SPECIAL_CODES].map((entry) => entry.alpha3);

  expect(codes.map(parseCountry)).toEqual(codes.map((value) => ({ ok: true, value })));
});

test("a code has an English name, and a code that is not listed has none", () => {
  expect(countryName("CIV")).toBe("Côte d’Ivoire");
  expect(countryName("XPO")).toBe("International Criminal Police Organization (INTERPOL)");
  expect(countryName("ZZZ")).toBeNull();
});

test("no text makes the parser throw", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(() => parseCountry(text)).not.toThrow();
    }),
  );
});
