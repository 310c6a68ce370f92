/** An entry of the audit log, by what policies decide on it. */
export interface LogEntryFacts {
  /** Whose records it tells of. */
  readonly owners: readonly string[];
  /** Whose officer asked. */
  readonly country: string;
  readonly agency: string;
  readonly unit: string;
}

/** As whom the log is read: the owner of the records, or the superior of the unit that asked. */
export type LogReading = "OWNER" | "UNIT";
