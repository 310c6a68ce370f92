import type { Database } from "../kit/database/database.js";
import { createTable } from "../kit/database/create-table.js";
import { InvalidConfiguration } from "../kit/errors.js";

/**
 * Which world stands in a source's schema: a table of one row, made before anything is loaded and filled at the end.
 * A schema without it is somebody's own and is never touched.
 */
const MARK = { name: "crosscheck_world", columns: { plan: "text" }, indexes: [] } as const;

/** The plan of the world that the schema holds; null where there is none, or where its loading was cut short. */
export async function worldIn(database: Database, schema: string): Promise<string | null> {
  const tables = await tablesIn(database, schema);
  if (tables.length === 0) return null;
  if (!tables.includes(MARK.name)) {
    throw new InvalidConfiguration(
      `The schema ${schema} is not Crosscheck's: it has tables but no mark. Use another database for the invented world.`,
    );
  }
  const row = await database.kysely.withSchema(schema).selectFrom(MARK.name).select("plan").executeTakeFirst();
  return typeof row?.plan === "string" ? row.plan : null;
}

export async function markLoading(database: Database, schema: string): Promise<void> {
  await createTable(database, schema, MARK);
}

export async function markLoaded({ kysely }: Database, schema: string, plan: string): Promise<void> {
  await kysely.withSchema(schema).insertInto(MARK.name).values({ plan }).execute();
}

async function tablesIn({ kysely }: Database, schema: string): Promise<readonly string[]> {
  const rows = await kysely
    .withSchema("information_schema")
    .selectFrom("tables")
    .select("table_name as name")
    .where("table_schema", "=", schema)
    .execute();
  return rows.map(({ name }) => String(name));
}
