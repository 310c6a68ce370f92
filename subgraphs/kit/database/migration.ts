import { MysqlAdapter, sql } from "kysely";
import type { ColumnDefinitionBuilder, Kysely, RawBuilder } from "kysely";
import { MARIADB_TYPES, POSTGRES_TYPES } from "./create-table.js";
import type { ColumnType } from "./create-table.js";
import type { AnyTables } from "./database.js";

/**
 * One step of a schema, forward only. Where a database cannot undo DDL it may be cut short and run again, so it makes only
 * what is not there yet. Once it has run anywhere it is never changed, nor is what it uses of this file: the next one corrects it.
 */
export interface Migration {
  /** Number and subject, as its file is named: `0001-nominal`. */
  readonly name: string;
  readonly up: (db: Kysely<AnyTables>) => Promise<void>;
}

/** The column types of the engine that the migration runs on. */
export function columnTypes(db: Kysely<AnyTables>): Readonly<Record<ColumnType, RawBuilder<unknown>>> {
  const types = db.getExecutor().adapter instanceof MysqlAdapter ? MARIADB_TYPES : POSTGRES_TYPES;
  return {
    code: sql.raw(types.code),
    text: sql.raw(types.text),
    long: sql.raw(types.long),
    integer: sql.raw(types.integer),
    real: sql.raw(types.real),
    json: sql.raw(types.json),
  };
}

/** Marks a column that is never empty. */
export function required(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder {
  return column.notNull();
}

/** A table of one kind of key: the records of another table are found through it. */
export async function createKeyTable(db: Kysely<AnyTables>, kind: string): Promise<void> {
  const { code } = columnTypes(db);
  const table = `crosscheck_${kind}`;
  await db.schema
    .createTable(table)
    .ifNotExists()
    .addColumn("value", code, required)
    .addColumn("id", code, required)
    .execute();
  await db.schema.createIndex(`${table}_value`).ifNotExists().on(table).columns(["value", "id"]).execute();
}
