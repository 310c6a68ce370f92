import fc from "fast-check";
import { serializeDictionary, Token } from "structured-headers";
import { expect, test } from "vitest";
import { readJustification } from "../../../gateway/officer/read-justification.js";
import { AIMS, PURPOSES, SUBJECT_ROLES } from "../../../subgraphs/kit/authority/justification.js";
import { OFFENCES } from "../../../subgraphs/kit/authority/offence-table.js";
import { JUSTIFICATION } from "../../support/officers.js";

function faultsOf(header: string): unknown {
  try {
    return readJustification(header);
  } catch (error) {
    return error;
  }
}

const kebab = (word: string): Token => new Token(word.toLowerCase().replaceAll("_", "-"));
const reference = fc.stringMatching(/^[!-~]{1,64}$/);
const justification = fc.record({
  purpose: fc.constantFrom(...PURPOSES),
  caseReference: reference,
  offence: fc.constantFrom(...Object.keys(OFFENCES)),
  role: fc.constantFrom(...SUBJECT_ROLES),
  aim: fc.constantFrom(...AIMS),
  orderedBy: reference,
});

test("a complete dictionary is read", () => {
  expect(readJustification(JUSTIFICATION)).toEqual({
    purpose: "WANTED_SEARCH",
    caseReference: "2026/1234",
    offence: "ILM",
    role: "SUSPECT",
    aim: "IDENTIFY",
    orderedBy: "U-17",
  });
});

test("every justification comes back as it was written", () => {
  fc.assert(
    fc.property(justification, (written) => {
      const header = serializeDictionary({
        purpose: kebab(written.purpose),
        case: written.caseReference,
        offence: new Token(written.offence),
        role: kebab(written.role),
        aim: kebab(written.aim),
        "ordered-by": written.orderedBy,
      });

      expect(readJustification(header)).toEqual(written);
    }),
  );
});

test("other members and parameters are passed over, and of a member given twice the last one counts", () => {
  const header = `aim=known-person, ${JUSTIFICATION};note="x", colour=red`;

  expect(readJustification(header)).toEqual(readJustification(JUSTIFICATION));
});

test("each member that is missing or wrong is named with what to write, and its value is not repeated", () => {
  const error = faultsOf('purpose=curiosity, case="Anna Eriksson", offence=ZZZ, role="suspect", aim=(identify)');

  expect(error).toMatchObject({
    code: "JUSTIFICATION_REQUIRED",
    extensions: {
      fields: [
        { code: "INVALID_MEMBER", path: ["crosscheck-justification", "purpose"] },
        { code: "INVALID_MEMBER", path: ["crosscheck-justification", "case"] },
        { code: "INVALID_MEMBER", path: ["crosscheck-justification", "offence"] },
        { code: "INVALID_MEMBER", path: ["crosscheck-justification", "role"] },
        { code: "INVALID_MEMBER", path: ["crosscheck-justification", "aim"] },
        {
          code: "MISSING_MEMBER",
          path: ["crosscheck-justification", "ordered-by"],
          message:
            'Add ordered-by, a text in double quotes, 1 to 64 characters without spaces or accents: "2026/1234".',
        },
      ],
    },
  });
  expect(String(error)).not.toMatch(/curiosity|Eriksson|ZZZ/);
});

test.each([
  ["no dictionary", "purpose=="],
  ["letters beyond ASCII", 'case="Łódź"'],
  ["more than 1,024 characters", `${JUSTIFICATION}, note="${"x".repeat(1_024)}"`],
])("%s is refused as a whole", (_name, header) => {
  expect(faultsOf(header)).toMatchObject({
    code: "JUSTIFICATION_REQUIRED",
    message:
      "The header Crosscheck-Justification must be complete. Write it as a dictionary of RFC 8941, of at most 1024 characters.",
  });
});
