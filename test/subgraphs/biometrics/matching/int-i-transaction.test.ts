import fc from "fast-check";
import { expect, test } from "vitest";
import {
  checkLetterOf,
  parseTcn,
  readTransaction,
} from "../../../../subgraphs/biometrics/matching/int-i-transaction.js";
import type { NistRecord, TextType } from "../../../../subgraphs/biometrics/matching/nist-file.js";

const TCN = "19125458357684J";
const ENVELOPE = { 2: "0500", 4: "CPS", 5: "20260131", 7: "XPO", 8: "FR", 9: TCN };

test("the specimen's number has the letter J, and keeps it", () => {
  expect(checkLetterOf("19125458357684")).toBe("J");
  expect(parseTcn(TCN)).toEqual({ ok: true, value: TCN });
});

test("a number of 14 digits has one letter alone", () => {
  fc.assert(
    fc.property(fc.nat({ max: 99_999_999_999_999 }), (number) => {
      const digits = String(number).padStart(14, "0");
      const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].filter((letter) => parseTcn(`${digits}${letter}`).ok);

      expect(letters).toEqual([checkLetterOf(digits)]);
    }),
  );
});

test("a wrong digit is found by the letter", () => {
  const wrong = Array.from(
    { length: 14 },
    (_, at) => `${TCN.slice(0, at)}${(Number(TCN[at]) + 1) % 10}${TCN.slice(at + 1)}`,
  );

  expect(wrong.map((tcn) => parseTcn(tcn))).toEqual(
    wrong.map(() => ({ ok: false, fault: expect.objectContaining({ code: "TCN_CHECK_LETTER" }) })),
  );
});

test("the envelope of a search is read", () => {
  expect(transaction(ENVELOPE, [2, 14])).toEqual({
    ok: true,
    value: { type: "CPS", tcn: TCN, answers: null, date: "2026-01-31", from: "FR", to: "XPO" },
  });
});

test.each<[string, readonly (TextType | 4)[]]>([
  ["ATP", [2, 4]],
  ["CPS", [2, 9]],
  ["NPS", [2, 15]],
  ["MPS", [2, 13]],
])("%s is a question over what it is about", (type, records) => {
  expect(transaction({ ...ENVELOPE, 4: type }, records)).toMatchObject({ ok: true, value: { type, answers: null } });
});

test.each(["SRE", "ERR"])("%s answers another transaction, and needs no print", (type) => {
  expect(transaction({ ...ENVELOPE, 4: type, 10: TCN }, [2])).toMatchObject({
    ok: true,
    value: { type, answers: TCN },
  });
});

test.each<[string, Readonly<Record<number, string>>, readonly (TextType | 4)[], string]>([
  ["another kind", { ...ENVELOPE, 4: "XYZ" }, [2, 14], "INVALID_TRANSACTION_TYPE"],
  ["a day that does not exist", { ...ENVELOPE, 5: "20260231" }, [2, 14], "INVALID_DATE"],
  ["no transaction number", { ...ENVELOPE, 9: "" }, [2, 14], "INVALID_TCN"],
  ["a number of 13 digits", { ...ENVELOPE, 9: TCN.slice(1) }, [2, 14], "INVALID_TCN"],
  ["a wrong letter", { ...ENVELOPE, 9: "19125458357684K" }, [2, 14], "TCN_CHECK_LETTER"],
  ["an answer to nothing", { ...ENVELOPE, 4: "SRE" }, [2], "INVALID_TRANSACTION"],
  ["an answer to a wrong number", { ...ENVELOPE, 4: "ERR", 10: "1" }, [2], "INVALID_TCN"],
  ["nobody to send it to", { ...ENVELOPE, 7: "" }, [2, 14], "INVALID_TRANSACTION"],
  ["a search without a print", ENVELOPE, [2], "TRANSACTION_RECORDS"],
  ["a search without a Type-2 record", ENVELOPE, [14], "TRANSACTION_RECORDS"],
  ["a latent search without a latent", { ...ENVELOPE, 4: "MPS" }, [2, 14], "TRANSACTION_RECORDS"],
  ["an enrolment of a latent", { ...ENVELOPE, 4: "ATP" }, [2, 13], "TRANSACTION_RECORDS"],
])("%s is a fault", (_name, envelope, records, code) => {
  expect(transaction(envelope, records)).toMatchObject({ ok: false, fault: { code } });
});

function transaction(envelope: Readonly<Record<number, string>>, types: readonly (TextType | 4)[]) {
  return readTransaction({ records: [recordOf(1, envelope), ...types.map((type) => recordOf(type, { 2: "01" }))] });
}

function recordOf(type: TextType | 4, items: Readonly<Record<number, string>>): NistRecord {
  if (type === 4) {
    const bytes = new Uint8Array(0);
    return { type, idc: 1, impression: 0, fingers: [1], resolution: 0, width: 1, height: 1, compression: 0, bytes };
  }
  const fields = Object.entries(items).map(([number, item]) => ({ number: Number(number), subfields: [[item]] }));
  return { type, fields, bytes: null };
}
