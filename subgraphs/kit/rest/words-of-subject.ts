import type { PersonName } from "../names/person-name.js";
import type { Words } from "./write-path.js";

/** The words of a person who is asked about: `family`, `given`, `dateOfBirth`, `sex`, `nationality`, once for each name. */
export function wordsOfSubject(question: {
  readonly names: readonly PersonName[];
  readonly dateOfBirth: string | null;
  readonly sex: string | null;
  readonly nationalities: readonly string[];
}): readonly Words[] {
  const { names, dateOfBirth, sex, nationalities } = question;
  const nationality = nationalities[0] ?? null;
  return names.map(({ family, given }) => ({ family, given, dateOfBirth, sex, nationality }));
}
