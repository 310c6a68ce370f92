/** One thing that a check found: what is wrong, where, why it matters and what to do. */
export interface Finding {
  /** Stable: `ACCESS_WIDENED`, `BREAKING_FIELD_REMOVED`. */
  readonly code: string;
  readonly severity: "error" | "warning";
  /** `Type`, `Type.field`, `Type.field(argument:)` or `Enum.VALUE`. */
  readonly coordinate?: string;
  readonly file?: string;
  readonly line?: number;
  readonly message: string;
  readonly why: string;
  readonly todo: string;
  /** The file of the waiver that lets it pass. */
  readonly waivedBy?: string;
}
