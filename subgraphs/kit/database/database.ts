import { CompiledQuery, Kysely, MysqlDialect } from "kysely";
import type { AbortableQueryOptions } from "kysely";
import { PostgresJSDialect } from "kysely-postgres-js";
import { createPool } from "mysql2";
import postgres from "postgres";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { PgliteClient, PgliteDialect } from "./pglite.js";

/** Tables whose names and columns are known at run time only: those of a mapping. */
export type AnyTables = Record<string, Record<string, unknown>>;

export type Engine = "pglite" | "postgres" | "mariadb";

/** A cell as it is written to a table; `null` is SQL's NULL. */
export type Cell = string | number | boolean | null;

/** One database, whichever engine it runs on. */
export interface Database extends AsyncDisposable {
  readonly engine: Engine;
  readonly kysely: Kysely<AnyTables>;
  /** Runs one statement that the query builder has no word for: DDL, settings. */
  run(sql: string): Promise<void>;
  /** Appends many rows by the fastest way the engine has. */
  load(
    table: { readonly schema: string; readonly name: string; readonly columns: readonly string[] },
    rows: readonly (readonly Cell[])[],
  ): Promise<void>;
}

/** How long what is under way may take once a database is closed, seconds. */
const LAST_WORDS_S = 1;

/** Ends a query with the signal: on the server where there is one; the embedded database only stops waiting for it. */
export function endingWith(signal: AbortSignal, { engine }: Database): AbortableQueryOptions {
  return { signal, inflightQueryAbortStrategy: engine === "pglite" ? "ignore query" : "cancel query" };
}

/** Opens the embedded database. Takes 1 to 5 seconds and about 500 MB. */
export function openPglite(folder?: string): Database {
  const client = new PgliteClient(folder);
  const kysely = new Kysely<AnyTables>({ dialect: new PgliteDialect(client) });
  return {
    engine: "pglite",
    kysely,
    run: async (sql) => void (await client.query(sql)),
    load: async ({ schema, name, columns }, rows) => {
      const list = columns.map((column) => quote(column)).join(", ");
      await client.query(`COPY ${quote(schema)}.${quote(name)} (${list}) FROM '/dev/blob'`, [], copyText(rows));
    },
    [Symbol.asyncDispose]: async () => {
      await kysely.destroy();
      await client.close();
    },
  };
}

/** @param url `postgres://user@host/database` */
export function openPostgres(url: string): Database {
  const sql = postgres(url, {
    max: 8,
    onnotice: () => {},
    // A date is a calendar day and must never pass through a clock; a count fits a number.
    types: {
      date: { to: 1082, from: [1082], serialize: String, parse: String },
      bigint: { to: 20, from: [20], serialize: String, parse: Number },
    },
  });
  const kysely = new Kysely<AnyTables>({ dialect: new PostgresJSDialect({ postgres: sql }) });
  return {
    engine: "postgres",
    kysely,
    run: async (text) => void (await sql.unsafe(text)),
    load: async ({ schema, name, columns }, rows) => {
      // Reserved, because the driver would send the next statement down a connection that is still copying.
      const connection = await sql.reserve();
      try {
        const target = await connection`COPY ${sql(schema)}.${sql(name)} (${sql([...columns])}) FROM STDIN`.writable();
        await pipeline(Readable.from([copyText(rows)]), target);
      } finally {
        connection.release();
      }
    },
    // Kysely ends the pool only once it has asked something itself, and would wait for ever for what is still under way.
    [Symbol.asyncDispose]: async () => {
      await sql.end({ timeout: LAST_WORDS_S });
      await kysely.destroy();
    },
  };
}

/** @param url `mysql://user@host/database` */
export function openMariadb(url: string): Database {
  const pool = createPool({
    uri: url,
    connectionLimit: 8,
    dateStrings: true,
    supportBigNumbers: true,
    charset: "utf8mb4_bin",
  });
  const kysely = new Kysely<AnyTables>({ dialect: new MysqlDialect({ pool }) });
  const statements = pool.promise();
  return {
    engine: "mariadb",
    kysely,
    run: async (sql) => void (await kysely.executeQuery(CompiledQuery.raw(sql))),
    load: async ({ schema, name, columns }, rows) => {
      if (rows.length === 0) return;
      await statements.query("INSERT INTO ?? (??) VALUES ?", [`${schema}.${name}`, [...columns], rows]);
    },
    // Kysely ends the pool, since all but loading goes through it.
    [Symbol.asyncDispose]: () => kysely.destroy(),
  };
}

function quote(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

/** Rows in PostgreSQL's COPY text format. */
function copyText(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(copyCell).join("\t")}\n`).join("");
}

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function copyCell(cell: Cell): string {
  if (cell === null) return "\\N";
  if (typeof cell === "boolean") return cell ? "t" : "f";
  return String(cell).replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character);
}
