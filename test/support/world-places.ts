import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { dropSchema } from "../../subgraphs/kit/database/create-table.js";
import { openMariadb, openPglite, openPostgres } from "../../subgraphs/kit/database/database.js";
import type { Database } from "../../subgraphs/kit/database/database.js";
import { packageFile } from "../../subgraphs/kit/package-file.js";
import { overSql, readRegistry } from "../../subgraphs/kit/sources/registry.js";
import type { WorldOptions } from "../../subgraphs/world/open-world.js";
import { answeringEngines, MARIADB_URL, POSTGRES_URL } from "./databases.js";
import { temporaryFolder } from "./processes.js";

/** Somewhere a world can be built and opened again; what was built goes when the place is disposed of. */
export interface WorldPlace extends AsyncDisposable {
  /** What openWorld is told of the place. */
  readonly options: Pick<WorldOptions, "folder" | "databaseUrl" | "mariadbUrl" | "schemaPrefix">;
  /** The database that holds most of the world, for looking at it from outside while no world is open there. */
  open(): Promise<Database>;
}

/** Names what this test's process makes on a server, which may hold other worlds. */
const OWN = `crosscheck_world_${process.pid}`;

/** The place that is always there. */
const EMBEDDED = "the embedded database";
const POSTGRES = "PostgreSQL";
const BOTH = "PostgreSQL, with Sweden in MariaDB";

const PLACES: Readonly<Record<string, () => Promise<WorldPlace>>> = {
  [EMBEDDED]: embeddedPlace,
  [POSTGRES]: serverPlace,
  [BOTH]: () => serverPlace({ mariadbUrl: MARIADB_URL }),
};

/** The places that there are here: the embedded database always, the servers where they run. */
export async function worldPlaces(): Promise<readonly string[]> {
  const engines = await answeringEngines();
  const [postgres, mariadb] = [engines.includes("postgres"), engines.includes("mariadb")];
  return [EMBEDDED, ...(postgres ? [POSTGRES] : []), ...(postgres && mariadb ? [BOTH] : [])];
}

export async function openPlace(name: string): Promise<WorldPlace> {
  const open = PLACES[name];
  if (open === undefined) throw new Error(`There is no place ${name}.`);
  return open();
}

async function embeddedPlace(): Promise<WorldPlace> {
  const folder = await temporaryFolder();
  return {
    options: { folder: folder.path },
    open: async () => {
      const [world = "world"] = (await readdir(folder.path)).filter((name) => !name.endsWith(".lock"));
      return openPglite(join(folder.path, world));
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

/**
 * On PostgreSQL a database of its own: Kysely reads the catalogue of a whole database to migrate one schema, and fails
 * where another test drops a schema meanwhile.
 */
async function serverPlace({ mariadbUrl }: { readonly mariadbUrl?: string } = {}): Promise<WorldPlace> {
  const databaseUrl = Object.assign(new URL(POSTGRES_URL), { pathname: OWN }).href;
  await onServer(`CREATE DATABASE "${OWN}"`);
  return {
    options: { databaseUrl, mariadbUrl, schemaPrefix: `${OWN}_` },
    open: async () => openPostgres(databaseUrl),
    [Symbol.asyncDispose]: async () => {
      await onServer(`DROP DATABASE "${OWN}" WITH (FORCE)`);
      if (mariadbUrl !== undefined) await dropSchemas(mariadbUrl);
    },
  };
}

async function onServer(statement: string): Promise<void> {
  await using postgres = openPostgres(POSTGRES_URL);
  await postgres.run(statement);
}

async function dropSchemas(mariadbUrl: string): Promise<void> {
  const sources = overSql(await readRegistry(packageFile("subgraphs/world/sources")));
  await using mariadb = openMariadb(mariadbUrl);
  for (const { connector } of sources) await dropSchema(mariadb, `${OWN}_${connector.mapping.schema}`);
}
