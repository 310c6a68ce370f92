import { dropSchema } from "../../subgraphs/kit/database/create-table.js";
import type { Engine } from "../../subgraphs/kit/database/database.js";
import { packageFile } from "../../subgraphs/kit/package-file.js";
import { readRegistry } from "../../subgraphs/kit/sources/registry.js";
import type { Databases, SourceConfiguration } from "../../subgraphs/kit/sources/registry.js";
import { DOMAINS } from "../../subgraphs/kit/sources/source.js";
import { loadDomain } from "../../subgraphs/world/load-world.js";
import type { WorldPlan } from "../../subgraphs/world/seeded.js";
import { openEngine } from "../support/databases.js";

/** A world on one engine, every source of the registry on it, whichever database the registry names. */
export interface LoadedWorld extends AsyncDisposable {
  readonly databases: Databases;
  /** As the registry has it, under the schema that the test has made. */
  source(id: string): SourceConfiguration;
}

export const REGISTRY = await readRegistry(packageFile("subgraphs/world/sources"));

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
  const databases = (): typeof database => database;
  try {
    for (const domain of DOMAINS) await loadDomain(plan, domain, { sources, databases, onRecords: () => {} });
  } catch (error) {
    await resources.disposeAsync();
    throw error;
  }
  const byId = new Map(sources.map((source) => [source.id, source]));
  return {
    databases,
    source: (id) => {
      const source = byId.get(id);
      if (source === undefined) throw new Error(`The registry has no source ${id}.`);
      return source;
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

function underPrefix(source: SourceConfiguration, prefix: string): SourceConfiguration {
  const { connector } = source;
  const schema = `${prefix}${connector.mapping.schema}`;
  return { ...source, connector: { ...connector, mapping: { ...connector.mapping, schema } } };
}
