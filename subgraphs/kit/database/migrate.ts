import { Migrator } from "kysely/migration";
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
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined) {
    const failed = results.find(({ status }) => status === "Error");
    throw new MigrationFailed(schema, failed?.migrationName ?? null, { cause: error });
  }
  return results.map(({ migrationName }) => migrationName);
}
