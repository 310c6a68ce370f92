import { cleanDocumentNumber } from "../../kit/identifiers/document-number.js";
import { yearOf } from "../../kit/identifiers/partial-date.js";
import type { PersonName } from "../../kit/names/person-name.js";
import { nameKeys } from "../../kit/names/phonetic-key.js";

/**
 * The kinds of key that a mapping of this domain may offer: `name` (phonetic and consonant keys), `name_born` (the same,
 * each with a year of birth), `document` (cleaned numbers of identity documents).
 */
export type PersonKey = "name" | "name_born" | "document";

type Keys = Readonly<Record<PersonKey, readonly string[]>>;

/** The keys under which a record is kept. */
export function recordKeys(record: {
  readonly names: readonly PersonName[];
  readonly datesOfBirth: readonly string[];
  readonly identityDocuments: readonly { readonly number: string }[];
}): Keys {
  const name = keysOfNames(record.names);
  const years = record.datesOfBirth.map((date) => String(yearOf(date)));
  return {
    name,
    name_born: withYears(name, years.length === 0 ? [UNKNOWN_YEAR] : years),
    document: keysOfDocuments(record.identityDocuments),
  };
}

/** The keys by which a question looks: the years beside the given one, for registers are a year off now and then. */
export function questionKeys(question: {
  readonly names: readonly PersonName[];
  readonly dateOfBirth: string | null;
  readonly documents: readonly { readonly number: string }[];
}): Keys {
  const name = keysOfNames(question.names);
  const year = question.dateOfBirth === null ? null : yearOf(question.dateOfBirth);
  const years = year === null ? [] : [`${year - 1}`, `${year}`, `${year + 1}`, UNKNOWN_YEAR];
  return { name, name_born: withYears(name, years), document: keysOfDocuments(question.documents) };
}

const UNKNOWN_YEAR = "-";

function keysOfNames(names: readonly PersonName[]): readonly string[] {
  return [...new Set(names.flatMap(nameKeys))];
}

function withYears(keys: readonly string[], years: readonly string[]): readonly string[] {
  return keys.flatMap((key) => [...new Set(years)].map((year) => `${key}/${year}`));
}

function keysOfDocuments(documents: readonly { readonly number: string }[]): readonly string[] {
  return [...new Set(documents.map(({ number }) => cleanDocumentNumber(number)))].filter((key) => key !== "");
}
