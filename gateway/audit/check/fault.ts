/** Something in the log that is not as the log itself made it. */
export interface Fault {
  /** A file of the log, or an entry of one: `log/tile/0/000`, `log/tile/entries/000, entry 17`. */
  readonly place: string;
  /** One sentence without personal data. */
  readonly what: string;
}
