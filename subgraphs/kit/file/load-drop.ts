import type { z } from "zod";
import { analyzeTable, createIndexes, createSchema, createTable, dropSchema } from "../database/create-table.js";
import type { TableShape } from "../database/create-table.js";
import type { Cell, Database } from "../database/database.js";
import { readFields } from "../sources/mapping.js";
import type { Row } from "../sources/mapping.js";
import { writeRef } from "../sources/record-ref.js";
import type { RecordRef } from "../sources/record-ref.js";
import type { SourceDescription } from "../sources/source.js";
import { DropFault } from "./drop-fault.js";
import { readDrop } from "./read-drop.js";
import { keptColumns } from "./file-mapping.js";
import type { FileLayout, FileMapping } from "./file-mapping.js";

/** What a domain brings to a drop: what a record is, and by which keys it is found. */
export interface DropDomain<Record extends RecordRef> {
  readonly record: z.ZodType<Record>;
  keysOf(record: Record): Readonly<{ [kind: string]: readonly string[] }>;
  /** Every kind of key that there is. */
  readonly kinds: readonly string[];
}

export interface DropSettings<Record extends RecordRef> {
  readonly domain: DropDomain<Record>;
  readonly source: Pick<SourceDescription, "owner" | "holds">;
  readonly path: string;
  readonly layout: FileLayout;
  readonly mapping: FileMapping;
}

/** Rows that go to the database at once. */
const ROWS_AT_ONCE = 2_000;

/** The table of the rows themselves. */
export const ROWS_TABLE = "crosscheck_row";
const LINE_COLUMN = "crosscheck_line";
/** The table that says that a schema is whole: the last that is made. */
export const DONE_TABLE = "crosscheck_done";

/** The table in which the keys of one kind are. */
export function keyTable(kind: string): string {
  return `crosscheck_${kind}`;
}

/**
 * Streams a file into a schema that it makes anew: rows, keys, indexes. It is not marked as whole: what fails half-way is
 * never read.
 * @throws DropFault
 */
export async function loadDrop<Record extends RecordRef>(
  { domain, source, path, layout, mapping }: DropSettings<Record>,
  database: Database,
  schema: string,
): Promise<void> {
  const shapes = shapesOf(mapping, domain.kinds);
  await dropSchema(database, schema);
  await createSchema(database, schema);
  for (const shape of shapes) await createTable(database, schema, shape);
  const tables = new Tables(database, schema);
  for await (const { line, cells: row } of readDrop(path, layout, keptColumns(mapping))) {
    const id = String(row[mapping.id] ?? "");
    const record = recordOf(row, id, { domain, source, mapping, line });
    await tables.add(ROWS_TABLE, { [LINE_COLUMN]: line, ...row });
    for (const [kind, keys] of Object.entries(domain.keysOf(record))) {
      for (const value of new Set(keys)) await tables.add(keyTable(kind), { value, id });
    }
  }
  await tables.flush();
  for (const shape of shapes) await createIndexes(database, schema, shape);
  for (const { name } of shapes) await analyzeTable(database, schema, name);
  await refuseDoubles(database, schema, mapping.id);
}

function shapesOf(mapping: FileMapping, kinds: readonly string[]): readonly TableShape[] {
  const columns = keptColumns(mapping).map((name) => [name, name === mapping.id ? "code" : "text"] as const);
  return [
    {
      name: ROWS_TABLE,
      columns: { [LINE_COLUMN]: "integer", ...Object.fromEntries(columns) },
      indexes: [[mapping.id]],
    },
    ...kinds.map((kind): TableShape => {
      return { name: keyTable(kind), columns: { value: "code", id: "code" }, indexes: [["value", "id"]] };
    }),
  ];
}

function recordOf<Record extends RecordRef>(
  row: Row,
  id: string,
  terms: Pick<DropSettings<Record>, "domain" | "source" | "mapping"> & { readonly line: number },
): Record {
  const { domain, source, mapping, line } = terms;
  const key = source.holds === "OWN" ? { owner: source.owner, localId: id } : {};
  const result = domain.record.safeParse({ ...fieldsOf(mapping, row, line), ...key });
  if (!result.success) {
    const names = new Set(result.error.issues.map(({ path }) => path.join(".")));
    throw new DropFault("DROP_RECORD", line, `It has no valid ${[...names].join(", ")}`);
  }
  // A central database is keyed by the whole reference.
  if (source.holds === "OWN" || writeRef(result.data) === id) return result.data;
  throw new DropFault("DROP_RECORD", line, "Its id is not its reference");
}

/** The cause stays behind: what is wrong with a cell quotes it. */
function fieldsOf(mapping: FileMapping, row: Row, line: number): Row {
  try {
    return readFields(mapping.fields, row, () => []);
  } catch {
    throw new DropFault("DROP_RECORD", line);
  }
}

async function refuseDoubles({ kysely }: Database, schema: string, id: string): Promise<void> {
  const double = await kysely
    .withSchema(schema)
    .selectFrom(ROWS_TABLE)
    .select(kysely.fn.max<number>(LINE_COLUMN).as("line"))
    .groupBy(id)
    .having(kysely.fn.countAll(), ">", 1)
    .orderBy("line")
    .limit(1)
    .executeTakeFirst();
  if (double !== undefined) throw new DropFault("DROP_DOUBLE", Number(double.line));
}

/** Rows of several tables on their way to the database, so many of each at once. */
class Tables {
  readonly #database: Database;
  readonly #schema: string;
  readonly #waiting = new Map<string, Readonly<{ [column: string]: Cell }>[]>();

  constructor(database: Database, schema: string) {
    this.#database = database;
    this.#schema = schema;
  }

  async add(table: string, row: Readonly<{ [column: string]: Cell }>): Promise<void> {
    const rows = this.#waiting.get(table) ?? [];
    this.#waiting.set(table, rows);
    rows.push(row);
    if (rows.length >= ROWS_AT_ONCE) await this.#send(table, rows);
  }

  async flush(): Promise<void> {
    for (const [table, rows] of this.#waiting) await this.#send(table, rows);
  }

  async #send(name: string, rows: Readonly<{ [column: string]: Cell }>[]): Promise<void> {
    const columns = Object.keys(rows[0] ?? {});
    const cells = rows.splice(0).map((row) => Object.values(row));
    if (cells.length > 0) await this.#database.load({ schema: this.#schema, name, columns }, cells);
  }
}
