import { SaxesParser } from "saxes";
import type { SaxesTagNS } from "saxes";
import { DropFault } from "./drop-fault.js";
import type { DropFaultCode } from "./drop-fault.js";
import { LONGEST_ROW } from "./drop-row.js";
import type { DropRow } from "./drop-row.js";
import { ENTRY_TEXT, expandedName, planOf } from "./xml-layout.js";
import type { Place, Scope, XmlLayout, XmlNode, XmlPlan } from "./xml-layout.js";

/** Elements within one another at most. */
const DEEPEST = 100;

/** Characters that the parser is given at once: a cell, a comment or a name that never ends is seen after so many more. */
const PIECE = 64 * 1024;

/**
 * Reads the records of a file of XML (1.0 and 1.1, with namespaces), one after the other, whatever the pieces that the text
 * comes in. No document type is read, so there are no entities but the five of XML and those that are a character's number,
 * and nothing outside the file is ever looked for.
 * @param encoding what the bytes were read as; a declaration that says another is a fault
 * @throws DropFault that repeats nothing of the file
 */
export async function* readXml(
  pieces: AsyncIterable<string>,
  layout: XmlLayout,
  encoding: XmlEncoding,
): AsyncGenerator<DropRow> {
  const reader = new XmlReader(planOf(layout), encoding);
  for await (const piece of pieces) {
    for (let start = 0; start < piece.length; start += PIECE) yield* reader.read(piece.slice(start, start + PIECE));
  }
  yield* reader.end();
}

export type XmlEncoding = "UTF-8" | "UTF-16LE" | "UTF-16BE";

/** What a declaration may say of what the bytes were read as. */
const DECLARED: Readonly<Record<XmlEncoding, readonly string[]>> = {
  "UTF-8": ["UTF-8", "US-ASCII"],
  "UTF-16LE": ["UTF-16", "UTF-16LE"],
  "UTF-16BE": ["UTF-16", "UTF-16BE"],
};

interface OpenRecord {
  readonly line: number;
  readonly cells: Map<string, string>;
  readonly lists: ReadonlyMap<string, unknown[]>;
  /** The entries that are open, each by the list that it belongs to. */
  readonly entries: Map<Scope, Map<string, string>>;
  /** The elements that are open, from the record's own; null for one of which nothing is read. */
  readonly open: { readonly node: XmlNode | null; text: string }[];
}

class XmlReader {
  readonly #plan: XmlPlan;
  readonly #parser = new SaxesParser({ xmlns: true });
  #rows: DropRow[] = [];
  #record: OpenRecord | null = null;
  #depth = 0;
  /** How many of the steps to a record are open. */
  #steps = 0;
  #line = 1;
  /** Where the piece begins that must not become too long. */
  #since = 0;
  #hasPlace = false;
  #records = 0;
  #others = 0;

  constructor(plan: XmlPlan, encoding: XmlEncoding) {
    this.#plan = plan;
    const parser = this.#parser;
    // The parser's own message quotes the file.
    parser.on("error", () => this.#refuse("DROP_MALFORMED"));
    parser.on("xmldecl", ({ encoding: declared }) => {
      const isTrue = declared === undefined || DECLARED[encoding].includes(declared.toUpperCase());
      if (!isTrue) throw new DropFault("DROP_ENCODING", 1);
    });
    parser.on("doctype", () => this.#refuse("DROP_DOCUMENT_TYPE"));
    // Of a name that ends with its line the parser is on the next one already.
    parser.on("opentagstart", () => (this.#line = parser.column === 0 ? parser.line - 1 : parser.line));
    parser.on("opentag", (tag) => this.#open(tag));
    parser.on("text", (text) => this.#text(text));
    parser.on("cdata", (text) => this.#text(text));
    parser.on("closetag", () => this.#close());
  }

  *read(piece: string): Generator<DropRow> {
    this.#parse(() => this.#parser.write(piece));
    if (this.#parser.position - this.#since > LONGEST_ROW) this.#refuse("DROP_TOO_LARGE");
    yield* this.#rows.splice(0);
  }

  *end(): Generator<DropRow> {
    this.#parse(() => this.#parser.close());
    yield* this.#rows.splice(0);
    const isElsewhere = this.#records === 0 && this.#others > 0;
    if (!this.#hasPlace || isElsewhere) throw new DropFault("DROP_ELEMENTS", null);
  }

  #parse(step: () => unknown): void {
    try {
      step();
    } catch (error) {
      if (error instanceof DropFault) throw error;
      this.#refuse("DROP_MALFORMED");
    }
  }

  #refuse(code: DropFaultCode): never {
    const { line, column } = this.#parser;
    throw new DropFault(code, { line, column: Math.max(1, column) });
  }

  #open(tag: SaxesTagNS): void {
    this.#depth += 1;
    if (this.#depth > DEEPEST) this.#refuse("DROP_TOO_LARGE");
    if (this.#record !== null) {
      const parent = this.#record.open.at(-1)?.node ?? null;
      this.#enter(this.#record, parent?.children.get(nameOf(tag)) ?? null, tag);
      return;
    }
    this.#since = this.#parser.position;
    this.#step(tag);
  }

  #step(tag: SaxesTagNS): void {
    const { steps, record } = this.#plan;
    if (this.#steps !== this.#depth - 1) return;
    if (nameOf(tag) !== steps[this.#steps]) {
      if (this.#steps === steps.length - 1) this.#others += 1;
      return;
    }
    this.#steps += 1;
    if (this.#steps >= steps.length - 1) this.#hasPlace = true;
    if (this.#steps < steps.length) return;
    const lists = new Map(this.#plan.lists.map((list) => [list, []]));
    this.#record = { line: this.#line, cells: new Map(), lists, entries: new Map(), open: [] };
    this.#enter(this.#record, record, tag);
  }

  #enter(record: OpenRecord, node: XmlNode | null, { attributes }: SaxesTagNS): void {
    record.open.push({ node, text: "" });
    if (node === null) return;
    for (const scope of node.entries) record.entries.set(scope, new Map());
    if (node.attributes.size === 0) return;
    for (const { uri, local, value } of Object.values(attributes)) {
      for (const place of node.attributes.get(expandedName(uri, local)) ?? []) this.#put(record, place, value);
    }
  }

  #text(text: string): void {
    const element = this.#record?.open.at(-1);
    if (element !== undefined && element.node !== null && element.node.text.length > 0) element.text += text;
    if (this.#record === null) this.#since = this.#parser.position;
  }

  #close(): void {
    const record = this.#record;
    this.#depth -= 1;
    if (record === null) {
      this.#since = this.#parser.position;
      this.#steps = Math.min(this.#steps, this.#depth);
      return;
    }
    const closed = record.open.pop();
    if (closed !== undefined && closed.node !== null) this.#leave(record, closed.node, closed.text);
    if (record.open.length === 0) this.#endRecord(record);
  }

  #leave(record: OpenRecord, node: XmlNode, text: string): void {
    for (const place of node.text) this.#put(record, place, text);
    for (const scope of node.entries) {
      record.lists.get(scope.list ?? "")?.push(entryOf(scope, record.entries.get(scope)));
      record.entries.delete(scope);
    }
  }

  /** Nothing but blanks says nothing. What is read once must stand once: which of two is meant, nobody here can know. */
  #put(record: OpenRecord, { scope, cell }: Place, written: string): void {
    const value = written.trim();
    if (value === "") return;
    const cells = scope.list === null ? record.cells : record.entries.get(scope);
    if (cells?.has(cell) === true) throw new DropFault("DROP_REPEATED", record.line, `It is ${cell}`);
    cells?.set(cell, value);
  }

  #endRecord({ line, cells, lists }: OpenRecord): void {
    this.#records += 1;
    this.#record = null;
    this.#since = this.#parser.position;
    this.#steps -= 1;
    const written = [...lists].map(([name, entries]) => [name, JSON.stringify(entries)] as const);
    this.#rows.push({ line, cells: Object.fromEntries([...cells, ...written]) });
  }
}

function entryOf({ cells }: Scope, values: ReadonlyMap<string, string> = new Map()): unknown {
  if (cells === null) return values.get(ENTRY_TEXT) ?? null;
  return Object.fromEntries(cells.map((cell) => [cell, values.get(cell) ?? null]));
}

function nameOf({ uri, local }: SaxesTagNS): string {
  return expandedName(uri, local);
}
