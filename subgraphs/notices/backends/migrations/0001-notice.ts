import type { Kysely } from "kysely";
import type { AnyTables } from "../../../kit/database/database.js";
import { columnTypes, createKeyTable, required } from "../../../kit/database/migration.js";

/** Notices and diffusions, with the names and arrest warrants beside them, and the keys that they are found by. */
export async function up(db: Kysely<AnyTables>): Promise<void> {
  const { code, text, integer } = columnTypes(db);
  await db.schema
    .createTable("notice")
    .ifNotExists()
    .addColumn("ref", code, (column) => column.primaryKey())
    .addColumn("owner", code, required)
    .addColumn("local_id", code, required)
    .addColumn("entity_id", code)
    .addColumn("colour", code)
    .addColumn("kind", code)
    .addColumn("state", code)
    .addColumn("issuing_country", code)
    .addColumn("issued_on", code)
    .addColumn("expires_on", code)
    .addColumn("dates_of_birth", text)
    .addColumn("sex", code)
    .addColumn("nationalities", text)
    .addColumn("recipients", text)
    .addColumn("public_extract", text)
    .addColumn("person", code)
    .execute();
  await db.schema.createIndex("notice_entity_id").ifNotExists().on("notice").column("entity_id").execute();
  await db.schema
    .createTable("notice_name")
    .ifNotExists()
    .addColumn("ref", code, required)
    .addColumn("position", integer)
    .addColumn("family", text)
    .addColumn("given", text)
    .addColumn("original", text)
    .execute();
  await db.schema.createIndex("notice_name_ref").ifNotExists().on("notice_name").column("ref").execute();
  await db.schema
    .createTable("arrest_warrant")
    .ifNotExists()
    .addColumn("ref", code, required)
    .addColumn("issuing_country", code)
    .addColumn("charge", text)
    .addColumn("charge_translation", text)
    .execute();
  await db.schema.createIndex("arrest_warrant_ref").ifNotExists().on("arrest_warrant").column("ref").execute();
  await createKeyTable(db, "name");
}
