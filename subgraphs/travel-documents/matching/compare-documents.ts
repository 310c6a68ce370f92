import { cleanDocumentNumber, confusionKey, isWithinOneEdit } from "../../kit/identifiers/document-number.js";
import type { MatchFeature } from "../../kit/sources/match-feature.js";
import type { DocumentDescription, TravelDocumentFind } from "../backends/travel-document-source.js";
import type { TravelDocumentRecord } from "../backends/travel-document-record.js";

export interface TravelDocumentMatch {
  /** 0 to 1: the sum of the features' weights. 1 is the same number of the same kind of document of the same country. */
  readonly score: number;
  readonly features: readonly MatchFeature[];
}

/** The records that match. An officer may ask for several documents: a record counts once, for the one it matches best. */
export function matchDocuments(
  asked: readonly DocumentDescription[],
  records: readonly TravelDocumentRecord[],
): readonly TravelDocumentFind[] {
  return records.flatMap((record) => {
    const matches = asked.map((document) => compareDocuments(document, record)).filter((match) => match !== null);
    const best = matches.toSorted((a, b) => b.score - a.score)[0];
    return best === undefined ? [] : [{ ...best, record }];
  });
}

/**
 * Compares what is asked for with a record: the number first, then what tells apart documents of one number, for a
 * number is unique only within its issuing country and type. Null where the numbers do not match, or where a number that
 * must have been misread belongs to another country as well.
 */
export function compareDocuments(asked: DocumentDescription, record: TravelDocumentRecord): TravelDocumentMatch | null {
  const number = compareNumbers(asked, record);
  if (number === null) return null;
  const country = compareCountries(asked, record);
  if (number.how !== "EXACT" && country?.how === "DIFFERENT") return null;

  const features = [number, country, compareTypes(asked, record)]
    .filter((feature) => feature !== null)
    .toSorted((a, b) => b.weight - a.weight);
  return { score: sumOf(features), features };
}

function compareNumbers(asked: DocumentDescription, record: TravelDocumentRecord): MatchFeature | null {
  const number = cleanDocumentNumber(asked.number);
  if (number === "") return null;
  const feature = "DOCUMENT_NUMBER";
  if (number === cleanDocumentNumber(record.number)) {
    return { feature, how: "EXACT", weight: 0.7, explanation: "The document number is the same." };
  }
  if (confusionKey(number) === confusionKey(record.number)) {
    const explanation = "The document number differs only in characters that are easily misread.";
    return { feature, how: "CONFUSABLE", weight: 0.5, explanation };
  }
  const isNear = asked.isNearEnough === true && isWithinOneEdit(number, cleanDocumentNumber(record.number));
  if (!isNear) return null;
  return { feature, how: "ONE_EDIT", weight: 0.3, explanation: "One typing error parts the document numbers." };
}

function compareCountries(asked: DocumentDescription, record: TravelDocumentRecord): MatchFeature | null {
  if (asked.issuingCountry === null) return null;
  const feature = "ISSUING_COUNTRY";
  return asked.issuingCountry === record.issuingCountry
    ? { feature, how: "EXACT", weight: 0.25, explanation: "The issuing country is the same." }
    : { feature, how: "DIFFERENT", weight: -0.2, explanation: "Another country issued the document on record." };
}

function compareTypes(asked: DocumentDescription, record: TravelDocumentRecord): MatchFeature | null {
  if (asked.type === null) return null;
  const feature = "DOCUMENT_TYPE";
  return asked.type === record.type
    ? { feature, how: "EXACT", weight: 0.05, explanation: "The type of document is the same." }
    : { feature, how: "DIFFERENT", weight: -0.05, explanation: "The document on record is of another type." };
}

/** In hundredths, so that the same features always give the same number. */
function sumOf(features: readonly MatchFeature[]): number {
  return Math.round(features.reduce((sum, { weight }) => sum + weight * 100, 0)) / 100;
}
