import { expect, test } from "vitest";
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

  expect(answer).toEqual({
    data: {
      readMrz: {
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
    },
  });
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
