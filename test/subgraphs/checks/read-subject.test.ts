import fc from "fast-check";
import { expect, test } from "vitest";
import { readSubject } from "../../../subgraphs/checks/index.js";
import type { SubjectInput } from "../../../subgraphs/checks/index.js";

const nothing: SubjectInput = {
  names: [],
  nationalities: [],
  documents: [],
  vehicles: [],
  samples: [],
  asRead: false,
};

const PASSPORT = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10";

function faultsOf(input: Partial<SubjectInput>) {
  const reading = readSubject({ ...nothing, ...input });
  return reading.ok ? [] : reading.faults.map(({ code, path }) => [code, path]);
}

test("a machine-readable zone gives the name, date of birth, sex, nationality and document", () => {
  expect(readSubject({ ...nothing, mrz: PASSPORT })).toEqual({
    ok: true,
    subject: {
      names: [{ family: "ERIKSSON", given: "ANNA MARIA", original: null }],
      dateOfBirth: "1974-08-12",
      sex: "F",
      nationalities: ["UTO"],
      birthPlace: null,
      documents: [{ number: "L898902C3", issuingCountry: "UTO", type: "PASSPORT" }],
      vehicles: [],
      samples: [],
      asRead: false,
    },
  });
});

test("what the officer says goes before what the document says", () => {
  const reading = readSubject({
    ...nothing,
    mrz: PASSPORT,
    names: [{ family: "Ericson", given: "Anna" }],
    dateOfBirth: "1974",
    nationalities: ["SWE"],
  });

  expect(reading).toMatchObject({
    subject: {
      names: [
        { family: "Ericson", given: "Anna", original: null },
        { family: "ERIKSSON", given: "ANNA MARIA", original: null },
      ],
      dateOfBirth: "1974",
      nationalities: ["SWE"],
    },
  });
});

test("every fault is named with its path, all at once", () => {
  expect(
    faultsOf({
      mrz: PASSPORT.replace("L898902C36", "L898902C37"),
      names: [
        { family: "x".repeat(101), given: "" },
        { family: "123", given: "" },
      ],
      birthPlace: "12",
      vehicles: [{ vin: "1M8GDM9AXKP042789" }, { plate: "---" }, {}, { engineNumber: "?" }],
    }),
  ).toEqual([
    ["MRZ_CHECK_DIGIT", ["subject", "mrz"]],
    ["VIN_CHECK_DIGIT", ["subject", "vehicles", 0, "vin"]],
    ["INVALID_PLATE", ["subject", "vehicles", 1, "plate"]],
    ["EMPTY_VEHICLE", ["subject", "vehicles", 2]],
    ["INVALID_ENGINE_NUMBER", ["subject", "vehicles", 3, "engineNumber"]],
    ["NAME_TOO_LONG", ["subject", "names", 0, "family"]],
    ["INVALID_NAME", ["subject", "names", 1]],
    ["INVALID_PLACE", ["subject", "birthPlace"]],
  ]);
});

test("a misread number is searched as read when the officer says so, and the subject says it too", () => {
  const reading = readSubject({
    ...nothing,
    mrz: PASSPORT.replace("L898902C36", "L898902C37"),
    vehicles: [{ vin: "1M8GDM9AXKP042789" }],
    asRead: true,
  });

  expect(reading).toMatchObject({
    ok: true,
    subject: { asRead: true, documents: [{ number: "L898902C3" }], vehicles: [{ vin: "1M8GDM9AXKP042789" }] },
  });
});

test("a chassis number from before 1981 is kept as it is", () => {
  expect(readSubject({ ...nothing, vehicles: [{ vin: "1187654321" }] })).toMatchObject({
    ok: true,
    subject: { vehicles: [{ vin: "1187654321" }] },
  });
});

test("a date of birth alone is nothing to search by", () => {
  expect(faultsOf({ dateOfBirth: "1974-08-12", sex: "F" })).toEqual([["EMPTY_SUBJECT", ["subject"]]]);
});

test("long lists are refused", () => {
  const plate = { plate: "AB123CD" };

  expect(faultsOf({ vehicles: Array.from({ length: 11 }, () => plate) })).toEqual([
    ["TOO_MANY_VALUES", ["subject", "vehicles"]],
  ]);
});

test("no text makes it throw, and no fault repeats what was given", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 3 }), fc.boolean(), (text, asRead) => {
      const reading = readSubject({
        ...nothing,
        mrz: `<${text}>`,
        names: [{ family: text, given: text, original: text }],
        vehicles: [{ vin: `<${text}>`, plate: text, engineNumber: text }],
        asRead,
      });
      const said = reading.ok ? "" : reading.faults.map(({ message }) => message).join("\n");
      expect(said.includes(`<${text}>`)).toBe(false);
    }),
  );
});
