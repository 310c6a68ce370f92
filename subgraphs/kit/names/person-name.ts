/** One name of a person as a source or an officer wrote it. */
export interface PersonName {
  readonly family: string;
  /** All given names, separated by spaces; empty when unknown. */
  readonly given: string;
  /** The whole name in its native script, in any order; null when not recorded. */
  readonly original?: string | null;
}
