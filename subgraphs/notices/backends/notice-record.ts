import { z } from "zod";
import { SEXES } from "../../kit/lists.js";
import { restrictionField } from "../../kit/policy/restriction.js";
import {
  countryField,
  keyFields,
  nameFields,
  partialDateField,
  referenceField,
  textField,
} from "../../kit/sources/record-fields.js";

export const NOTICE_COLOURS = [
  "RED",
  "BLUE",
  "GREEN",
  "YELLOW",
  "BLACK",
  "PURPLE",
  "ORANGE",
  "SILVER",
  "UN_SPECIAL",
] as const;
export const NOTICE_KINDS = ["NOTICE", "DIFFUSION"] as const;
export const NOTICE_STATES = [
  "DRAFT",
  "SUBMITTED",
  "COMPLIANCE_REVIEW",
  "RETURNED",
  "REFUSED",
  "PUBLISHED",
  "AMENDED",
  "SUSPENDED",
  "WITHDRAWN",
  "CANCELLED",
  "DELETED",
  "EXPIRED",
] as const;

/** States in which a notice is in force: the only ones that an answer shows. A cancelled notice vanishes at once. */
export const STATES_IN_FORCE: ReadonlySet<string> = new Set(["PUBLISHED", "AMENDED"]);

/** A notice or diffusion as its owner holds it: what every connector of this domain gives. */
export const noticeRecordSchema = z.object({
  ...keyFields,
  restriction: restrictionField,
  /** `YYYY/NNNNN`, given by the secretariat; a diffusion has none. */
  entityId: z
    .string()
    .regex(/^\d{4}\/\d{1,6}$/)
    .nullable(),
  colour: z.enum(NOTICE_COLOURS),
  kind: z.enum(NOTICE_KINDS),
  state: z.enum(NOTICE_STATES),
  issuingCountry: countryField,
  issuedOn: partialDateField.nullable(),
  expiresOn: partialDateField.nullable(),
  /** Empty where the subject is unidentified, or the notice is about a method or a threat. */
  names: z.array(z.object(nameFields)),
  datesOfBirth: z.array(partialDateField),
  sex: z.enum(SEXES).nullable(),
  nationalities: z.array(countryField),
  warrants: z.array(
    z.object({ issuingCountry: countryField, charge: textField, chargeTranslation: textField.nullable() }),
  ),
  /** Countries that a diffusion goes to; empty is all. */
  recipients: z.array(countryField),
  /** What the public may read; null where the notice is for police only. */
  publicExtract: z.string().max(2_000).nullable(),
  /** The nominal that the notice is about. */
  person: referenceField.nullable(),
});
export type NoticeRecord = z.output<typeof noticeRecordSchema>;
