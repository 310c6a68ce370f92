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

/** PostgreSQL: a schema, or a table of it, that was there when the catalogue was read has been dropped. */
const IS_GONE: ReadonlySet<unknown> = new Set(["3F000", "42P01"]);
const MOST_TRIES = 5;

/** The migrator reads the catalogue of the whole database, and fails where somebody drops a schema meanwhile: not ours. */
async function migrateAmidOthers(migrator: Migrator, tries = 1): Promise<MigrationResultSet> {
  const outcome = await migrator.migrateToLatest();
  const { error, results = [] } = outcome;
  const hasBegun = results.some(({ status }) => status === "Error");
  const isAnothers = !hasBegun && error instanceof Error && "code" in error && IS_GONE.has(error.code);
  return isAnothers && tries < MOST_TRIES ? migrateAmidOthers(migrator, tries + 1) : outcome;
}
