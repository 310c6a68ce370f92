import { InvalidInput } from "../errors.js";

/** The most that one list gives at once. */
const MOST_AT_ONCE = 100;

/** The first entries of a list. @throws InvalidInput when `first` is not 0 to 100 */
export function firstOf<T>(entries: readonly T[], first: number): readonly T[] {
  return entries.slice(0, readFirst(first));
}

/** How many are asked for. @throws InvalidInput when it is not 0 to 100 */
export function readFirst(first: number): number {
  if (first >= 0 && first <= MOST_AT_ONCE) return first;
  throw new InvalidInput([
    { code: "INVALID_FIRST", path: ["first"], message: `Ask for 0 to ${MOST_AT_ONCE} at once.` },
  ]);
}
