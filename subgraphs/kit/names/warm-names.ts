import { nameKeys } from "./phonetic-key.js";
import { scorePerson } from "./score-person.js";
import type { PersonFacts } from "./score-person.js";

/** Nobody: names in the scripts whose tables are the largest. */
const EXAMPLE: PersonFacts = {
  names: [
    { family: "Yamada", given: "Ivan", original: "山田 イワン" },
    { family: "Иванова", given: "Анна", original: null },
  ],
  datesOfBirth: ["1970-01-31"],
  sex: "F",
  nationalities: ["JPN"],
};

/** Reads the tables and compiles the code that the first comparison of two names would wait for, some 0.1 s. */
export function warmNames(): void {
  EXAMPLE.names.forEach(nameKeys);
  scorePerson(EXAMPLE, { ...EXAMPLE, names: EXAMPLE.names.toReversed() });
}
