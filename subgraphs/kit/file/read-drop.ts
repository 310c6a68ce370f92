import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { DropFault } from "./drop-fault.js";
import type { DropRow } from "./drop-row.js";
import type { FileLayout } from "./file-mapping.js";
import { readCsv } from "./read-csv.js";
import { readXml } from "./read-xml.js";
import type { XmlEncoding } from "./read-xml.js";

/**
 * Streams the rows of a file, of each the columns that are kept.
 * @throws DropFault
 */
export async function* readDrop(path: string, layout: FileLayout, kept: readonly string[]): AsyncGenerator<DropRow> {
  switch (layout.format) {
    case "csv":
      yield* rowsOfCsv(textOf(path, "UTF-8", "DROP_NOT_UTF8"), layout.delimiter, kept);
      return;
    case "xml": {
      const encoding = await encodingOf(path);
      for await (const { line, cells } of readXml(textOf(path, encoding, "DROP_ENCODING"), layout.elements, encoding)) {
        yield { line, cells: Object.fromEntries(kept.map((column) => [column, cells[column] ?? null])) };
      }
    }
  }
}

async function* rowsOfCsv(
  text: AsyncIterable<string>,
  delimiter: string,
  kept: readonly string[],
): AsyncGenerator<DropRow> {
  let columns: Columns | null = null;
  for await (const { line, cells } of readCsv(text, delimiter)) {
    if (columns === null) {
      columns = columnsIn(cells, line, kept);
      continue;
    }
    if (cells.length !== columns.count) throw new DropFault("DROP_ROW_LENGTH", line);
    // An empty cell is one that nothing is known for.
    yield { line, cells: Object.fromEntries(columns.places.map(([column, place]) => [column, cells[place] || null])) };
  }
  if (columns === null) throw new DropFault("DROP_COLUMNS", null);
}

/** Where each column that is kept stands in a row. */
interface Columns {
  readonly count: number;
  readonly places: readonly (readonly [column: string, place: number])[];
}

function columnsIn(names: readonly string[], line: number, kept: readonly string[]): Columns {
  if (new Set(names).size < names.length) throw new DropFault("DROP_COLUMNS", line);
  const missing = kept.filter((column) => !names.includes(column));
  if (missing.length > 0) throw new DropFault("DROP_COLUMNS", line, `It lacks ${missing.join(", ")}`);
  return { count: names.length, places: kept.map((column) => [column, names.indexOf(column)]) };
}

async function* textOf(
  path: string,
  encoding: XmlEncoding,
  undecodable: "DROP_NOT_UTF8" | "DROP_ENCODING",
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const bytes of createReadStream(path)) {
      if (bytes instanceof Uint8Array) yield decoder.decode(bytes, { stream: true });
    }
    yield decoder.decode();
  } catch (cause) {
    throw new DropFault(cause instanceof TypeError ? undecodable : "DROP_MISSING", null, "", { cause });
  }
}

/** The first bytes tell how the rest is to be read: a byte order mark, or how wide `<` is (XML 1.0, appendix F). */
async function encodingOf(path: string): Promise<XmlEncoding> {
  const [first, second] = await firstBytes(path);
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0x00)) return "UTF-16LE";
  if ((first === 0xfe && second === 0xff) || (first === 0x00 && second === 0x3c)) return "UTF-16BE";
  return "UTF-8";
}

async function firstBytes(path: string): Promise<Uint8Array> {
  try {
    await using file = await open(path);
    const bytes = new Uint8Array(2);
    const { bytesRead } = await file.read(bytes, 0, 2, 0);
    return bytes.subarray(0, bytesRead);
  } catch (cause) {
    throw new DropFault("DROP_MISSING", null, "", { cause });
  }
}
