/** What can be wrong with a drop. The README of kit lists the same codes; a test compares the two. */
export const DROP_FAULTS = {
  DROP_MISSING: "There is no file.",
  DROP_CHANGED: "The file changed while it was read: it is read again once it is still.",
  DROP_NOT_UTF8: "The file is not UTF-8.",
  DROP_MALFORMED: "A row is not written as RFC 4180 says.",
  DROP_TOO_LARGE: "A cell or a row is longer than may be read.",
  DROP_COLUMNS: "The first row does not name each column once, or lacks one that the mapping reads.",
  DROP_ROW_LENGTH: "A row has more or fewer cells than the first.",
  DROP_RECORD: "A row is no record by the mapping.",
  DROP_DOUBLE: "Two rows have the same id.",
  DROP_NOT_STORED: "The rows could not be stored.",
} as const;
export type DropFaultCode = keyof typeof DROP_FAULTS;

/** A drop cannot be used; what was read before stays in use. It repeats nothing of the file. */
export class DropFault extends Error {
  readonly code: DropFaultCode;
  /** The line on which the row begins, from 1; null where no line is at fault. */
  readonly line: number | null;

  /** @param detail names of fields or columns, never what they hold */
  constructor(code: DropFaultCode, line: number | null, detail = "", options?: ErrorOptions) {
    const place = line === null ? "" : ` Line ${line}.`;
    super(`${DROP_FAULTS[code]}${place}${detail === "" ? "" : ` ${detail}.`}`, options);
    this.name = "DropFault";
    this.code = code;
    this.line = line;
  }
}
