import type { Kysely } from "kysely";
import type { AnyTables } from "../../../kit/database/database.js";
import { columnTypes, required } from "../../../kit/database/migration.js";

/** Stolen vehicles; one has one of each number, so its keys stand in its own row. */
export async function up(db: Kysely<AnyTables>): Promise<void> {
  const { code, text, integer } = columnTypes(db);
  await db.schema
    .createTable("vehicle")
    .ifNotExists()
    .addColumn("ref", code, (column) => column.primaryKey())
    .addColumn("owner", code, required)
    .addColumn("local_id", code, required)
    .addColumn("status", code)
    .addColumn("vin", code)
    .addColumn("plate", text)
    .addColumn("plate_key", code)
    .addColumn("plate_country", code)
    .addColumn("engine_number", text)
    .addColumn("engine_key", code)
    .addColumn("make", text)
    .addColumn("model", text)
    .addColumn("colour", text)
    .addColumn("category", code)
    .addColumn("year", integer)
    .addColumn("country_of_theft", code)
    .addColumn("date_of_theft", code)
    .addColumn("part_numbers", text)
    .execute();
  await db.schema.createIndex("vehicle_vin").ifNotExists().on("vehicle").columns(["vin", "ref"]).execute();
  await db.schema.createIndex("vehicle_plate_key").ifNotExists().on("vehicle").columns(["plate_key", "ref"]).execute();
  await db.schema
    .createIndex("vehicle_engine_key")
    .ifNotExists()
    .on("vehicle")
    .columns(["engine_key", "ref"])
    .execute();
}
