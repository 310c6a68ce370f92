/** What every finding of a code says. README.md of this folder is a table of them, and a test compares the two. */
export interface CodeEntry {
  readonly severity: "error" | "warning";
  readonly finds: string;
  readonly why: string;
  readonly todo: string;
  /** Left out where no waiver can let it pass. */
  readonly waivable?: true;
}
