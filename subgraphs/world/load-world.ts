import { createIndexes, createSchema, createTable, dropSchema } from "../kit/database/create-table.js";
import type { Cell, Database } from "../kit/database/database.js";
import type { Databases, SourceConfiguration } from "../kit/sources/registry.js";
import type { Domain } from "../kit/sources/source.js";
import { heldRecords } from "./held-records.js";
import { REGISTERS } from "./registers/index.js";
import type { NativeRow, Register, TableShape } from "./registers/register.js";
import { countOf } from "./seeded.js";
import type { WorldPlan } from "./seeded.js";
import { markLoading } from "./world-mark.js";

/** Rows of one table that go to the database at once. */
const ROWS_AT_ONCE = 5_000;
/** Records after which progress is told. */
const RECORDS_BETWEEN_REPORTS = 1_000;

/** How far loading is, in records. */
export type WorldProgress = (progress: { readonly done: number; readonly total: number }) => void;

/**
 * Loads the sources of one domain: makes their schemas anew, streams the records into them, then builds the indexes.
 * Nothing is held but the rows under way.
 */
export async function loadDomain<D extends Domain>(
  plan: WorldPlan,
  domain: D,
  {
    sources,
    databases,
    onRecords,
  }: {
    readonly sources: readonly SourceConfiguration[];
    readonly databases: Databases;
    readonly onRecords: (count: number) => void;
  },
): Promise<void> {
  const loaders = new Map(
    REGISTERS[domain].flatMap((register) => {
      const source = sources.find(({ id }) => id === register.source);
      return source === undefined ? [] : [[register.source, new RegisterLoader(register, source, databases)] as const];
    }),
  );
  for (const loader of loaders.values()) await loader.createTables();
  let count = 0;
  for (const { record, sources: holders } of heldRecords(plan, domain)) {
    for (const holder of holders) await loaders.get(holder)?.add(record);
    count += 1;
    if (count % RECORDS_BETWEEN_REPORTS === 0) onRecords(RECORDS_BETWEEN_REPORTS);
  }
  for (const loader of loaders.values()) await loader.finish();
  onRecords(count % RECORDS_BETWEEN_REPORTS);
}

/** How many records the domains have together, the suspect's left out. */
export function totalOf(plan: WorldPlan, domains: readonly Domain[]): number {
  return domains.reduce((total, domain) => total + countOf(domain, plan), 0);
}

/** Writes one register's rows, table by table, one batch on its way while the next is being made. */
class RegisterLoader<Held> {
  readonly #register: Register<Held>;
  readonly #database: Database;
  readonly #schema: string;
  readonly #batches: ReadonlyMap<string, { readonly shape: TableShape; rows: Cell[][] }>;
  #underWay: Promise<void> = Promise.resolve();

  constructor(register: Register<Held>, source: SourceConfiguration, databases: Databases) {
    this.#register = register;
    this.#database = databases(source.connector.database);
    this.#schema = source.connector.mapping.schema;
    this.#batches = new Map(register.tables.map((shape) => [shape.name, { shape, rows: [] }]));
  }

  async createTables(): Promise<void> {
    await dropSchema(this.#database, this.#schema);
    await createSchema(this.#database, this.#schema);
    await markLoading(this.#database, this.#schema);
    for (const shape of this.#register.tables) await createTable(this.#database, this.#schema, shape);
  }

  async add(record: Held): Promise<void> {
    for (const { table, row } of this.#register.rowsOf(record)) {
      const batch = this.#batches.get(table);
      if (batch === undefined) throw new Error(`The register ${this.#register.source} has no table ${table}.`);
      batch.rows.push(cellsOf(batch.shape, row));
      if (batch.rows.length >= ROWS_AT_ONCE) await this.#send(table);
    }
  }

  async finish(): Promise<void> {
    for (const table of this.#batches.keys()) await this.#send(table);
    await this.#underWay;
    for (const shape of this.#register.tables) await createIndexes(this.#database, this.#schema, shape);
  }

  async #send(table: string): Promise<void> {
    const batch = this.#batches.get(table);
    if (batch === undefined || batch.rows.length === 0) return;
    const { shape, rows } = batch;
    batch.rows = [];
    await this.#underWay;
    this.#underWay = this.#database.load(
      { schema: this.#schema, name: table, columns: Object.keys(shape.columns) },
      rows,
    );
  }
}

function cellsOf({ columns }: TableShape, row: NativeRow["row"]): Cell[] {
  return Object.keys(columns).map((column) => row[column] ?? null);
}
