/** Lists that several domains and the subject of a check share. A list of one domain alone stands with its record. */

/** As a register writes it (INT-I): male, female, not certain, unspecified. */
export const SEXES = ["M", "F", "U", "X"] as const;
export type Sex = (typeof SEXES)[number];

export const DOCUMENT_TYPES = [
  "PASSPORT",
  "ID_CARD",
  "VISA",
  "RESIDENCE_PERMIT",
  "LAISSEZ_PASSER",
  "DRIVING_LICENCE",
  "VEHICLE_REGISTRATION",
  "OTHER",
] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];

export const SAMPLE_KINDS = ["FINGERPRINT", "FACE"] as const;
export type SampleKind = (typeof SAMPLE_KINDS)[number];
