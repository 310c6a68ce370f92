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

/** The same of a place of birth: `PLACE_TOO_LONG`, or `INVALID_PLACE` where there is no letter in it; none where it is empty. */
export function birthPlaceFaults(place: string | null | undefined, path: FieldError["path"]): readonly FieldError[] {
  if (!place) return [];
  if (place.length > MOST_NAME_CHARACTERS) {
    return [{ code: "PLACE_TOO_LONG", path, message: `Give at most ${MOST_NAME_CHARACTERS} characters.` }];
  }
  return /\p{L}/u.test(place) ? [] : [{ code: "INVALID_PLACE", path, message: "A place has at least one letter." }];
}
