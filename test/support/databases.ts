import { openMariadb, openPglite, openPostgres } from "../../subgraphs/kit/database/database.js";
import type { Database, Engine } from "../../subgraphs/kit/database/database.js";

export const POSTGRES_URL = process.env["DATABASE_URL"] ?? "postgres://postgres@127.0.0.1:5432/postgres";
export const MARIADB_URL = process.env["MARIADB_URL"] ?? "mysql://root@127.0.0.1:3306/test";

const OPENERS: Readonly<Record<Engine, () => Database>> = {
  pglite: () => openPglite(),
  postgres: () => openPostgres(POSTGRES_URL),
  mariadb: () => openMariadb(MARIADB_URL),
};

/** The engines that answer here: PGlite always, the servers where they run. CI starts them, and says so in CROSSCHECK_ENGINES. */
export async function answeringEngines(): Promise<readonly Engine[]> {
  const demanded = process.env["CROSSCHECK_ENGINES"]?.split(",") ?? [];
  const engines: Engine[] = ["pglite"];
  for (const engine of ["postgres", "mariadb"] as const) {
    const answers = await doesAnswer(engine);
    if (!answers && demanded.includes(engine)) throw new Error(`${engine} was to be tested but does not answer.`);
    if (answers) engines.push(engine);
  }
  return engines;
}

export function openEngine(engine: Engine): Database {
  return OPENERS[engine]();
}

async function doesAnswer(engine: Engine): Promise<boolean> {
  await using database = openEngine(engine);
  try {
    await database.run("SELECT 1");
    return true;
  } catch {
    return false;
  }
}
