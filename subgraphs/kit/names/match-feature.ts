/** What was compared. */
export type Feature = "NAME" | "DATE_OF_BIRTH" | "SEX" | "NATIONALITY" | "BIRTH_PLACE";

/** How the two sides agree, or that they do not. */
export type MatchedHow =
  | "EXACT"
  | "NATIVE_SCRIPT"
  | "TRANSLITERATION"
  | "PHONETIC"
  | "TYPING"
  | "INITIAL"
  | "NICKNAME"
  | "SWAPPED"
  | "PARTIAL"
  | "OFF_BY_ONE"
  | "YEAR_ONLY"
  | "NOT_COMPARABLE"
  | "DIFFERENT";

/** One reason for a score, kept so that an officer can judge it. */
export interface MatchFeature {
  readonly feature: Feature;
  /** The text on the side of the query; empty when that side has none. */
  readonly query: string;
  /** The text on the side of the record; empty when that side has none. */
  readonly record: string;
  readonly how: MatchedHow;
  /** Its share of the score, -1 to 1; below zero it speaks against the match. */
  readonly weight: number;
}
