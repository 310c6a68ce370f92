import { cleanDocumentNumber, confusionKey } from "../../kit/identifiers/document-number.js";
import { explain } from "../../kit/names/explain.js";
import { PersonMatcher } from "../../kit/names/score-person.js";
import type { MatchFeature } from "../../kit/sources/match-feature.js";
import type { Named, Particulars, PersonRecord, WithDocuments } from "../backends/person-record.js";
import type { CarriedDocument, PersonFind, PersonQuestion } from "../backends/person-source.js";

export interface PersonMatch {
  /** 0 to 1. */
  readonly score: number;
  readonly features: readonly MatchFeature[];
}

/** From here on two names may be one person's (kit/names). */
const LOWEST_SCORE = 0.7;

/**
 * A document is one person's, but numbers are copied wrongly and are unique only within country and type. The weight of a
 * number by how many doubts there are: that it was misread, that its issuer is not known, that the type is another.
 */
const WEIGHTS_BY_DOUBTS = [0.95, 0.85, 0.75, 0.65] as const;

/** One question, which is prepared once and compared with many records. */
export class PersonComparison {
  readonly #documents: readonly CarriedDocument[];
  /** Null where no name is asked for. */
  readonly #asked: PersonMatcher | null;

  constructor({ names, dateOfBirth, documents, ...facts }: PersonQuestion) {
    const datesOfBirth = dateOfBirth === null ? [] : [dateOfBirth];
    this.#documents = documents;
    this.#asked = names.length === 0 ? null : new PersonMatcher({ ...facts, names, datesOfBirth });
  }

  /** Whether a record could be a hit by these, whatever its names: no hit is lost by leaving out where it could not. */
  couldMatch(particulars: WithDocuments<Particulars>): boolean {
    if (this.#asked?.couldReach(LOWEST_SCORE, particulars) === true) return true;
    return compareDocuments(this.#documents, particulars) !== null;
  }

  /** Null where the record does not match. */
  match(record: WithDocuments<Named>): PersonMatch | null {
    const document = compareDocuments(this.#documents, record);
    // Whom a document finds is a hit however little the names agree, and what they say is told.
    const least = document === null ? LOWEST_SCORE : 0;
    const named = this.#asked === null ? NO_NAME : this.#asked.scoreFrom(least, record);
    const score = Math.max(named?.score ?? 0, document?.weight ?? 0);
    if (named === null || score < LOWEST_SCORE) return null;
    const reasons = named.features.map((feature) => ({
      feature: feature.feature,
      how: feature.how,
      weight: feature.weight,
      explanation: explain(feature),
    }));
    const features = document === null ? reasons : [...reasons, document];
    return { score, features: features.toSorted((a, b) => b.weight - a.weight) };
  }

  /** The records that match, and why; those that do not are left out. */
  find(records: readonly PersonRecord[]): readonly PersonFind[] {
    return records.flatMap((record) => {
      const match = this.match(record);
      return match === null ? [] : [{ ...match, record }];
    });
  }
}

/** As PersonComparison.find. */
export function comparePersons(question: PersonQuestion, records: readonly PersonRecord[]): readonly PersonFind[] {
  return new PersonComparison(question).find(records);
}

const NO_NAME = { score: 0, features: [] } as const;

/** The weightiest agreement between a document that the officer knows and one on record. */
function compareDocuments(
  carried: readonly CarriedDocument[],
  { identityDocuments = [] }: Partial<Pick<PersonRecord, "identityDocuments">>,
): MatchFeature | null {
  const features = carried.flatMap((document) =>
    identityDocuments.map((held) => compareDocument(document, held)).filter((feature) => feature !== null),
  );
  return features.toSorted((a, b) => b.weight - a.weight)[0] ?? null;
}

function compareDocument(
  { number, issuingCountry, type }: CarriedDocument,
  held: PersonRecord["identityDocuments"][number],
): MatchFeature | null {
  if (confusionKey(number) === "" || confusionKey(number) !== confusionKey(held.number)) return null;
  if (issuingCountry !== null && issuingCountry !== held.issuingCountry) return null;
  const isExact = cleanDocumentNumber(number) === cleanDocumentNumber(held.number);
  const claim = isExact
    ? "An identity document has the same number"
    : "The number of an identity document differs only in characters that are easily misread";
  const doubts = [
    issuingCountry === null ? "who issued the officer's is not known" : null,
    type !== null && type !== held.type ? "the types differ" : null,
  ].filter((doubt) => doubt !== null);
  return {
    feature: "IDENTITY_DOCUMENT",
    how: isExact ? "EXACT" : "CONFUSABLE",
    weight: WEIGHTS_BY_DOUBTS[doubts.length + (isExact ? 0 : 1)] ?? 0,
    explanation: `${[claim, ...doubts].join("; ")}.`,
  };
}
