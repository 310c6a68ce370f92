import { AIMS, justificationSchema, PURPOSES, SUBJECT_ROLES } from "../../subgraphs/kit/authority/justification.js";
import type { Justification } from "../../subgraphs/kit/authority/justification.js";
import { CrosscheckError } from "../../subgraphs/kit/errors.js";
import type { FieldError } from "../../subgraphs/kit/errors.js";
import { DictionaryHeader, missing } from "./dictionary-header.js";
import type { Member } from "./dictionary-header.js";

export const JUSTIFICATION_HEADER = "crosscheck-justification";

const REFERENCE = 'a text in double quotes, 1 to 64 characters without spaces or accents: "2026/1234"';

/** The member of the dictionary for each fact of a justification. */
const MEMBERS: Readonly<Record<keyof Justification, Member>> = {
  purpose: { name: "purpose", expected: `one of ${PURPOSES.map(kebab).join(", ")}` },
  caseReference: { name: "case", expected: REFERENCE },
  offence: { name: "offence", expected: "a code of INT-I's list of offences (OTY): ILM" },
  role: { name: "role", expected: `one of ${SUBJECT_ROLES.map(kebab).join(", ")}` },
  aim: { name: "aim", expected: `one of ${AIMS.map(kebab).join(", ")}` },
  orderedBy: { name: "ordered-by", expected: REFERENCE },
};

/** A question came without saying why. It names every member that is missing or wrong, and repeats no value. */
export class JustificationRequired extends CrosscheckError {
  constructor(fields: readonly FieldError[]) {
    const faults = fields.map(({ message }) => message).join(" ");
    super("JUSTIFICATION_REQUIRED", `The header Crosscheck-Justification must be complete. ${faults}`, { fields });
    this.name = "JustificationRequired";
  }

  static withoutHeader(): JustificationRequired {
    return new JustificationRequired(Object.values(MEMBERS).map((member) => missing(JUSTIFICATION_HEADER, member)));
  }
}

/**
 * Reads `purpose=wanted-search, case="2026/1234", offence=ILM, role=suspect, aim=identify, ordered-by="U-17"`.
 * @throws JustificationRequired
 */
export function readJustification(text: string): Justification {
  const header = DictionaryHeader.read(JUSTIFICATION_HEADER, text);
  if (!(header instanceof DictionaryHeader)) throw new JustificationRequired([header]);
  const result = justificationSchema.safeParse({
    purpose: wordOf(header.token(MEMBERS.purpose), PURPOSES),
    caseReference: header.value(MEMBERS.caseReference),
    offence: header.token(MEMBERS.offence),
    role: wordOf(header.token(MEMBERS.role), SUBJECT_ROLES),
    aim: wordOf(header.token(MEMBERS.aim), AIMS),
    orderedBy: header.value(MEMBERS.orderedBy),
  });
  if (result.success) return result.data;
  const faulty = new Set(result.error.issues.map(({ path }) => path[0]));
  throw new JustificationRequired(
    Object.entries(MEMBERS)
      .filter(([fact]) => faulty.has(fact))
      .map(([, member]) => header.fault(member)),
  );
}

function wordOf<T extends string>(token: string | undefined, words: readonly T[]): T | undefined {
  return words.find((word) => kebab(word) === token);
}

/** `WANTED_SEARCH` as a dictionary has it: `wanted-search`. */
function kebab(word: string): string {
  return word.toLowerCase().replaceAll("_", "-");
}
