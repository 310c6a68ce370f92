import { existsSync } from "node:fs";
import { join } from "node:path";
import { openMariadb, openPglite, openPostgres } from "../kit/database/database.js";
import type { Database } from "../kit/database/database.js";
import { lockFolder } from "../kit/database/folder-lock.js";
import { reach } from "../kit/database/reach.js";
import type { OwnSchemas } from "../kit/decisions/own-schemas.js";
import { InvalidConfiguration } from "../kit/errors.js";
import { packageFile } from "../kit/package-file.js";
import type { Databases } from "../kit/sources/connections.js";
import { overSql, readRegistry } from "../kit/sources/registry.js";
import type { SourceOver } from "../kit/sources/registry.js";
import { DOMAINS } from "../kit/sources/source.js";
import type { Domain } from "../kit/sources/source.js";
import { loadDomain, totalOf } from "./load-world.js";
import type { WorldProgress } from "./load-world.js";
import type { WorldPlan } from "./seeded.js";
import { markLoaded, worldIn } from "./world-mark.js";

export interface WorldOptions extends WorldPlan {
  /** Where the embedded database keeps its files; without it they live in memory only. */
  readonly folder?: string | undefined;
  /** PostgreSQL in place of the embedded database. */
  readonly databaseUrl?: string | undefined;
  /** MariaDB for the sources that are kept in one. */
  readonly mariadbUrl?: string | undefined;
  /** The domains whose sources this process asks; all of them by default. */
  readonly domains?: readonly Domain[] | undefined;
  /** Goes before every schema, so that several worlds can share a server. */
  readonly schemaPrefix?: string | undefined;
  readonly onProgress?: WorldProgress | undefined;
}

/** The invented world, loaded and open. */
export interface World extends AsyncDisposable {
  /** Every source of the registry, those of other processes' domains too. */
  readonly sources: readonly SourceOver<"sql">[];
  readonly databases: Databases;
  /** Where the graph keeps what is its own, beside the world; absent in a process that asks no source. */
  readonly own?: OwnSchemas | undefined;
}

/** Opens the world; what of it is not there yet is loaded first. */
export async function openWorld(options: WorldOptions): Promise<World> {
  const domains = options.domains ?? DOMAINS;
  const sources = withPrefix(
    overSql(await readRegistry(packageFile("subgraphs/world/sources"))),
    options.schemaPrefix ?? "",
  );
  const resources = new AsyncDisposableStack();
  try {
    const { databases, empty, main } = await openDatabases(options, domains, resources);
    await loadMissing(options, { sources, databases, domains, empty });
    const own = main === null ? undefined : { database: main, prefix: options.schemaPrefix ?? "" };
    return { sources, databases, own, [Symbol.asyncDispose]: () => resources.disposeAsync() };
  } catch (error) {
    await resources.disposeAsync();
    throw error;
  }
}

/** Sources under other schemas, for a server that several worlds share. */
function withPrefix(sources: readonly SourceOver<"sql">[], prefix: string): readonly SourceOver<"sql">[] {
  return sources.map((source) => {
    const { mapping } = source.connector;
    return {
      ...source,
      connector: { ...source.connector, mapping: { ...mapping, schema: `${prefix}${mapping.schema}` } },
    };
  });
}

const WHERE_IT_IS_HELD = "Stop it, ask it with --graph, or give DATA_FOLDER another folder.";

interface OpenDatabases {
  readonly databases: Databases;
  /** A database that was made just now: there is no need to wait for it to hear that nothing is in it. */
  readonly empty: Database | null;
  /** PostgreSQL, or the embedded one; null where no source is asked. */
  readonly main: Database | null;
}

async function openDatabases(
  options: WorldOptions,
  domains: readonly Domain[],
  resources: AsyncDisposableStack,
): Promise<OpenDatabases> {
  if (domains.length === 0) return { databases: noDatabase, empty: null, main: null };
  const { databaseUrl, mariadbUrl } = options;
  const { database, isNew } =
    databaseUrl === undefined
      ? await openEmbedded(options, domains, resources)
      : { database: await reach(resources.use(openPostgres(databaseUrl)), databaseUrl), isNew: false };
  const sweden = mariadbUrl === undefined ? database : await reach(resources.use(openMariadb(mariadbUrl)), mariadbUrl);
  const byName = new Map([
    ["embedded", database],
    ["swe", sweden],
  ]);
  const databases = (name: string): Database => {
    const found = byName.get(name);
    if (found !== undefined) return found;
    throw new InvalidConfiguration(`The registry names a database ${name} that is not configured.`);
  };
  return { databases, empty: isNew ? database : null, main: database };
}

async function openEmbedded(
  { folder, seed, size }: WorldOptions,
  domains: readonly Domain[],
  resources: AsyncDisposableStack,
): Promise<{ readonly database: Database; readonly isNew: boolean }> {
  if (folder === undefined) return { database: resources.use(openPglite()), isNew: true };
  const path = join(folder, folderName({ seed, size }, domains));
  resources.use(await lockFolder(path, WHERE_IT_IS_HELD));
  const isNew = !existsSync(path);
  return { database: resources.use(openPglite(path)), isNew };
}

/** A process that asks some domains only has a database of its own for them. */
function folderName({ seed, size }: WorldPlan, domains: readonly Domain[]): string {
  const part = domains.length === DOMAINS.length ? [] : domains;
  return ["world", seed, size, ...part].join("-");
}

function noDatabase(): never {
  throw new InvalidConfiguration("This process asks no source, so it has no database.");
}

/** Loads the domains of which a source is not as the plan says. */
async function loadMissing(
  { seed, size, onProgress }: WorldOptions,
  {
    sources,
    databases,
    domains,
    empty,
  }: Omit<OpenDatabases, "main"> & {
    readonly sources: readonly SourceOver<"sql">[];
    readonly domains: readonly Domain[];
  },
): Promise<void> {
  const plan = { seed, size };
  const missing: Domain[] = [];
  for (const domain of domains) {
    const worlds = await Promise.all(
      sourcesOf(sources, domain).map((source) => {
        const database = databases(source.connector.database);
        return database === empty ? null : worldIn(database, source.connector.mapping.schema);
      }),
    );
    if (worlds.some((world) => world !== planMark(plan))) missing.push(domain);
  }
  const total = totalOf(plan, missing);
  let done = 0;
  const onRecords = (count: number): void => {
    done += count;
    onProgress?.({ done, total });
  };
  // All domains at once: their records are made while the embedded database still starts.
  await Promise.all(
    missing.map(async (domain) => {
      await loadDomain(plan, domain, { sources, databases, onRecords });
      for (const { connector } of sourcesOf(sources, domain)) {
        await markLoaded(databases(connector.database), connector.mapping.schema, planMark(plan));
      }
    }),
  );
}

function sourcesOf(sources: readonly SourceOver<"sql">[], domain: Domain): readonly SourceOver<"sql">[] {
  return sources.filter((source) => source.domain === domain);
}

/** Raised when the tables of the world change, so that an older one is built anew. */
const LAYOUT = 5;

function planMark({ seed, size }: WorldPlan): string {
  return `layout ${LAYOUT}, seed ${seed}, size ${size}`;
}
