import type { RestDomain } from "../../kit/rest/rest-source.js";
import { matchDocuments } from "../matching/compare-documents.js";
import { travelDocumentRecordSchema } from "./travel-document-record.js";
import type { TravelDocumentRecord } from "./travel-document-record.js";
import type { DocumentDescription } from "./travel-document-source.js";

/** Documents behind an owner's JSON API. Its words: `number`, `issuingCountry`, `type` for each document. */
export const travelDocumentsOverRest: RestDomain<readonly DocumentDescription[], TravelDocumentRecord> = {
  record: travelDocumentRecordSchema,
  wordsOf: (documents) => documents.map(({ number, issuingCountry, type }) => ({ number, issuingCountry, type })),
  compare: matchDocuments,
};
