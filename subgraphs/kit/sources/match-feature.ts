/** One reason for a hit. */
export interface MatchFeature {
  /** What was compared: `NAME`, `DATE_OF_BIRTH`, `VIN`. */
  readonly feature: string;
  /** How it matched: `EXACT`, `PHONETIC`, `CONFUSABLE`. */
  readonly how: string;
  /** How much it counts in the score; negative where it speaks against the match. */
  readonly weight: number;
  /** The reason in one sentence for an officer. */
  readonly explanation: string;
}
