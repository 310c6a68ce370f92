import { isInnerList, ParseError, parseDictionary, Token } from "structured-headers";
import type { BareItem, Dictionary } from "structured-headers";
import type { FieldError } from "../../subgraphs/kit/errors.js";

/** A complete one has some 150 to 350 characters. */
const MOST_CHARACTERS = 1_024;

/** A member that a header must have. */
export interface Member {
  readonly name: string;
  /** What may stand there, for a sentence. */
  readonly expected: string;
}

/**
 * A header that is a dictionary of RFC 8941 §3.2. Other members and parameters are ignored, as §1.2 asks, and of a member
 * given twice the last one counts.
 */
export class DictionaryHeader {
  readonly #name: string;
  readonly #dictionary: Dictionary;

  private constructor(name: string, dictionary: Dictionary) {
    this.#name = name;
    this.#dictionary = dictionary;
  }

  /** The dictionary, or what is wrong with the text. */
  static read(name: string, text: string): DictionaryHeader | FieldError {
    try {
      if (text.length <= MOST_CHARACTERS) return new DictionaryHeader(name, parseDictionary(text));
    } catch (error) {
      if (!(error instanceof ParseError)) throw error;
    }
    const message = `Write it as a dictionary of RFC 8941, of at most ${MOST_CHARACTERS} characters.`;
    return { code: "INVALID_DICTIONARY", path: [name], message };
  }

  value(member: Member): BareItem | undefined {
    const found = this.#dictionary.get(member.name);
    return found === undefined || isInnerList(found) ? undefined : found[0];
  }

  token(member: Member): string | undefined {
    const value = this.value(member);
    return value instanceof Token ? value.toString() : undefined;
  }

  /** What is said of a member that cannot be used: it is missing, or wrong. Its value is never repeated. */
  fault(member: Member): FieldError {
    return this.#dictionary.has(member.name) ? wrong(this.#name, member) : missing(this.#name, member);
  }
}

export function missing(header: string, { name, expected }: Member): FieldError {
  return { code: "MISSING_MEMBER", path: [header, name], message: `Add ${name}, ${expected}.` };
}

function wrong(header: string, { name, expected }: Member): FieldError {
  return { code: "INVALID_MEMBER", path: [header, name], message: `Correct ${name} to ${expected}.` };
}
