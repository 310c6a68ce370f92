import { sql } from "kysely";
import type { Migration } from "../database/migration.js";
import { columnTypes, required } from "../database/migration.js";

/** The sources of a registry in PostgreSQL. However a row comes or changes, whoever listens on the schema's name is told. */
export function sourceMigration(schema: string): Migration {
  return {
    name: "0001-source",
    up: async (db) => {
      const { code, text } = columnTypes(db);
      await db.schema
        .createTable("source")
        .ifNotExists()
        .addColumn("id", code, (column) => column.notNull().primaryKey())
        .addColumn("content", text, required)
        .execute();
      await sql`CREATE OR REPLACE FUNCTION ${sql.id(schema, "announce")}() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN PERFORM pg_notify(TG_TABLE_SCHEMA, ''); RETURN NULL; END $$`.execute(db);
      await sql`CREATE OR REPLACE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON ${sql.id(schema, "source")}
        FOR EACH STATEMENT EXECUTE FUNCTION ${sql.id(schema, "announce")}()`.execute(db);
    },
  };
}
