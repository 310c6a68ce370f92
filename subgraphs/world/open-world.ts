import { join } from "node:path";
import { openMariadb, openPglite, openPostgres } from "../kit/database/database.js";
import type { Database } from "../kit/database/database.js";
import { InvalidConfiguration } from "../kit/errors.js";
import { packageFile } from "../kit/package-file.js";
import { readRegistry } from "../kit/sources/registry.js";
import type { Databases, SourceConfiguration } from "../kit/sources/registry.js";
import { DOMAINS } from "../kit/sources/source.js";
import type { Domain } from "../kit/sources/source.js";
import { lockFolder } from "./folder-lock.js";
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
  readonly sources: readonly SourceConfiguration[];
  readonly databases: Databases;
}

/** Opens the world; what of it is not there yet is loaded first. */
export async function openWorld(options: WorldOptions): Promise<World> {
  const domains = options.domains ?? DOMAINS;
  const sources = withPrefix(await readRegistry(packageFile("subgraphs/world/sources")), options.schemaPrefix ?? "");
  const resources = new AsyncDisposableStack();
  try {
    const databases = domains.length === 0 ? noDatabases : await openDatabases(options, domains, resources);
    await loadMissing(options, { sources, databases, domains });
    return { sources, databases, [Symbol.asyncDispose]: () => resources.disposeAsync() };
  } catch (error) {
    await resources.disposeAsync();
    throw error;
  }
}

/** Sources under other schemas, for a server that several worlds share. */
function withPrefix(sources: readonly SourceConfiguration[], prefix: string): readonly SourceConfiguration[] {
  return sources.map((source) => {
    const { mapping } = source.connector;
    return {
      ...source,
      connector: { ...source.connector, mapping: { ...mapping, schema: `${prefix}${mapping.schema}` } },
    };
  });
}

async function openDatabases(
  { folder, databaseUrl, mariadbUrl, seed, size }: WorldOptions,
  domains: readonly Domain[],
  resources: AsyncDisposableStack,
): Promise<Databases> {
  const embedded = resources.use(
    databaseUrl === undefined
      ? await openEmbedded(folder, folderName({ seed, size }, domains), resources)
      : openPostgres(databaseUrl),
  );
  const sweden = mariadbUrl === undefined ? embedded : resources.use(openMariadb(mariadbUrl));
  const byName = new Map([
    ["embedded", embedded],
    ["swe", sweden],
  ]);
  return (name) => {
    const database = byName.get(name);
    if (database === undefined)
      throw new InvalidConfiguration(`The registry names a database ${name} that is not configured.`);
    return database;
  };
}

async function openEmbedded(
  folder: string | undefined,
  name: string,
  resources: AsyncDisposableStack,
): Promise<Database> {
  if (folder === undefined) return openPglite();
  const path = join(folder, name);
  resources.use(await lockFolder(path));
  return openPglite(path);
}

/** A process that asks some domains only has a database of its own for them. */
function folderName({ seed, size }: WorldPlan, domains: readonly Domain[]): string {
  const part = domains.length === DOMAINS.length ? [] : domains;
  return ["world", seed, size, ...part].join("-");
}

function noDatabases(): never {
  throw new InvalidConfiguration("This process asks no source, so it has no database.");
}

/** Loads the domains of which a source is not as the plan says. */
async function loadMissing(
  { seed, size, onProgress }: WorldOptions,
  {
    sources,
    databases,
    domains,
  }: {
    readonly sources: readonly SourceConfiguration[];
    readonly databases: Databases;
    readonly domains: readonly Domain[];
  },
): Promise<void> {
  const plan = { seed, size };
  const missing: Domain[] = [];
  for (const domain of domains) {
    const worlds = await Promise.all(sourcesOf(sources, domain).map((source) => worldIn(source, databases)));
    if (worlds.some((world) => world !== planMark(plan))) missing.push(domain);
  }
  const total = totalOf(plan, missing);
  let done = 0;
  for (const domain of missing) {
    await loadDomain(plan, domain, {
      sources,
      databases,
      onRecords: (count) => {
        done += count;
        onProgress?.({ done, total });
      },
    });
    for (const source of sourcesOf(sources, domain)) await markLoaded(source, databases, planMark(plan));
  }
}

function sourcesOf(sources: readonly SourceConfiguration[], domain: Domain): readonly SourceConfiguration[] {
  return sources.filter((source) => source.domain === domain);
}

/** Raised when the tables of the world change, so that an older one is built anew. */
const LAYOUT = 1;

function planMark({ seed, size }: WorldPlan): string {
  return `layout ${LAYOUT}, seed ${seed}, size ${size}`;
}
