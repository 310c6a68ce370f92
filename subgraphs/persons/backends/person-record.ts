import { z } from "zod";
import { DOCUMENT_TYPES, SEXES } from "../../kit/lists.js";
import { restrictionField } from "../../kit/policy/restriction.js";
import {
  countryField,
  keyFields,
  languageField,
  nameFields,
  partialDateField,
  referenceField,
  textField,
} from "../../kit/sources/record-fields.js";

export const NAME_KINDS = ["PRIMARY", "BIRTH", "PREVIOUS", "ALIAS"] as const;
export const EYE_COLOURS = ["BLK", "BLU", "BRO", "GRN", "GRY", "HAZ", "MAR", "MUL", "PNK", "XXX"] as const;
export const HAIR_COLOURS = [
  "BAL",
  "BLK",
  "BLN",
  "BLU",
  "BRO",
  "GRN",
  "GRY",
  "ONG",
  "PLE",
  "PNK",
  "RED",
  "SDY",
  "STR",
  "WHI",
  "XXX",
] as const;
export const CAUTIONS = ["ARMED", "VIOLENT", "ESCAPED", "SUICIDE_RISK", "HEALTH_THREAT", "TERRORISM"] as const;
export const ACTIONS_TO_TAKE = [
  "ARREST",
  "LOCATE",
  "PROTECT",
  "COMMUNICATE_RESIDENCE",
  "DISCREET_CHECK",
  "INQUIRY_CHECK",
  "SPECIFIC_CHECK",
  "SEIZE",
  "IDENTIFY",
  "NONE",
] as const;

/** A person as the owner holds them: what every connector of this domain gives. */
export const personRecordSchema = z.object({
  ...keyFields,
  restriction: restrictionField,
  /** The primary name first. */
  names: z.array(z.object({ kind: z.enum(NAME_KINDS), ...nameFields })).min(1),
  datesOfBirth: z.array(partialDateField),
  sex: z.enum(SEXES).nullable(),
  birthPlace: textField.nullable(),
  birthCountry: countryField.nullable(),
  nationalities: z.array(countryField),
  fatherName: textField.nullable(),
  motherName: textField.nullable(),
  heightCm: z.number().min(20).max(280).nullable(),
  weightKg: z.number().min(1).max(500).nullable(),
  eyes: z.enum(EYE_COLOURS).nullable(),
  hair: z.enum(HAIR_COLOURS).nullable(),
  distinguishingMarks: z.array(textField),
  languages: z.array(languageField),
  cautions: z.array(z.enum(CAUTIONS)),
  actionToTake: z.enum(ACTIONS_TO_TAKE),
  /** INT-I's code of the offence: `IKK`. */
  offence: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable(),
  identityDocuments: z.array(
    z.object({ type: z.enum(DOCUMENT_TYPES), number: z.string().min(1).max(40), issuingCountry: countryField }),
  ),
  /** Records of other domains that belong to this person. */
  notices: z.array(referenceField),
  travelDocuments: z.array(referenceField),
  vehicles: z.array(referenceField),
  encounters: z.array(referenceField),
});
export type PersonRecord = z.output<typeof personRecordSchema>;

/** What of a record, beside names and documents, is compared. */
export const particularsSchema = personRecordSchema.pick({ datesOfBirth: true, sex: true, nationalities: true });
export type Particulars = z.output<typeof particularsSchema>;

/** All that is compared where nothing but a name is asked for. */
export const namesSchema = personRecordSchema.pick({ names: true });

/** Whatever is compared: these, the names, and the place of birth. */
export const namedSchema = particularsSchema.extend({
  names: personRecordSchema.shape.names,
  birthPlace: personRecordSchema.shape.birthPlace,
});
export type Named = z.output<typeof namedSchema>;

const documents = { identityDocuments: personRecordSchema.shape.identityDocuments };
export const particularsWithDocumentsSchema = particularsSchema.extend(documents);
export const namedWithDocumentsSchema = namedSchema.extend(documents);
/** The documents may be left out where no document is asked for. */
export type WithDocuments<Part> = Part & Partial<Pick<PersonRecord, "identityDocuments">>;
