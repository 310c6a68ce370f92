import { dropSchema } from "../../subgraphs/kit/database/create-table.js";
import type { Engine } from "../../subgraphs/kit/database/database.js";
import { packageFile } from "../../subgraphs/kit/package-file.js";
import { overSql, readRegistry } from "../../subgraphs/kit/sources/registry.js";
import type { Connections } from "../../subgraphs/kit/sources/connections.js";
import type { SourceConfiguration, SourceOver } from "../../subgraphs/kit/sources/registry.js";
import { DOMAINS } from "../../subgraphs/kit/sources/source.js";
import { loadDomain } from "../../subgraphs/world/load-world.js";
import type { WorldPlan } from "../../subgraphs/world/seeded.js";
import { connectionsTo, countryKeys, remoteSource, startCountry } from "../support/country.js";
import { openEngine } from "../support/databases.js";

/** The ways to a source that the suite goes: to its tables, and through its owner's server of the source contract. */
export const WAYS = ["sql", "graphql"] as const;
export type Way = (typeof WAYS)[number];

/** A world on one engine, every source of the registry on it, whichever database the registry names. */
export interface LoadedWorld extends AsyncDisposable {
  connections(way: Way): Connections;
  /** As the registry has it, under the schema that the test has made, or behind the server that it has started. */
  source(id: string, way: Way): SourceConfiguration;
}

export const REGISTRY = overSql(await readRegistry(packageFile("subgraphs/world/sources")));

/** Loads a world into schemas of its own, which go when it is disposed of: the server may hold others. */
export async function loadWorldOn(engine: Engine, plan: WorldPlan): Promise<LoadedWorld> {
  const database = openEngine(engine);
  const sources = REGISTRY.map((source) => underPrefix(source, `crosscheck_contract_${process.pid}_`));
  const schemas = sources.map(({ connector }) => connector.mapping.schema);
  const resources = new AsyncDisposableStack();
  resources.use(database);
  resources.defer(async () => {
    for (const schema of schemas) await dropSchema(database, schema);
  });
  const own = { databases: (): typeof database => database };
  try {
    for (const domain of DOMAINS) await loadDomain(plan, domain, { sources, ...own, onRecords: () => {} });
    const keys = countryKeys();
    const remote: SourceConfiguration[] = [];
    for (const ofOwner of Map.groupBy(sources, ({ owner }) => owner).values()) {
      const { url } = resources.use(await startCountry(ofOwner, own, keys));
      remote.push(...ofOwner.map((source) => remoteSource(source, url)));
    }
    const connections = { sql: own, graphql: connectionsTo(keys) };
    const byWay = { sql: sources, graphql: remote };
    return {
      connections: (way) => connections[way],
      source: (id, way) => found(byWay[way], id),
      [Symbol.asyncDispose]: () => resources.disposeAsync(),
    };
  } catch (error) {
    await resources.disposeAsync();
    throw error;
  }
}

function found(sources: readonly SourceConfiguration[], id: string): SourceConfiguration {
  const source = sources.find((candidate) => candidate.id === id);
  if (source === undefined) throw new Error(`The registry has no source ${id}.`);
  return source;
}

function underPrefix(source: SourceOver<"sql">, prefix: string): SourceOver<"sql"> {
  const { connector } = source;
  const schema = `${prefix}${connector.mapping.schema}`;
  return { ...source, connector: { ...connector, mapping: { ...connector.mapping, schema } } };
}
