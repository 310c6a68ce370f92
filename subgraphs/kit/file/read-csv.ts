import { DropFault } from "./drop-fault.js";
import { LONGEST_ROW } from "./drop-row.js";

/** One row of a file of comma-separated values. */
export interface CsvRow {
  /** The line on which it begins, from 1: a quoted cell may hold several lines. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads rows as RFC 4180 has them, one after the other, whatever the pieces that the text comes in: cells with a delimiter, a
 * quote or a line break in them are quoted, a quote in them is doubled. Rows end with CRLF or LF, the last one or not. An
 * empty line is no row.
 * @throws DropFault DROP_MALFORMED, DROP_TOO_LARGE
 */
export async function* readCsv(pieces: AsyncIterable<string>, delimiter: string): AsyncGenerator<CsvRow> {
  const reader = new CsvReader(delimiter);
  for await (const piece of pieces) yield* reader.read(piece);
  yield* reader.end();
}

/** Where the reader is within a cell. `QUOTE_SEEN`: a quote within a quoted cell, which closes it or is the first of two. */
type Place = "START" | "PLAIN" | "QUOTED" | "QUOTE_SEEN";

class CsvReader {
  readonly #delimiter: string;
  #place: Place = "START";
  #cell = "";
  #cells: string[] = [];
  #length = 0;
  #line = 1;
  #startedOn = 1;
  /** A carriage return that is the end of a row only if a line feed follows. */
  #isReturnSeen = false;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  *read(piece: string): Generator<CsvRow> {
    for (const character of piece) {
      if (character === "\n") this.#line += 1;
      const row = this.#take(character);
      if (row !== null) yield row;
    }
  }

  *end(): Generator<CsvRow> {
    if (this.#place === "QUOTED" || this.#isReturnSeen) throw this.#malformed();
    const row = this.#endRow();
    if (row !== null) yield row;
  }

  #take(character: string): CsvRow | null {
    this.#length += character.length;
    if (this.#length > LONGEST_ROW) throw new DropFault("DROP_TOO_LARGE", this.#startedOn);
    if (this.#place === "QUOTED") {
      if (character === '"') this.#place = "QUOTE_SEEN";
      else this.#cell += character;
      return null;
    }
    if (this.#isReturnSeen && character !== "\n") throw this.#malformed();
    if (character === "\n") return this.#endRow();
    if (character === "\r") this.#isReturnSeen = true;
    else if (character === this.#delimiter) this.#endCell();
    else if (character === '"') this.#takeQuote();
    else this.#takePlain(character);
    return null;
  }

  #takeQuote(): void {
    if (this.#place === "PLAIN") throw this.#malformed();
    if (this.#place === "QUOTE_SEEN") this.#cell += '"';
    this.#place = "QUOTED";
  }

  #takePlain(character: string): void {
    if (this.#place === "QUOTE_SEEN") throw this.#malformed();
    this.#place = "PLAIN";
    this.#cell += character;
  }

  #endCell(): void {
    this.#cells.push(this.#cell);
    this.#cell = "";
    this.#place = "START";
  }

  #endRow(): CsvRow | null {
    const isEmpty = this.#cells.length === 0 && this.#place === "START";
    const line = this.#startedOn;
    if (!isEmpty) this.#endCell();
    const cells = this.#cells;
    this.#cells = [];
    this.#length = 0;
    this.#isReturnSeen = false;
    this.#startedOn = this.#line;
    return isEmpty ? null : { line, cells };
  }

  #malformed(): DropFault {
    return new DropFault("DROP_MALFORMED", this.#startedOn);
  }
}
