import fc from "fast-check";
import { expect, test } from "vitest";
import { SPECIAL_CODES, ISO_COUNTRIES } from "../../../../subgraphs/kit/identifiers/country-table.js";
import { parseMrz } from "../../../../subgraphs/kit/identifiers/mrz.js";
import { writeMrz } from "../../../../subgraphs/kit/identifiers/mrz-write.js";
import type { MrzContent } from "../../../../subgraphs/kit/identifiers/mrz-write.js";
import { FUZZ_RUNS } from "../../../support/fuzz.js";

const TODAY = "2026-03-01";

const ANNA: MrzContent = {
  format: "TD3",
  documentCode: "P",
  issuingCountry: "UTO",
  family: "ERIKSSON",
  given: "ANNA MARIA",
  documentNumber: "L898902C3",
  nationality: "UTO",
  dateOfBirth: "1974-08-12",
  sex: "F",
  expiry: "2012-04-15",
  optionalData: "ZE184226B",
};

test("the specimens are written letter by letter", () => {
  const card: MrzContent = { ...ANNA, format: "TD2", documentCode: "I", documentNumber: "D23145890", optionalData: "" };
  const small: MrzContent = { ...card, format: "TD1" };
  const peter: MrzContent = {
    ...card,
    format: "TD1",
    family: "Stevenson",
    given: "Peter John",
    documentNumber: "D23145890734",
    dateOfBirth: "1934-07-12",
    sex: "M",
    expiry: "1995-07-12",
  };

  expect([ANNA, card, small, peter].map(writeMrz)).toEqual([
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10",
    "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6",
    "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<",
    "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<",
  ]);
});

test("Germany is written with one letter, an unknown sex and unknown parts of a date with fillers", () => {
  const text = writeMrz({ ...ANNA, issuingCountry: "DEU", nationality: "DEU", sex: "X", dateOfBirth: "1974" });

  expect(text).toMatch(/^P<D<<ERIKSSON<<ANNA<MARIA<{19}\nL898902C36D<<74<<<<[0-9]<120415/);
});

test.each([
  ["a long number in a passport", { documentNumber: "L898902C34" }],
  [
    "too long a number for a card",
    { format: "TD1", documentCode: "I", documentNumber: "A".repeat(23), optionalData: "" },
  ],
  ["too long a personal number", { optionalData: "A".repeat(15) }],
  ["a visa that is no visa", { format: "MRV_A" }],
  ["a passport that is a visa", { documentCode: "V" }],
] satisfies readonly (readonly [string, Partial<MrzContent>])[])("%s is not written", (_, change) => {
  expect(() => writeMrz({ ...ANNA, ...change })).toThrow(RangeError);
});

const LETTERS = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
const LETTERS_AND_DIGITS = [...LETTERS, ...Array.from("0123456789")];

const word = fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 1, maxLength: 6 });
const country = fc.constantFrom(...[...ISO_COUNTRIES, ...SPECIAL_CODES].map(({ alpha3 }) => alpha3));

const holder = {
  issuingCountry: country,
  family: fc.array(word, { minLength: 1, maxLength: 2 }).map((words) => words.join(" ")),
  given: fc.array(word, { maxLength: 2 }).map((words) => words.join(" ")),
  nationality: country,
  dateOfBirth: partialDate("1926-03-02", TODAY),
  sex: fc.constantFrom("M", "F", "X"),
  expiry: partialDate("1977-01-01", "2076-03-01"),
};

const documents = {
  TD1: document("TD1", ["I", "AC", "ID"], { number: 15, optional: 7, optional2: 11 }),
  TD2: document("TD2", ["I", "P", "C"], { number: 9, optional: 7, optional2: 0 }),
  TD2_LONG: document("TD2", ["I"], { number: 14, optional: 0, optional2: 0 }),
  TD3: document("TD3", ["P", "PD"], { number: 9, optional: 14, optional2: 0 }),
  MRV_A: document("MRV_A", ["V", "VC"], { number: 9, optional: 16, optional2: 0 }),
  MRV_B: document("MRV_B", ["V"], { number: 9, optional: 8, optional2: 0 }),
};

test.each(Object.entries(documents))("what is written for %s is read again", (_, content) => {
  fc.assert(
    fc.property(content, (written) => {
      expect(parseMrz(writeMrz(written), { today: TODAY })).toEqual({
        ok: true,
        value: expect.objectContaining(written),
      });
    }),
    { numRuns: FUZZ_RUNS },
  );
});

test.each(Object.entries(documents))("a digit misread in a checked date of %s is always noticed", (_, content) => {
  fc.assert(
    fc.property(content, fc.integer({ min: 1, max: 9 }), (written, shift) => {
      const text = writeMrz({ ...written, dateOfBirth: "1974-08-12" });
      const misread = text.replace("740812", `7408${String(10 + ((2 + shift) % 10))}`);
      expect(parseMrz(misread)).toEqual({ ok: false, fault: expect.objectContaining({ code: "MRZ_CHECK_DIGIT" }) });
    }),
  );
});

function document(
  format: MrzContent["format"],
  codes: readonly string[],
  most: { readonly number: number; readonly optional: number; readonly optional2: number },
) {
  return fc.record({
    ...holder,
    format: fc.constant(format),
    documentCode: fc.constantFrom(...codes),
    documentNumber: characters(5, most.number),
    optionalData: characters(0, most.optional),
    optionalData2: characters(0, most.optional2),
  });
}

function characters(minLength: number, maxLength: number) {
  return fc.string({ unit: fc.constantFrom(...LETTERS_AND_DIGITS), minLength, maxLength });
}

/** Complete dates between the two, months and years that begin between them, and null. */
function partialDate(from: string, to: string) {
  const day = fc.date({ min: new Date(from), max: new Date(to), noInvalidDate: true });
  const length = fc.constantFrom(10, 10, 7, 4);
  const known = fc.tuple(day, length).map(([date, size]) => date.toISOString().slice(0, size));
  return fc.option(
    known.filter((date) => `${date}-01-01`.slice(0, 10) >= from),
    { nil: null },
  );
}
