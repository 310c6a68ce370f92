import { z } from "zod";
import { DOCUMENT_TYPES } from "../../kit/lists.js";
import { restrictionField } from "../../kit/policy/restriction.js";
import {
  countryField,
  keyFields,
  partialDateField,
  referenceField,
  textField,
} from "../../kit/sources/record-fields.js";

export const DOCUMENT_STATUSES = [
  "STOLEN",
  "LOST",
  "STOLEN_BLANK",
  "REVOKED",
  "INVALID",
  "MISAPPROPRIATED",
  "FALSE",
] as const;

/**
 * A stolen, lost or otherwise void document as its owner holds it: what every connector of this domain gives.
 * It has no holder's name or photo: the database forbids personal data.
 */
export const travelDocumentRecordSchema = z.object({
  ...keyFields,
  restriction: restrictionField,
  /** As written by the owner; it is searched by its cleaned form. */
  number: z.string().min(3).max(40),
  type: z.enum(DOCUMENT_TYPES),
  issuingCountry: countryField,
  status: z.enum(DOCUMENT_STATUSES),
  countryOfTheft: countryField.nullable(),
  dateOfTheft: partialDateField.nullable(),
  issuedOn: partialDateField.nullable(),
  expiresOn: partialDateField.nullable(),
  /** Of a theft of many blanks at once. */
  batch: textField.nullable(),
  /** Without personal data. */
  note: z.string().max(40).nullable(),
  /** The notice that the document is linked to. */
  notice: referenceField.nullable(),
});
export type TravelDocumentRecord = z.output<typeof travelDocumentRecordSchema>;
