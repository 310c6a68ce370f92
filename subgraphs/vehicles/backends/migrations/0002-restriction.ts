import type { Kysely } from "kysely";
import type { AnyTables } from "../../../kit/database/database.js";
import { columnTypes } from "../../../kit/database/migration.js";

/** What an owner lays down for a record: one JSON text; empty where it restricts nothing. */
export async function up(db: Kysely<AnyTables>): Promise<void> {
  const { text } = columnTypes(db);
  await db.schema
    .alterTable("vehicle")
    .addColumn("restriction", text, (column) => column.ifNotExists())
    .execute();
}
