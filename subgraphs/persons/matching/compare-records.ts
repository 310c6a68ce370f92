import type { PersonRecord } from "../backends/person-record.js";
import type { PersonQuestion } from "../backends/person-source.js";
import { comparePersons } from "./compare-persons.js";
import type { PersonMatch } from "./compare-persons.js";

/** As many as a client may ask with. */
const MOST_ENTRIES = 10;

/** A record as a question: who else may this be? */
export function questionAbout(record: PersonRecord): PersonQuestion {
  return {
    names: record.names.slice(0, MOST_ENTRIES),
    dateOfBirth: record.datesOfBirth[0] ?? null,
    sex: record.sex,
    nationalities: record.nationalities.slice(0, MOST_ENTRIES),
    birthPlace: record.birthPlace,
    documents: record.identityDocuments.slice(0, MOST_ENTRIES),
  };
}

/** Why two records may be of one person, the same from either end; null where nothing speaks for it. */
export function compareRecords(one: PersonRecord, other: PersonRecord): PersonMatch | null {
  const [asked, held] = placeOf(one) < placeOf(other) ? [one, other] : [other, one];
  const [find] = comparePersons(questionAbout(asked), [held]);
  return find === undefined ? null : { score: find.score, features: find.features };
}

function placeOf({ owner, localId }: PersonRecord): string {
  return `${owner}/${localId}`;
}
