import { expect, test } from "vitest";
import { parseMrz } from "../../../../subgraphs/kit/identifiers/mrz.js";
import { ask } from "../fake-source.js";

const QUERY = `query ($mrz: String!, $asRead: Boolean! = false) {
  readMrz(mrz: $mrz, asRead: $asRead) {
    format documentCode documentType issuingCountry family given nameMayBeCut documentNumber nationality dateOfBirth sex
    expiry optionalData optionalData2 fields { field value check }
  }
}`;

/** ICAO 9303-4, Appendix B. */
const SPECIMEN = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";

test("a passport's zone is read whole, every field with its check", async () => {
  const answer = await ask([], { query: QUERY, variables: { mrz: SPECIMEN } });

  const read = parseMrz(SPECIMEN, { today: "2026-03-01" });
  expect(answer).toEqual({ data: { readMrz: read.ok && read.value } });
  expect(read.ok).toBe(true);
});

test("a check digit that does not match refuses the zone with a code, its path and no personal data", async () => {
  const answer = await ask([], { query: QUERY, variables: { mrz: SPECIMEN.replace("L898902C3", "L898902C8") } });

  const message = "The check digit of the document number does not match; read it again, or search it as read.";
  expect(answer.errors).toEqual([
    {
      message: `mrz: ${message}`,
      path: ["readMrz"],
      extensions: { code: "INVALID_INPUT", fields: [{ code: "MRZ_CHECK_DIGIT", path: ["mrz"], message }] },
    },
  ]);
});

test("the same zone is read all the same where the officer asks for it, and says which digits fail", async () => {
  const answer = await ask([], {
    query: `query ($mrz: String!) { readMrz(mrz: $mrz, asRead: true) { documentNumber fields { field check } } }`,
    variables: { mrz: SPECIMEN.replace("L898902C3", "L898902C8") },
  });

  expect(answer.data).toMatchObject({
    readMrz: {
      documentNumber: "L898902C8",
      fields: expect.arrayContaining([
        { field: "documentNumber", check: "INVALID" },
        { field: "composite", check: "INVALID" },
      ]),
    },
  });
});
