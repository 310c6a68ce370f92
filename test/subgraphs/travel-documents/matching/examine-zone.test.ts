import { expect, test } from "vitest";
import { parseMrz } from "../../../../subgraphs/kit/identifiers/mrz.js";
import { writeMrz } from "../../../../subgraphs/kit/identifiers/mrz-write.js";
import type { MrzContent } from "../../../../subgraphs/kit/identifiers/mrz-write.js";
import { examineZone } from "../../../../subgraphs/travel-documents/matching/examine-zone.js";

const TODAY = "2026-03-01";

const PASSPORT: MrzContent = {
  format: "TD3",
  documentCode: "P",
  issuingCountry: "FRA",
  family: "Martin",
  given: "Camille",
  documentNumber: "19AB12345",
  nationality: "FRA",
  dateOfBirth: "1990-06-14",
  sex: "F",
  expiry: "2031-01-09",
  optionalData: "",
  optionalData2: "",
};

function remarksOn(text: string) {
  const zone = parseMrz(text, { asRead: true, today: TODAY });
  if (!zone.ok) throw new Error(zone.fault.code);
  return examineZone(zone.value, TODAY).map(({ code, plausibility }) => [code, plausibility]);
}

test.each<[string, Partial<MrzContent>, readonly (readonly string[])[]]>([
  ["a passport like others", {}, []],
  ["an expired one", { expiry: "2026-02-28" }, [["EXPIRED", "UNUSUAL"]]],
  ["one that expires today", { expiry: "2026-03-01" }, []],
  ["one that is valid too long", { expiry: "2037-01-09" }, [["VALID_TOO_LONG", "UNUSUAL"]]],
  ["a card that is valid as long", { format: "TD1", documentCode: "ID", expiry: "2037-01-09" }, []],
  [
    "one that expires before the birth",
    { dateOfBirth: "2020-01-01", expiry: "2019-05-05" },
    [
      ["EXPIRES_BEFORE_BIRTH", "IMPOSSIBLE"],
      ["EXPIRED", "UNUSUAL"],
    ],
  ],
  ["one whose holder knows the year of birth alone", { dateOfBirth: "1990" }, [["BIRTH_UNKNOWN", "UNUSUAL"]]],
  ["a number of another kind", { documentNumber: "ABC123456" }, [["NUMBER_UNUSUAL", "UNUSUAL"]]],
  ["a diplomat's number of another kind", { documentCode: "PD", documentNumber: "ABC123456" }, []],
  ["a number of a state whose numbers we do not know", { issuingCountry: "ISL", documentNumber: "ABC123456" }, []],
  ["a refugee's", { issuingCountry: "SWE", nationality: "XXB", documentNumber: "ABC123456" }, []],
  ["one of the United Nations", { issuingCountry: "UNO", nationality: "XXX", documentNumber: "ABC123456" }, []],
  ["a British Overseas citizen's", { issuingCountry: "GBR", nationality: "GBO", documentNumber: "123456789" }, []],
  ["a specimen", { issuingCountry: "UTO" }, [["SPECIMEN", "IMPOSSIBLE"]]],
  ["one by a code for persons", { issuingCountry: "XXA" }, [["NOT_AN_ISSUER", "IMPOSSIBLE"]]],
])("%s", (_what, changes, remarks) => {
  expect(remarksOn(writeMrz({ ...PASSPORT, ...changes }))).toEqual(remarks);
});

test.each<[string, string, string, readonly (readonly string[])[]]>([
  ["a state that is no more", "P<FRA", "P<SUN", [["ISSUER_ENDED", "UNUSUAL"]]],
  ["a state that never was", "P<FRA", "P<QQQ", [["ISSUER_UNKNOWN", "IMPOSSIBLE"]]],
  ["a nationality that is no more", "4FRA", "4YUG", [["NATIONALITY_ENDED", "UNUSUAL"]]],
  ["a nationality that never was", "4FRA", "4QQQ", [["NATIONALITY_UNKNOWN", "IMPOSSIBLE"]]],
  ["a check digit that is wrong", "19AB12345", "19AB12346", [["CHECK_DIGIT_WRONG", "IMPOSSIBLE"]]],
])("%s", (_what, from, to, remarks) => {
  const text = writeMrz(PASSPORT);
  expect(text).toContain(from);

  expect(remarksOn(text.replace(from, to))).toEqual(remarks);
});
