import type { FieldError } from "../errors.js";

const SHORTEST = 10;
const LONGEST = 500;

/** What is wrong with an officer's own words for a decision: they are for whoever reads it after years. */
export function reasonFaults(reason: string, path: FieldError["path"]): readonly FieldError[] {
  const { length } = reason.trim();
  if (length >= SHORTEST && length <= LONGEST) return [];
  const message = `Say in ${SHORTEST} to ${LONGEST} characters what the decision rests on, without the name of a person.`;
  return [{ code: "INVALID_REASON", path, message }];
}
