import type { Database, Engine } from "./database.js";

/** A word that every engine has a type for: `code` is short and can be indexed, `text` is free, `long` holds templates. */
export type ColumnType = "code" | "text" | "long" | "integer" | "real" | "json";

/** A table whose shape is known at run time only. */
export interface TableShape {
  readonly name: string;
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** Columns of each index. */
  readonly indexes: readonly (readonly string[])[];
}

export const POSTGRES_TYPES: Readonly<Record<ColumnType, string>> = {
  code: "text",
  text: "text",
  long: "text",
  integer: "integer",
  real: "double precision",
  json: "jsonb",
};

/** MariaDB indexes no text without a length, and compares letters exactly only where it is told so. */
export const MARIADB_TYPES: Readonly<Record<ColumnType, string>> = {
  code: "varchar(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
  text: "text CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
  long: "mediumtext CHARACTER SET ascii COLLATE ascii_bin",
  integer: "integer",
  real: "double",
  json: "json",
};

export async function createTable(database: Database, schema: string, { name, columns }: TableShape): Promise<void> {
  const types = database.engine === "mariadb" ? MARIADB_TYPES : POSTGRES_TYPES;
  const list = Object.entries(columns).map(([column, type]) => `${quote(database.engine, column)} ${types[type]}`);
  await database.run(
    `CREATE TABLE ${quote(database.engine, schema)}.${quote(database.engine, name)} (${list.join(", ")})`,
  );
}

/** Makes the indexes, after loading because that is several times faster. */
export async function createIndexes(database: Database, schema: string, { name, indexes }: TableShape): Promise<void> {
  const { engine } = database;
  const table = `${quote(engine, schema)}.${quote(engine, name)}`;
  for (const [position, columns] of indexes.entries()) {
    const index = quote(engine, `${name}_${position + 1}`);
    const list = columns.map((column) => quote(engine, column)).join(", ");
    await database.run(`CREATE INDEX ${index} ON ${table} (${list})`);
  }
}

/**
 * Takes the indexes off the tables of a schema, all but those that keep a constraint, and gives the statements that make
 * them again: many rows are loaded several times faster without. MariaDB keeps its own, and builds them as rows come.
 */
export async function dropIndexes({ engine, kysely, run }: Database, schema: string): Promise<readonly string[]> {
  if (engine === "mariadb") return [];
  const indexes = await kysely
    .withSchema("pg_catalog")
    .selectFrom("pg_indexes")
    .select(["indexname", "indexdef"])
    .where("schemaname", "=", schema)
    .where("indexdef", "not like", "CREATE UNIQUE %")
    .execute();
  for (const { indexname } of indexes)
    await run(`DROP INDEX ${quote(engine, schema)}.${quote(engine, String(indexname))}`);
  return indexes.map(({ indexdef }) => String(indexdef));
}

/**
 * Tells the planner what a table holds, after loading. PostgreSQL also notes that every row may be seen: a search by key then
 * reads the index alone, where it would fetch a page of the table for each row.
 */
export async function analyzeTable({ engine, run }: Database, schema: string, name: string): Promise<void> {
  const table = `${quote(engine, schema)}.${quote(engine, name)}`;
  await run(engine === "mariadb" ? `ANALYZE TABLE ${table}` : `VACUUM ANALYZE ${table}`);
}

export async function createSchema({ engine, run }: Database, schema: string): Promise<void> {
  await run(`CREATE SCHEMA ${quote(engine, schema)}`);
}

export async function dropSchema({ engine, run }: Database, schema: string): Promise<void> {
  await run(`DROP SCHEMA IF EXISTS ${quote(engine, schema)}${engine === "mariadb" ? "" : " CASCADE"}`);
}

function quote(engine: Engine, identifier: string): string {
  const mark = engine === "mariadb" ? "`" : '"';
  return `${mark}${identifier.replaceAll(mark, mark + mark)}${mark}`;
}
