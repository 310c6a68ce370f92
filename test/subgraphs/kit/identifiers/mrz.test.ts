import fc from "fast-check";
import { expect, test } from "vitest";
import { countryName } from "../../../../subgraphs/kit/identifiers/country.js";
import { mrzCheckDigit } from "../../../../subgraphs/kit/identifiers/mrz-check-digit.js";
import { parseMrz } from "../../../../subgraphs/kit/identifiers/mrz.js";
import type { Mrz, MrzField } from "../../../../subgraphs/kit/identifiers/mrz.js";
import type { Parsed } from "../../../../subgraphs/kit/parsed.js";
import { FUZZ_RUNS, LITTLE, Meter } from "../../../support/fuzz.js";
import { anyText } from "./any-text.js";

const TODAY = "2026-03-01";

/** The specimens of ICAO 9303-4, 9303-5, 9303-6 and 9303-7. */
const TD3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";
const TD2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6";
const TD1 = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<";
const TD1_LONG = "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<";
const MRV_A = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<";
const MRV_B = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<";

test("the specimen passport is read", () => {
  expect(parseMrz(TD3, { today: TODAY })).toEqual({
    ok: true,
    value: {
      format: "TD3",
      documentCode: "P",
      documentType: "PASSPORT",
      issuingCountry: "UTO",
      family: "ERIKSSON",
      given: "ANNA MARIA",
      nameMayBeCut: false,
      documentNumber: "L898902C3",
      nationality: "UTO",
      dateOfBirth: "1974-08-12",
      sex: "F",
      expiry: "2012-04-15",
      optionalData: "ZE184226B",
      optionalData2: "",
      fields: [
        { field: "documentCode", value: "P<", check: "NOT_CHECKED" },
        { field: "issuingCountry", value: "UTO", check: "NOT_CHECKED" },
        { field: "names", value: "ERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", check: "NOT_CHECKED" },
        { field: "documentNumber", value: "L898902C3", check: "VALID" },
        { field: "nationality", value: "UTO", check: "NOT_CHECKED" },
        { field: "dateOfBirth", value: "740812", check: "VALID" },
        { field: "sex", value: "F", check: "NOT_CHECKED" },
        { field: "expiry", value: "120415", check: "VALID" },
        { field: "optionalData", value: "ZE184226B<<<<<", check: "VALID" },
        { field: "composite", value: "0", check: "VALID" },
      ],
    },
  });
});

test("the specimen card of the larger size is read", () => {
  expect(parseMrz(TD2, { today: TODAY })).toEqual({
    ok: true,
    value: {
      format: "TD2",
      documentCode: "I",
      documentType: "ID_CARD",
      issuingCountry: "UTO",
      family: "ERIKSSON",
      given: "ANNA MARIA",
      nameMayBeCut: false,
      documentNumber: "D23145890",
      nationality: "UTO",
      dateOfBirth: "1974-08-12",
      sex: "F",
      expiry: "2012-04-15",
      optionalData: "",
      optionalData2: "",
      fields: [
        { field: "documentCode", value: "I<", check: "NOT_CHECKED" },
        { field: "issuingCountry", value: "UTO", check: "NOT_CHECKED" },
        { field: "names", value: "ERIKSSON<<ANNA<MARIA<<<<<<<<<<<", check: "NOT_CHECKED" },
        { field: "documentNumber", value: "D23145890", check: "VALID" },
        { field: "nationality", value: "UTO", check: "NOT_CHECKED" },
        { field: "dateOfBirth", value: "740812", check: "VALID" },
        { field: "sex", value: "F", check: "NOT_CHECKED" },
        { field: "expiry", value: "120415", check: "VALID" },
        { field: "optionalData", value: "<<<<<<<", check: "NOT_CHECKED" },
        { field: "composite", value: "6", check: "VALID" },
      ],
    },
  });
});

test("the specimen card is read", () => {
  expect(valueOf(parseMrz(TD1, { today: TODAY }))).toEqual({
    ...valueOf(parseMrz(TD2, { today: TODAY })),
    format: "TD1",
    fields: [
      { field: "documentCode", value: "I<", check: "NOT_CHECKED" },
      { field: "issuingCountry", value: "UTO", check: "NOT_CHECKED" },
      { field: "names", value: "ERIKSSON<<ANNA<MARIA<<<<<<<<<<", check: "NOT_CHECKED" },
      { field: "documentNumber", value: "D23145890", check: "VALID" },
      { field: "nationality", value: "UTO", check: "NOT_CHECKED" },
      { field: "dateOfBirth", value: "740812", check: "VALID" },
      { field: "sex", value: "F", check: "NOT_CHECKED" },
      { field: "expiry", value: "120415", check: "VALID" },
      { field: "optionalData", value: "<<<<<<<<<<<<<<<", check: "NOT_CHECKED" },
      { field: "optionalData2", value: "<<<<<<<<<<<", check: "NOT_CHECKED" },
      { field: "composite", value: "6", check: "VALID" },
    ],
  });
});

test("a document number that runs on in the optional data is put together", () => {
  expect(parseMrz(TD1_LONG, { today: TODAY })).toEqual({
    ok: true,
    value: {
      format: "TD1",
      documentCode: "I",
      documentType: "ID_CARD",
      issuingCountry: "UTO",
      family: "STEVENSON",
      given: "PETER JOHN",
      nameMayBeCut: false,
      documentNumber: "D23145890734",
      nationality: "UTO",
      dateOfBirth: "1934-07-12",
      sex: "M",
      expiry: "1995-07-12",
      optionalData: "",
      optionalData2: "",
      fields: [
        { field: "documentCode", value: "I<", check: "NOT_CHECKED" },
        { field: "issuingCountry", value: "UTO", check: "NOT_CHECKED" },
        { field: "names", value: "STEVENSON<<PETER<JOHN<<<<<<<<<", check: "NOT_CHECKED" },
        { field: "documentNumber", value: "D23145890734", check: "VALID" },
        { field: "nationality", value: "UTO", check: "NOT_CHECKED" },
        { field: "dateOfBirth", value: "340712", check: "VALID" },
        { field: "sex", value: "M", check: "NOT_CHECKED" },
        { field: "expiry", value: "950712", check: "VALID" },
        { field: "optionalData", value: "<<<<<<<<<<", check: "NOT_CHECKED" },
        { field: "optionalData2", value: "<<<<<<<<<<<", check: "NOT_CHECKED" },
        { field: "composite", value: "2", check: "VALID" },
      ],
    },
  });
});

test("the specimen visas are read as visas, without a composite check", () => {
  const visa = {
    documentCode: "V",
    documentType: "VISA",
    issuingCountry: "UTO",
    family: "ERIKSSON",
    given: "ANNA MARIA",
    nameMayBeCut: false,
    documentNumber: "L8988901C",
    nationality: "XXX",
    dateOfBirth: "1940-09-07",
    sex: "F",
    expiry: "1996-12-10",
    optionalData2: "",
  };
  expect([parseMrz(MRV_A, { today: TODAY }), parseMrz(MRV_B, { today: TODAY })]).toEqual([
    {
      ok: true,
      value: {
        ...visa,
        format: "MRV_A",
        optionalData: "6ZE184226B",
        fields: visaFields("ERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "6ZE184226B<<<<<<"),
      },
    },
    {
      ok: true,
      value: {
        ...visa,
        format: "MRV_B",
        optionalData: "",
        fields: visaFields("ERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "<<<<<<<<"),
      },
    },
  ]);
});

test.each([
  ["lines joined together", (text: string) => text.replaceAll("\n", "")],
  ["small letters", (text: string) => text.toLowerCase()],
  ["blanks inside and around", (text: string) => `\n ${text.replaceAll("<<", " <<\t")} \r\n\r\n`],
  ["a blank in place of the line break", (text: string) => text.replaceAll("\n", " ")],
])("a zone with %s reads the same", (_, change) => {
  const specimens = [TD3, TD2, TD1, TD1_LONG, MRV_A, MRV_B];

  const changed = specimens.map((text) => parseMrz(change(text), { today: TODAY }));

  expect(changed).toEqual(specimens.map((text) => parseMrz(text, { today: TODAY })));
});

test.each([
  ["is empty", ""],
  ["is blank", " \n "],
  ["is one character short", TD3.slice(0, -1)],
  ["is one character long", `${TD3}0`],
  ["has lines of 43 and 45 characters", TD3.replace("<\nL", "\nL<")],
  ["has a character of no zone", TD3.replace("ANNA", "ANN*")],
  ["has a letter of another script", TD3.replace("ANNA", "ANNА")],
  ["has a letter that becomes two capitals", TD3.replace("SS", "ß")],
  ["is a visa of the measures of a card", TD1.replace("I<", "V<")],
  ["is endless", TD3.repeat(1000)],
])("a zone that %s is refused, even as read", (_, text) => {
  const refused = {
    ok: false,
    fault: {
      code: "INVALID_MRZ",
      message: "Give the whole zone: three lines of 30 characters, or two lines of 36 or 44.",
    },
  };

  expect([parseMrz(text), parseMrz(text, { asRead: true })]).toEqual([refused, refused]);
});

test.each([
  ["check digit of the document number does", "L898902C3", "L898902C8", ["documentNumber", "composite"]],
  ["check digit of the date of birth does", "740812", "740817", ["dateOfBirth", "composite"]],
  ["check digit of the date of expiry does", "120415", "120416", ["expiry", "composite"]],
  ["check digit of the personal number does", "ZE184226B", "ZE184226C", ["optionalData", "composite"]],
  ["check digit of the whole zone does", "<<<<<10", "<<<<<11", ["composite"]],
  [
    "check digits of the document number and the date of birth do",
    "L898902C36UTO740812",
    "L898902C86UTO740813",
    ["documentNumber", "dateOfBirth", "composite"],
  ],
])("a passport is refused because the %s not match, and passes as read", (claim, right, wrong, invalid) => {
  const text = TD3.replace(right, wrong);

  expect(parseMrz(text, { today: TODAY })).toEqual({
    ok: false,
    fault: {
      code: "MRZ_CHECK_DIGIT",
      message: `The ${claim} not match; read it again, or search it as read.`,
    },
  });
  expect(invalidFields(parseMrz(text, { asRead: true, today: TODAY }))).toEqual(invalid);
});

test("an empty personal number has the check digit 0 or a filler", () => {
  const zero = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159<<<<<<<<<<<<<<08";
  const filler = `${zero.slice(0, -2)}<8`;

  const checks = [zero, filler].map((text) => fieldOf(parseMrz(text, { today: TODAY }), "optionalData"));

  expect(checks).toEqual([
    { field: "optionalData", value: "<<<<<<<<<<<<<<", check: "VALID" },
    { field: "optionalData", value: "<<<<<<<<<<<<<<", check: "NOT_CHECKED" },
  ]);
});

test("Germany's letter reads DEU, and a state that is no more stays as the zone has it", () => {
  const german = valueOf(parseMrz(TD2.replace("I<UTO", "IDD<<").replace("7UTO", "7D<<"), { today: TODAY }));
  const soviet = parseMrz(TD2.replace("I<UTO", "I<SUN"), { today: TODAY });

  expect([german.documentCode, german.issuingCountry, german.nationality]).toEqual(["ID", "DEU", "DEU"]);
  expect([valueOf(soviet).issuingCountry, invalidFields(soviet)]).toEqual(["SUN", ["issuingCountry"]]);
});

test.each([
  ["GBD", "British Overseas Territories Citizen"],
  ["GBN", "British National (Overseas)"],
  ["GBO", "British Overseas Citizen"],
  ["GBP", "British Protected Person"],
  ["GBS", "British Subject"],
  ["RKS", "Republic of Kosovo"],
  ["XXK", "Kosovo (temporary code used in the European Union)"],
  ["EUE", "European Union"],
  ["UNO", "United Nations Organization or one of its officials"],
  ["UNA", "United Nations specialized agency or one of its officials"],
  ["UNK", "Resident of Kosovo with a travel document of the United Nations (UNMIK)"],
  ["XOM", "Sovereign Military Order of Malta or one of its emissaries"],
  ["XPO", "International Criminal Police Organization (INTERPOL)"],
  ["XXA", "Stateless person (1954 Convention, article 1)"],
  ["XXB", "Refugee (1951 Convention, article 1, as amended by the 1967 Protocol)"],
  ["XXC", "Refugee, other than XXB"],
  ["XXX", "Person of unspecified nationality"],
  ["ANT", "Netherlands Antilles (until 2010)"],
  ["UTO", "Utopia (specimens only)"],
])("the code %s of no country is read in both places: %s", (code, name) => {
  const reading = parseMrz(TD2.replace("I<UTO", `I<${code}`).replace("7UTO", `7${code}`), { today: TODAY });

  expect([valueOf(reading).issuingCountry, valueOf(reading).nationality]).toEqual([code, code]);
  expect([invalidFields(reading), countryName(code)]).toEqual([[], name]);
});

test.each([
  ["74<<<<", "1974"],
  ["7408<<", "1974-08"],
  ["<<<<<<", null],
  ["740800", "1974-08"],
])("a date of birth that is known in part, %s, is read so", (written, date) => {
  const digit = String(mrzCheckDigit(written));
  const visa = MRV_B.replace("4009078F", `${written}${digit}F`);

  const reading = parseMrz(visa, { today: TODAY });

  expect([valueOf(reading).dateOfBirth, invalidFields(reading)]).toEqual([date, []]);
});

test("what a field cannot mean is reported in the field and does not refuse the zone", () => {
  const birth = `741332${String(mrzCheckDigit("741332"))}`;
  const visa = MRV_B.replace("4009078F", `${birth}K`).replace("ANNA", "ANN4");

  const reading = parseMrz(visa, { today: TODAY });

  expect(invalidFields(reading)).toEqual(["names", "dateOfBirth", "sex"]);
  expect([valueOf(reading).dateOfBirth, valueOf(reading).sex]).toEqual([null, "X"]);
});

test.each([
  ["P<", "PASSPORT"],
  ["PD", "PASSPORT"],
  ["I<", "ID_CARD"],
  ["AR", "ID_CARD"],
  ["C<", "ID_CARD"],
  ["AC", "CREW_CERTIFICATE"],
  ["X<", "OTHER"],
  ["1<", "OTHER"],
])("the document code %s is a %s", (code, documentType) => {
  expect(valueOf(parseMrz(TD2.replace("I<", code), { today: TODAY })).documentType).toBe(documentType);
});

test("the check digits of the norm's examples are worked out", () => {
  expect(["520727", "AB2134<<<", "D23145890734", "<<<<<<"].map(mrzCheckDigit)).toEqual([3, 5, 9, 0]);
});

test("a digit misread as another always breaks its check digit", () => {
  const digits = fc.string({ unit: fc.constantFrom(...Array.from("0123456789")), minLength: 1, maxLength: 14 });

  fc.assert(
    fc.property(digits, fc.nat(), fc.integer({ min: 1, max: 9 }), (field, place, shift) => {
      const at = place % field.length;
      const misread = field.slice(0, at) + String((Number(field.charAt(at)) + shift) % 10) + field.slice(at + 1);
      expect(mrzCheckDigit(misread)).not.toBe(mrzCheckDigit(field));
    }),
  );
});

test("whatever is misread in a specimen, the zone is read or refused with a code, in no time", () => {
  const specimen = fc.constantFrom(TD3, TD2, TD1, TD1_LONG, MRV_A, MRV_B);
  const misreading = fc.tuple(
    fc.nat(95),
    fc.nat(2),
    anyText.map((text) => text.slice(0, 3)),
  );
  const meter = new Meter();

  fc.assert(
    fc.property(specimen, fc.array(misreading, { minLength: 1, maxLength: 4 }), fc.boolean(), (zone, steps, asRead) => {
      const text = steps.reduce<string>(
        (one, [at, left, more]) => one.slice(0, at) + more + one.slice(at + left),
        zone,
      );
      const reading = meter.run(() => parseMrz(text, { asRead, today: TODAY }));
      expect(reading.ok || ["INVALID_MRZ", "MRZ_CHECK_DIGIT"].includes(reading.fault.code)).toBe(true);
      expect(!reading.ok && asRead && reading.fault.code === "MRZ_CHECK_DIGIT").toBe(false);
    }),
    { numRuns: FUZZ_RUNS },
  );

  expect(meter.taken).toEqual(LITTLE);
});

test("no text makes the parser throw or take long, and no fault repeats it", () => {
  const meter = new Meter();

  fc.assert(
    fc.property(anyText, fc.boolean(), (text, asRead) => {
      const reading = meter.run(() => parseMrz(text, { asRead }));
      expect(reading.ok || !reading.fault.message.includes(text) || text.length < 9).toBe(true);
    }),
    { numRuns: FUZZ_RUNS },
  );
});

function valueOf(reading: Parsed<Mrz>): Mrz {
  if (reading.ok) return reading.value;
  throw new Error(reading.fault.code);
}

function fieldOf(reading: Parsed<Mrz>, name: MrzField["field"]): MrzField | undefined {
  return valueOf(reading).fields.find(({ field }) => field === name);
}

function invalidFields(reading: Parsed<Mrz>): readonly string[] {
  return valueOf(reading)
    .fields.filter(({ check }) => check === "INVALID")
    .map(({ field }) => field);
}

function visaFields(names: string, optionalData: string): readonly MrzField[] {
  return [
    { field: "documentCode", value: "V<", check: "NOT_CHECKED" },
    { field: "issuingCountry", value: "UTO", check: "NOT_CHECKED" },
    { field: "names", value: names, check: "NOT_CHECKED" },
    { field: "documentNumber", value: "L8988901C", check: "VALID" },
    { field: "nationality", value: "XXX", check: "NOT_CHECKED" },
    { field: "dateOfBirth", value: "400907", check: "VALID" },
    { field: "sex", value: "F", check: "NOT_CHECKED" },
    { field: "expiry", value: "961210", check: "VALID" },
    { field: "optionalData", value: optionalData, check: "NOT_CHECKED" },
  ];
}
