import type { Migration } from "../../../../subgraphs/kit/database/migration.js";
import { columnTypes, required } from "../../../../subgraphs/kit/database/migration.js";

export const registry: Migration = {
  name: "0001-registry",
  up: async (db) => {
    const { code, text, integer } = columnTypes(db);
    await db.schema
      .createTable("version")
      .ifNotExists()
      // The key is what lets only one of two who publish at once be the first.
      .addColumn("number", integer, (column) => column.notNull().primaryKey())
      .addColumn("content", text, required)
      .execute();
    await db.schema
      .createTable("text")
      .ifNotExists()
      .addColumn("digest", code, (column) => column.notNull().primaryKey())
      .addColumn("content", text, required)
      .execute();
    await db.schema
      .createTable("owner")
      .ifNotExists()
      .addColumn("owner", code, (column) => column.notNull().primaryKey())
      .addColumn("content", text, required)
      .execute();
    await db.schema
      .createTable("usage")
      .ifNotExists()
      .addColumn("client", code, required)
      .addColumn("client_version", code, required)
      .addColumn("operation_name", code, required)
      .addColumn("hash", code, required)
      .addColumn("document", text, required)
      .addColumn("count", "bigint", required)
      .addColumn("first_seen", code, required)
      .addColumn("last_seen", code, required)
      .addPrimaryKeyConstraint("usage_key", ["client", "client_version", "operation_name", "hash"])
      .execute();
  },
};
