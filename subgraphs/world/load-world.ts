import {
  analyzeTable,
  createIndexes,
  createSchema,
  createTable,
  dropIndexes,
  dropSchema,
} from "../kit/database/create-table.js";
import type { Cell, Database } from "../kit/database/database.js";
import { migrate } from "../kit/database/migrate.js";
import type { Databases } from "../kit/sources/connections.js";
import type { SourceOver } from "../kit/sources/registry.js";
import type { Domain } from "../kit/sources/source.js";
import { heldRecords } from "./held-records.js";
import { REGISTERS } from "./registers/index.js";
import type { NativeRow, Register } from "./registers/register.js";
import { countOf } from "./seeded.js";
import type { WorldPlan } from "./seeded.js";
import { suspectRecords } from "./suspect.js";
import { markLoading } from "./world-mark.js";

/** Rows of one table that go to the database at once. */
const ROWS_AT_ONCE = 5_000;
/** Batches that wait for the database while more are being made: about 50 MB. */
const BATCHES_UNDER_WAY = 8;
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
    readonly sources: readonly SourceOver<"sql">[];
    readonly databases: Databases;
    readonly onRecords: (count: number) => void;
  },
): Promise<void> {
  const underWay = new UnderWay();
  const loaders = new Map(
    REGISTERS[domain].flatMap((register) => {
      const source = sources.find(({ id }) => id === register.source);
      return source === undefined
        ? []
        : [[register.source, new RegisterLoader(register, source, databases, underWay)] as const];
    }),
  );
  let count = 0;
  for (const { record, sources: holders } of heldRecords(plan, domain)) {
    for (const holder of holders) await loaders.get(holder)?.add(record);
    count += 1;
    if (count % RECORDS_BETWEEN_REPORTS === 0) onRecords(RECORDS_BETWEEN_REPORTS);
  }
  for (const loader of loaders.values()) await loader.finish();
  onRecords(count % RECORDS_BETWEEN_REPORTS);
}

/** How many records the domains have together, the suspect's among them. */
export function totalOf(plan: WorldPlan, domains: readonly Domain[]): number {
  const suspects = suspectRecords(plan);
  return domains.reduce((total, domain) => total + countOf(domain, plan) + suspects[domain].length, 0);
}

/** Writes one register's rows, table by table. Its tables are being made while the first rows already are. */
class RegisterLoader<Held> {
  readonly #register: Register<Held>;
  readonly #database: Database;
  readonly #schema: string;
  readonly #underWay: UnderWay;
  readonly #batches = new Map<string, Batch>();
  /** The statements that make again, at the end, what would make loading slow. */
  readonly #tables: Promise<readonly string[]>;

  constructor(register: Register<Held>, source: SourceOver<"sql">, databases: Databases, underWay: UnderWay) {
    this.#register = register;
    this.#database = databases(source.connector.database);
    this.#schema = source.connector.mapping.schema;
    this.#underWay = underWay;
    this.#tables = this.#createTables();
    // Whoever loads or finishes hears of a failure; until then it waits.
    this.#tables.catch(() => {});
  }

  async add(record: Held): Promise<void> {
    for (const { table, row } of this.#register.rowsOf(record)) {
      const batch = this.#batchOf(table, row);
      batch.rows.push(cellsOf(batch, row));
      if (batch.rows.length >= ROWS_AT_ONCE) await this.#send(table, batch);
    }
  }

  #batchOf(table: string, row: NativeRow["row"]): Batch {
    const started = this.#batches.get(table);
    if (started !== undefined) return started;
    const batch = { columns: Object.keys(row), rows: [] };
    this.#batches.set(table, batch);
    return batch;
  }

  async finish(): Promise<void> {
    const indexes = await this.#tables;
    for (const [table, batch] of this.#batches) await this.#send(table, batch);
    await this.#underWay.settled();
    for (const index of indexes) await this.#database.run(index);
    if ("tables" in this.#register) {
      for (const shape of this.#register.tables) await createIndexes(this.#database, this.#schema, shape);
    }
    for (const table of this.#batches.keys()) await analyzeTable(this.#database, this.#schema, table);
  }

  async #createTables(): Promise<readonly string[]> {
    await dropSchema(this.#database, this.#schema);
    await createSchema(this.#database, this.#schema);
    await markLoading(this.#database, this.#schema);
    if ("migrations" in this.#register) {
      await migrate(this.#database, this.#schema, this.#register.migrations);
      return dropIndexes(this.#database, this.#schema);
    }
    for (const shape of this.#register.tables) await createTable(this.#database, this.#schema, shape);
    return [];
  }

  async #send(name: string, batch: Batch): Promise<void> {
    const { columns, rows } = batch;
    if (rows.length === 0) return;
    batch.rows = [];
    const target = { schema: this.#schema, name, columns };
    await this.#underWay.start(this.#tables.then(() => this.#database.load(target, rows)));
  }
}

/** Rows of one table that wait to be sent. */
interface Batch {
  /** Those of the first row: a register fills the same ones in every row of a table. */
  readonly columns: readonly string[];
  rows: Cell[][];
}

/** Batches on their way to the database: so many at most, and the first failure is not lost. */
class UnderWay {
  readonly #batches = new Set<Promise<void>>();

  async start(loading: Promise<void>): Promise<void> {
    this.#batches.add(loading);
    loading.then(
      () => this.#batches.delete(loading),
      () => {},
    );
    if (this.#batches.size >= BATCHES_UNDER_WAY) await Promise.race(this.#batches);
  }

  async settled(): Promise<void> {
    await Promise.all(this.#batches);
  }
}

function cellsOf({ columns }: Batch, row: NativeRow["row"]): Cell[] {
  return columns.map((column) => row[column] ?? null);
}
