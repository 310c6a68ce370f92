import { cleanDocumentNumber, confusionKey } from "../../kit/identifiers/document-number.js";
import type { PersonName } from "../../kit/names/person-name.js";
import { hasPairs, namePairs, namePairsAsked } from "../../kit/names/pair-keys.js";
import { nameKeys } from "../../kit/names/phonetic-key.js";
import { rememberBeside } from "../../kit/remember.js";
import { birthKeysOfQuestion, birthKeysOfRecord } from "./birth-keys.js";

/**
 * The kinds of key that a mapping of this domain may offer: `name` (phonetic and consonant keys), `name_born` (the same,
 * each with a part of the date of birth), `name_pair` (two parts of a name at once), `document` (cleaned numbers of identity
 * documents, and the same with characters that are taken for one another made one: a source that keeps cleaned numbers
 * alone is searched by them).
 */
export type PersonKey = "name" | "name_born" | "name_pair" | "document";

type Keys = Readonly<Record<PersonKey, readonly string[]>>;

/** The keys under which a record is kept. */
export function recordKeys(record: {
  readonly names: readonly PersonName[];
  readonly datesOfBirth: readonly string[];
  readonly identityDocuments: readonly { readonly number: string }[];
}): Keys {
  return {
    ...keysOf(record.names, birthKeysOfRecord(record.datesOfBirth), record.identityDocuments),
    name_pair: [...new Set(record.names.flatMap(namePairs))],
  };
}

interface Asked {
  readonly names: readonly PersonName[];
  readonly dateOfBirth: string | null;
  readonly documents: readonly { readonly number: string }[];
}

/**
 * The keys by which a question looks, the same for every source; without a date of birth none of `name_born`, without two
 * parts in every name none of `name_pair`.
 */
export const questionKeys = rememberBeside(({ names, dateOfBirth, documents }: Asked): Keys => ({
  ...keysOf(names, dateOfBirth === null ? [] : birthKeysOfQuestion(dateOfBirth), documents),
  name_pair: names.every(hasPairs) ? [...new Set(names.flatMap(namePairsAsked))] : [],
}));

function keysOf(
  names: readonly PersonName[],
  births: readonly string[],
  documents: readonly { readonly number: string }[],
): Omit<Keys, "name_pair"> {
  const name = [...new Set(names.flatMap(nameKeys))];
  const numbers = documents.map(({ number }) => cleanDocumentNumber(number)).filter((number) => number !== "");
  return {
    name,
    name_born: name.flatMap((key) => births.map((birth) => `${key}/${birth}`)),
    document: [...new Set([...numbers, ...numbers.map(confusionKey)])],
  };
}
