import { Migrator } from "kysely/migration";
import type { MigrationResultSet } from "kysely/migration";
import { MigrationFailed } from "../errors.js";
import type { Database } from "./database.js";
import type { Migration } from "./migration.js";

/**
 * Brings a schema up to date, and makes it where there is none. Several processes may do so at once: one works, the others wait.
 * @returns the names of the migrations that ran now
 * @throws MigrationFailed; PostgreSQL then has none of them, the other engines have those before it and may have half of it
 */
export async function migrate(
  { kysely }: Database,
  schema: string,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  const migrator = new Migrator({
    db: kysely.withSchema(schema),
    provider: { getMigrations: async () => Object.fromEntries(migrations.map(({ name, up }) => [name, { up }])) },
    migrationTableSchema: schema,
  });
  const { error, results = [] } = await migrateAmidOthers(migrator);
  if (error !== undefined) {
    const failed = results.find(({ status }) => status === "Error");
    throw new MigrationFailed(schema, failed?.migrationName ?? null, { cause: error });
  }
  return results.map(({ migrationName }) => migrationName);
}

/** PostgreSQL: a schema, or a table, that was there when the catalogue was read has been dropped. */
const SCHEMA_IS_GONE = "3F000";
const TABLE_IS_GONE = "42P01";
const MOST_TRIES = 10;

/** The migrator reads the catalogue of the whole database, and fails where somebody drops something meanwhile: not ours. */
async function migrateAmidOthers(migrator: Migrator, tries = 1): Promise<MigrationResultSet> {
  const outcome = await migrator.migrateToLatest();
  return isAnothers(outcome) && tries < MOST_TRIES ? migrateAmidOthers(migrator, tries + 1) : outcome;
}

/** A table that a migration itself misses is its own fault. */
function isAnothers({ error, results = [] }: MigrationResultSet): boolean {
  if (!(error instanceof Error && "code" in error)) return false;
  if (error.code === SCHEMA_IS_GONE) return true;
  return error.code === TABLE_IS_GONE && results.every(({ status }) => status !== "Error");
}
