import type { Migration } from "../database/migration.js";
import { columnTypes, required } from "../database/migration.js";

/** What officers decide, a row each; rows are added and never changed. */
export const decisionMigration: Migration = {
  name: "0001-decision",
  up: async (db) => {
    const { code, text, integer } = columnTypes(db);
    await db.schema
      .createTable("decision")
      .ifNotExists()
      .addColumn("matter", code, required)
      .addColumn("number", integer, required)
      .addColumn("ref", code, required)
      .addColumn("other_ref", code)
      .addColumn("about", code, required)
      .addColumn("verdict", code, required)
      .addColumn("reason", text, required)
      .addColumn("origin", code)
      .addColumn("decider", text, required)
      .addColumn("justification", text, required)
      .addColumn("audit_id", code)
      .addColumn("decided_at", code, required)
      // Of two who decide at once one is second.
      .addPrimaryKeyConstraint("decision_key", ["matter", "number"])
      .execute();
    await db.schema.createIndex("decision_ref").ifNotExists().on("decision").column("ref").execute();
    await db.schema.createIndex("decision_other_ref").ifNotExists().on("decision").column("other_ref").execute();
  },
};
