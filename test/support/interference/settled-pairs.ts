import type { RecordRef } from "../../../subgraphs/kit/sources/record-ref.js";

/** Of so many persons two links each. */
const SETTLED_PERSONS = 60;

/** Persons of whom officers have settled that they are one, with two of other owners each. */
export function settledPairs<Held extends RecordRef>(persons: readonly Held[]): readonly (readonly [Held, Held])[] {
  return persons.slice(0, SETTLED_PERSONS).flatMap((person) => {
    const others = persons.filter(({ owner }) => owner !== person.owner).slice(0, 2);
    return others.map((other) => [person, other] as const);
  });
}
