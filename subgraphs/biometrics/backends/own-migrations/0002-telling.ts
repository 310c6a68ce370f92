import type { Kysely } from "kysely";
import type { AnyTables } from "../../../kit/database/database.js";
import { columnTypes, required } from "../../../kit/database/migration.js";

/** Which officer was told of which candidate: digests alone, with the search's origin and the moment. */
export async function up(db: Kysely<AnyTables>): Promise<void> {
  const { code } = columnTypes(db);
  await db.schema
    .createTable("telling")
    .ifNotExists()
    .addColumn("told", code, required)
    .addColumn("origin", code, required)
    .addColumn("about", code, required)
    .addColumn("told_at", code, required)
    .addPrimaryKeyConstraint("telling_key", ["told", "origin", "about"])
    .execute();
  await db.schema.createIndex("telling_told_at").ifNotExists().on("telling").column("told_at").execute();
}
