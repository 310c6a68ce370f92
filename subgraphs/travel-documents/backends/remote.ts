import { z } from "zod";
import type { DomainContract } from "../../kit/contract/domain-contract.js";
import { listOf, optional, optionalText, requiredText } from "../../kit/contract/domain-contract.js";
import { DOCUMENT_TYPES } from "../../kit/lists.js";
import { travelDocumentRecordSchema } from "./travel-document-record.js";
import type { TravelDocumentRecord } from "./travel-document-record.js";
import type { DocumentDescription } from "./travel-document-source.js";

/** The domain's part of the source contract: documents behind a server of another owner. */
export const travelDocumentContract: DomainContract<readonly DocumentDescription[], TravelDocumentRecord> = {
  domain: "travel-documents",
  record: travelDocumentRecordSchema,
  question: listOf(
    z.object({ number: requiredText, issuingCountry: optionalText, type: optional(z.enum(DOCUMENT_TYPES)) }),
  ),
  write: (documents) => documents.map(({ number, issuingCountry, type }) => ({ number, issuingCountry, type })),
};
