import { sql } from "kysely";
import { createIndexes, createTable, analyzeTable } from "../../kit/database/create-table.js";
import { endingWith } from "../../kit/database/database.js";
import type { Cell, Database } from "../../kit/database/database.js";
import { keyedIds } from "../../kit/sources/keyed-ids.js";
import { SourceFailure } from "../../kit/sources/source.js";
import type { KeyIndex } from "../../kit/sources/indexed-tables.js";
import type { KeyedId } from "../../kit/sources/mapped-tables.js";

/** One built set of keys. Sets follow each other; a question is answered from one. */
export interface Generation {
  readonly number: number;
  /** When building it began: what was changed before is in it. */
  readonly asOf: Date;
  readonly records: number;
  /** Of the mapping and the way that keys are made: keys that were made otherwise find nothing. */
  readonly mark: string;
}

const GENERATIONS = "generation";
/** The number of records of a generation that is still being built, or never was finished. */
const UNFINISHED = -1;

/**
 * The search keys of one country, in a schema of their own. Nothing else is ever written anywhere. What is kept by domain is
 * for a register of the country's own kept by its name.
 */
export class IndexStore {
  readonly #database: Database;
  readonly #schema: string;

  constructor(database: Database, schema: string) {
    this.#database = database;
    this.#schema = schema;
  }

  /** Makes the schema where there is none. */
  async prepare(): Promise<void> {
    const { engine, kysely, run } = this.#database;
    const mark = engine === "mariadb" ? "`" : '"';
    await run(`CREATE SCHEMA IF NOT EXISTS ${mark}${this.#schema.replaceAll(mark, mark + mark)}${mark}`);
    const type = engine === "mariadb" ? sql`varchar(120)` : sql`text`;
    await kysely.schema
      .withSchema(this.#schema)
      .createTable(GENERATIONS)
      .ifNotExists()
      .addColumn("domain", type, (column) => column.notNull())
      .addColumn("number", "integer", (column) => column.notNull())
      .addColumn("as_of", type, (column) => column.notNull())
      .addColumn("records", "integer", (column) => column.notNull())
      .addColumn("mark", type, (column) => column.notNull())
      .addPrimaryKeyConstraint("generation_key", ["domain", "number"])
      .execute();
  }

  /** The newest whole generation; null where none was ever built. */
  async newest(domain: string): Promise<Generation | null> {
    const [row] = await this.#database.kysely
      .withSchema(this.#schema)
      .selectFrom(GENERATIONS)
      .select(["number", "as_of", "records", "mark"])
      .where("domain", "=", domain)
      .where("records", ">", UNFINISHED)
      .orderBy("number", "desc")
      .limit(1)
      .execute();
    if (row === undefined) return null;
    return {
      number: Number(row["number"]),
      asOf: new Date(String(row["as_of"])),
      records: Number(row["records"]),
      mark: String(row["mark"]),
    };
  }

  /**
   * Takes the next number, and makes the tables of a generation that is to be. A number is taken once: of two processes
   * that build at the same moment one fails, and neither writes to the other's tables.
   */
  async begin(domain: string, asOf: Date, kinds: readonly string[]): Promise<number> {
    const table = this.#database.kysely.withSchema(this.#schema);
    const [last] = await table
      .selectFrom(GENERATIONS)
      .select((eb) => eb.fn.max("number").as("number"))
      .where("domain", "=", domain)
      .execute();
    const number = Number(last?.["number"] ?? 0) + 1;
    const row = { domain, number, as_of: asOf.toISOString(), records: UNFINISHED, mark: "" };
    await table.insertInto(GENERATIONS).values(row).execute();
    await this.#drop(domain, number, kinds);
    for (const kind of kinds) await createTable(this.#database, this.#schema, shapeOf(domain, kind, number));
    return number;
  }

  async add(
    { domain, kind, number }: { readonly domain: string; readonly kind: string; readonly number: number },
    rows: readonly (readonly Cell[])[],
  ): Promise<void> {
    const name = tableOf(domain, kind, number);
    await this.#database.load({ schema: this.#schema, name, columns: ["value", "id"] }, rows);
  }

  /**
   * From now on questions are answered from this generation; the one before stays for those under way, older ones go.
   * @param every each kind of key that an older generation may have had
   */
  async finish(
    domain: string,
    { number, records, mark }: Omit<Generation, "asOf">,
    { kinds, every }: { readonly kinds: readonly string[]; readonly every: readonly string[] },
  ): Promise<void> {
    for (const kind of kinds) {
      await createIndexes(this.#database, this.#schema, shapeOf(domain, kind, number));
      await analyzeTable(this.#database, this.#schema, tableOf(domain, kind, number));
    }
    const table = this.#database.kysely.withSchema(this.#schema);
    await table
      .updateTable(GENERATIONS)
      .set({ records, mark })
      .where("domain", "=", domain)
      .where("number", "=", number)
      .execute();
    const older = await table
      .selectFrom(GENERATIONS)
      .select("number")
      .where("domain", "=", domain)
      .where("number", "<", number - 1)
      .execute();
    for (const { number: old } of older) await this.#drop(domain, Number(old), every);
    await table
      .deleteFrom(GENERATIONS)
      .where("domain", "=", domain)
      .where("number", "<", number - 1)
      .execute();
  }

  async find(
    table: { readonly domain: string; readonly kind: string; readonly number: number },
    keys: readonly string[],
    { most, offset }: { readonly most: number; readonly offset: number },
    signal: AbortSignal,
  ): Promise<readonly KeyedId[]> {
    const name = tableOf(table.domain, table.kind, table.number);
    const place = { schema: this.#schema, table: name, column: "value", id: "id" };
    const rows = await keyedIds(this.#database, place, keys)
      .limit(most)
      .offset(offset)
      .execute(endingWith(signal, this.#database));
    return rows.map((row) => ({ id: String(row.crosscheck_id), shared: Number(row.crosscheck_shared) }));
  }

  async #drop(domain: string, number: number, kinds: readonly string[]): Promise<void> {
    for (const kind of kinds) {
      await this.#database.kysely.schema
        .withSchema(this.#schema)
        .dropTable(tableOf(domain, kind, number))
        .ifExists()
        .execute();
    }
  }
}

/** The keys of one domain, as its source is searched by them. */
export class DomainIndex implements KeyIndex {
  readonly kinds: ReadonlySet<string>;
  readonly #store: IndexStore;
  readonly #domain: string;
  readonly #mark: string;
  readonly #staleAfterMs: number;
  #generation: Generation | null = null;

  constructor(
    store: IndexStore,
    terms: {
      readonly domain: string;
      readonly kinds: readonly string[];
      readonly mark: string;
      readonly staleAfterS: number;
    },
  ) {
    this.#store = store;
    this.#domain = terms.domain;
    this.kinds = new Set(terms.kinds);
    this.#mark = terms.mark;
    this.#staleAfterMs = terms.staleAfterS * 1_000;
  }

  /** Takes the newest generation, whoever has built it. */
  async renew(): Promise<Generation | null> {
    this.#generation = await this.#store.newest(this.#domain);
    return this.#generation;
  }

  async find(
    kind: string,
    keys: readonly string[],
    page: { readonly most: number; readonly offset: number },
    signal: AbortSignal,
  ): Promise<readonly KeyedId[]> {
    const generation = this.#generation;
    if (generation === null || generation.mark !== this.#mark)
      throw new SourceFailure("FAILED", "the search keys are not built");
    if (Date.now() - generation.asOf.getTime() > this.#staleAfterMs)
      throw new SourceFailure("FAILED", "the search keys are too old");
    return this.#store.find({ domain: this.#domain, kind, number: generation.number }, keys, page, signal);
  }
}

function tableOf(domain: string, kind: string, number: number): string {
  return `${domain.replaceAll("-", "_")}_${kind}_${number}`;
}

function shapeOf(domain: string, kind: string, number: number) {
  return {
    name: tableOf(domain, kind, number),
    columns: { value: "code", id: "code" },
    indexes: [["value", "id"]],
  } as const;
}
