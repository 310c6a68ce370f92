import type { FieldError } from "../errors.js";
import type { PersonName } from "./person-name.js";

const MOST_NAME_CHARACTERS = 100;

/**
 * What keeps a name that a client gave from being searched: `NAME_TOO_LONG` per part, `INVALID_NAME` where there is no
 * letter in it.
 */
export function nameFaults(name: PersonName, path: FieldError["path"]): readonly FieldError[] {
  const { family, given, original } = name;
  const parts = Object.entries({ family, given, original: original ?? "" });
  const tooLong = parts
    .filter(([, text]) => text.length > MOST_NAME_CHARACTERS)
    .map(([part]) => ({
      code: "NAME_TOO_LONG",
      path: [...path, part],
      message: `Give at most ${MOST_NAME_CHARACTERS} characters.`,
    }));
  const hasLetter = parts.some(([, text]) => /\p{L}/u.test(text));
  return hasLetter ? tooLong : [...tooLong, { code: "INVALID_NAME", path, message: "A name has at least one letter." }];
}
