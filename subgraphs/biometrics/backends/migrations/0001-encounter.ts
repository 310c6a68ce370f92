import type { Kysely } from "kysely";
import type { AnyTables } from "../../../kit/database/database.js";
import { columnTypes, required } from "../../../kit/database/migration.js";

/** Biometric encounters, each with its template; they are searched by comparing all of a kind. */
export async function up(db: Kysely<AnyTables>): Promise<void> {
  const { code, text, long, integer } = columnTypes(db);
  await db.schema
    .createTable("encounter")
    .ifNotExists()
    .addColumn("ref", code, (column) => column.primaryKey())
    .addColumn("owner", code, required)
    .addColumn("local_id", code, required)
    .addColumn("kind", code)
    .addColumn("finger", integer)
    .addColumn("taken_on", code)
    .addColumn("reason", text)
    .addColumn("person", code)
    .addColumn("template", long)
    .execute();
  await db.schema.createIndex("encounter_kind").ifNotExists().on("encounter").column("kind").execute();
}
