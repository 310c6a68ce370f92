import type { Kysely } from "kysely";
import type { AnyTables } from "../../../kit/database/database.js";
import { columnTypes, createKeyTable, required } from "../../../kit/database/migration.js";

/** INTERPOL's nominals: a person, the names and identity documents beside them, and the keys that they are found by. */
export async function up(db: Kysely<AnyTables>): Promise<void> {
  const { code, text, integer, real } = columnTypes(db);
  await db.schema
    .createTable("nominal")
    .ifNotExists()
    .addColumn("ref", code, (column) => column.primaryKey())
    .addColumn("owner", code, required)
    .addColumn("local_id", code, required)
    .addColumn("dates_of_birth", text)
    .addColumn("sex", code)
    .addColumn("birth_place", text)
    .addColumn("birth_country", code)
    .addColumn("nationalities", text)
    .addColumn("father_name", text)
    .addColumn("mother_name", text)
    .addColumn("height_cm", real)
    .addColumn("weight_kg", real)
    .addColumn("eyes", code)
    .addColumn("hair", code)
    .addColumn("distinguishing_marks", text)
    .addColumn("languages", text)
    .addColumn("cautions", text)
    .addColumn("action_to_take", code)
    .addColumn("offence", code)
    .addColumn("notices", text)
    .addColumn("travel_documents", text)
    .addColumn("vehicles", text)
    .addColumn("encounters", text)
    .execute();
  await db.schema
    .createTable("nominal_name")
    .ifNotExists()
    .addColumn("ref", code, required)
    .addColumn("position", integer)
    .addColumn("kind", code)
    .addColumn("family", text)
    .addColumn("given", text)
    .addColumn("original", text)
    .execute();
  await db.schema.createIndex("nominal_name_ref").ifNotExists().on("nominal_name").column("ref").execute();
  await db.schema
    .createTable("nominal_document")
    .ifNotExists()
    .addColumn("ref", code, required)
    .addColumn("type", code)
    .addColumn("number", text)
    .addColumn("issuing_country", code)
    .execute();
  await db.schema.createIndex("nominal_document_ref").ifNotExists().on("nominal_document").column("ref").execute();
  await createKeyTable(db, "name");
  await createKeyTable(db, "name_born");
  await createKeyTable(db, "document");
}
