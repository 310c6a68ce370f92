/** A finding that somebody lets pass for a time. */
export interface Waiver {
  readonly code: string;
  readonly coordinate: string;
}
