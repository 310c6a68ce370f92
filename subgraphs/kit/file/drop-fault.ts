/** What can be wrong with a drop. The README of kit lists the same codes; a test compares the two. */
export const DROP_FAULTS = {
  DROP_MISSING: "There is no file.",
  DROP_CHANGED: "The file changed while it was read: it is read again once it is still.",
  DROP_NOT_UTF8: "The file is not UTF-8.",
  DROP_ENCODING: "The XML is neither UTF-8 nor UTF-16, or not in the encoding that it declares.",
  DROP_MALFORMED: "A row is not written as RFC 4180 says, or the XML is not well-formed.",
  DROP_DOCUMENT_TYPE: "The XML has a document type, which is not read: entities could stand in it.",
  DROP_TOO_LARGE: "A row is longer than may be read, or an element is too deep within others.",
  DROP_COLUMNS: "The first row does not name each column once, or lacks one that the mapping reads.",
  DROP_ELEMENTS: "The element in which the records stand is not there, or holds only others.",
  DROP_ROW_LENGTH: "A row has more or fewer cells than the first.",
  DROP_REPEATED: "Something that the layout reads once stands several times in a record.",
  DROP_RECORD: "A row is no record by the mapping.",
  DROP_DOUBLE: "Two rows have the same id.",
  DROP_NOT_STORED: "The rows could not be stored.",
} as const;
export type DropFaultCode = keyof typeof DROP_FAULTS;

/** One character of a text. */
interface PlaceInText {
  readonly line: number;
  readonly column: number;
}

const NOWHERE = { line: null, column: null };

/** A drop cannot be used; what was read before stays in use. It repeats nothing of the file. */
export class DropFault extends Error {
  readonly code: DropFaultCode;
  /** The line on which the row begins, or on which reading had to stop, from 1; null where no line is at fault. */
  readonly line: number | null;
  /** Where on that line reading had to stop, in characters from 1; null where the whole row is at fault. */
  readonly column: number | null;

  /** @param detail names of fields or columns, never what they hold */
  constructor(code: DropFaultCode, at: number | PlaceInText | null, detail = "", options?: ErrorOptions) {
    const { line, column } = typeof at === "object" ? (at ?? NOWHERE) : { line: at, column: null };
    const place = line === null ? "" : ` Line ${line}${column === null ? "" : `, column ${column}`}.`;
    super(`${DROP_FAULTS[code]}${place}${detail === "" ? "" : ` ${detail}.`}`, options);
    this.name = "DropFault";
    this.code = code;
    this.line = line;
    this.column = column;
  }
}
