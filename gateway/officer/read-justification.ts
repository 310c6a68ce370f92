import { isInnerList, ParseError, parseDictionary, Token } from "structured-headers";
import type { BareItem, Dictionary } from "structured-headers";
import { AIMS, justificationSchema, PURPOSES, SUBJECT_ROLES } from "../../subgraphs/kit/authority/justification.js";
import type { Justification } from "../../subgraphs/kit/authority/justification.js";
import { CrosscheckError } from "../../subgraphs/kit/errors.js";
import type { FieldError } from "../../subgraphs/kit/errors.js";

export const JUSTIFICATION_HEADER = "crosscheck-justification";

/** A complete one has about 150 characters. */
const MOST_CHARACTERS = 1_024;

const REFERENCE = 'a text in double quotes, 1 to 64 characters without spaces or accents: "2026/1234"';

interface Member {
  readonly name: string;
  /** What may stand there, for a sentence. */
  readonly expected: string;
}

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
    return new JustificationRequired(Object.values(MEMBERS).map(missing));
  }
}

/**
 * Reads `purpose=wanted-search, case="2026/1234", offence=ILM, role=suspect, aim=identify, ordered-by="U-17"`, a dictionary
 * of RFC 8941 §3.2. Other members and parameters are ignored, as §1.2 asks, and of a member given twice the last one counts.
 * @throws JustificationRequired
 */
export function readJustification(header: string): Justification {
  const dictionary = readDictionary(header);
  const result = justificationSchema.safeParse({
    purpose: wordOf(valueOf(dictionary, MEMBERS.purpose.name), PURPOSES),
    caseReference: valueOf(dictionary, MEMBERS.caseReference.name),
    offence: tokenOf(valueOf(dictionary, MEMBERS.offence.name)),
    role: wordOf(valueOf(dictionary, MEMBERS.role.name), SUBJECT_ROLES),
    aim: wordOf(valueOf(dictionary, MEMBERS.aim.name), AIMS),
    orderedBy: valueOf(dictionary, MEMBERS.orderedBy.name),
  });
  if (result.success) return result.data;
  const faulty = new Set(result.error.issues.map(({ path }) => path[0]));
  throw new JustificationRequired(
    Object.entries(MEMBERS)
      .filter(([fact]) => faulty.has(fact))
      .map(([, member]) => (dictionary.has(member.name) ? wrong(member) : missing(member))),
  );
}

function readDictionary(header: string): Dictionary {
  try {
    if (header.length <= MOST_CHARACTERS) return parseDictionary(header);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
  }
  throw new JustificationRequired([
    {
      code: "INVALID_DICTIONARY",
      path: [JUSTIFICATION_HEADER],
      message: `Write it as a dictionary of RFC 8941, of at most ${MOST_CHARACTERS} characters.`,
    },
  ]);
}

function missing({ name, expected }: Member): FieldError {
  return { code: "MISSING_MEMBER", path: [JUSTIFICATION_HEADER, name], message: `Add ${name}, ${expected}.` };
}

function wrong({ name, expected }: Member): FieldError {
  return { code: "INVALID_MEMBER", path: [JUSTIFICATION_HEADER, name], message: `Correct ${name} to ${expected}.` };
}

function valueOf(dictionary: Dictionary, name: string): BareItem | undefined {
  const member = dictionary.get(name);
  return member === undefined || isInnerList(member) ? undefined : member[0];
}

function tokenOf(value: BareItem | undefined): string | undefined {
  return value instanceof Token ? value.toString() : undefined;
}

function wordOf<T extends string>(value: BareItem | undefined, words: readonly T[]): T | undefined {
  return words.find((word) => kebab(word) === tokenOf(value));
}

/** `WANTED_SEARCH` as a dictionary has it: `wanted-search`. */
function kebab(word: string): string {
  return word.toLowerCase().replaceAll("_", "-");
}
