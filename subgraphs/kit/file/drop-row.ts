/** One row of a drop: a row of CSV, or an element of XML. */
export interface DropRow {
  /** The line on which it begins, from 1. */
  readonly line: number;
  /** The columns that are read, each a text, or null where nothing is known. */
  readonly cells: Readonly<{ [column: string]: string | null }>;
}

/** Characters of a row at most: what is longer is no row but something that nobody has closed. */
export const LONGEST_ROW = 1024 * 1024;
