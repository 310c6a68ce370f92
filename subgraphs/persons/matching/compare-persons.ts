import { cleanDocumentNumber } from "../../kit/identifiers/document-number.js";
import { explain } from "../../kit/names/explain.js";
import { preparePerson, scorePrepared } from "../../kit/names/score-person.js";
import type { MatchFeature } from "../../kit/sources/match-feature.js";
import type { PersonRecord } from "../backends/person-record.js";
import type { CarriedDocument, PersonFind, PersonQuestion } from "../backends/person-source.js";

export interface PersonMatch {
  /** 0 to 1. */
  readonly score: number;
  readonly features: readonly MatchFeature[];
}

/** From here on two names may be one person's (kit/names). */
const LOWEST_SCORE = 0.7;
/** A document belongs to one person, but numbers are misused and copied wrongly: sure, not certain. */
const SAME_DOCUMENT = 0.95;
/** The number alone, its issuer not known on one side: many countries give out the same numbers. */
const SAME_NUMBER = 0.75;

/** The records that match the question, and why; those that do not are left out. The question is prepared once. */
export function comparePersons(question: PersonQuestion, records: readonly PersonRecord[]): readonly PersonFind[] {
  const { names, dateOfBirth, sex, nationalities, documents } = question;
  const asked = preparePerson({ names, datesOfBirth: dateOfBirth === null ? [] : [dateOfBirth], sex, nationalities });
  return records.flatMap((record) => {
    const document = compareDocuments(documents, record);
    const named = names.length === 0 ? NO_NAME : scorePrepared(asked, preparePerson(record));
    const score = Math.max(named.score, document?.weight ?? 0);
    if (score < LOWEST_SCORE) return [];
    const reasons = named.features.map((feature) => ({
      feature: feature.feature,
      how: feature.how,
      weight: feature.weight,
      explanation: explain(feature),
    }));
    const features = document === null ? reasons : [...reasons, document];
    return [{ score, features: features.toSorted((a, b) => b.weight - a.weight), record }];
  });
}

const NO_NAME = { score: 0, features: [] } as const;

function compareDocuments(carried: readonly CarriedDocument[], record: PersonRecord): MatchFeature | null {
  const features = carried.flatMap((document) =>
    record.identityDocuments
      .filter(({ number }) => cleanDocumentNumber(number) === cleanDocumentNumber(document.number))
      .flatMap(({ issuingCountry }) => documentFeature(document, issuingCountry)),
  );
  return features.toSorted((a, b) => b.weight - a.weight)[0] ?? null;
}

function documentFeature({ issuingCountry }: CarriedDocument, issuer: string): readonly MatchFeature[] {
  if (issuingCountry === null) {
    return [
      documentMatch(
        "COUNTRY_UNKNOWN",
        SAME_NUMBER,
        "An identity document has the same number; who issued the other is not known.",
      ),
    ];
  }
  if (issuingCountry !== issuer) return [];
  return [documentMatch("EXACT", SAME_DOCUMENT, "An identity document has the same number and issuer.")];
}

function documentMatch(how: string, weight: number, explanation: string): MatchFeature {
  return { feature: "IDENTITY_DOCUMENT", how, weight, explanation };
}
