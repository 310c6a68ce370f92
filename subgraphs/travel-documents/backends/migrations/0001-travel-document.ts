import type { Kysely } from "kysely";
import type { AnyTables } from "../../../kit/database/database.js";
import { columnTypes, required } from "../../../kit/database/migration.js";

/** Stolen and lost travel documents; one has one number, so its keys stand in its own row. */
export async function up(db: Kysely<AnyTables>): Promise<void> {
  const { code, text } = columnTypes(db);
  await db.schema
    .createTable("travel_document")
    .ifNotExists()
    .addColumn("ref", code, (column) => column.primaryKey())
    .addColumn("owner", code, required)
    .addColumn("local_id", code, required)
    .addColumn("number", text)
    .addColumn("number_key", code)
    .addColumn("class_key", code)
    .addColumn("type", code)
    .addColumn("issuing_country", code)
    .addColumn("status", code)
    .addColumn("country_of_theft", code)
    .addColumn("date_of_theft", code)
    .addColumn("issued_on", code)
    .addColumn("expires_on", code)
    .addColumn("batch", text)
    .addColumn("note", text)
    .addColumn("notice", code)
    .execute();
  await db.schema
    .createIndex("travel_document_number_key")
    .ifNotExists()
    .on("travel_document")
    .columns(["number_key", "ref"])
    .execute();
  await db.schema
    .createIndex("travel_document_class_key")
    .ifNotExists()
    .on("travel_document")
    .columns(["class_key", "ref"])
    .execute();
}
