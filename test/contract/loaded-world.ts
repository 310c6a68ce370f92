import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { templateRecordSchema } from "../../subgraphs/biometrics/index.js";
import { dropSchema } from "../../subgraphs/kit/database/create-table.js";
import type { Database, Engine } from "../../subgraphs/kit/database/database.js";
import { packageFile } from "../../subgraphs/kit/package-file.js";
import type { Connections } from "../../subgraphs/kit/sources/connections.js";
import { writeRef } from "../../subgraphs/kit/sources/record-ref.js";
import { osiaConnectorSchema } from "../../subgraphs/kit/sources/osia-settings.js";
import { overSql, readRegistry } from "../../subgraphs/kit/sources/registry.js";
import type { SourceConfiguration, SourceOver } from "../../subgraphs/kit/sources/registry.js";
import type { RestrictedRecord } from "../../subgraphs/kit/sources/search-sources.js";
import { DOMAINS } from "../../subgraphs/kit/sources/source.js";
import { noticeRecordSchema } from "../../subgraphs/notices/index.js";
import { personRecordSchema } from "../../subgraphs/persons/index.js";
import { travelDocumentRecordSchema } from "../../subgraphs/travel-documents/index.js";
import { vehicleRecordSchema } from "../../subgraphs/vehicles/index.js";
import { heldRecords } from "../../subgraphs/world/held-records.js";
import { loadDomain } from "../../subgraphs/world/load-world.js";
import type { WorldPlan } from "../../subgraphs/world/seeded.js";
import { startAbis } from "../support/abis.js";
import { canonicalFields } from "../support/canonical-mapping.js";
import { connectionsTo, countryKeys, remoteSource, startCountry } from "../support/country.js";
import { openEngine } from "../support/databases.js";
import { jsonApiMapping, startJsonApi } from "../support/json-api.js";
import { temporaryFolder } from "../support/processes.js";
import { csvOf, xmlOf } from "../support/drops.js";
import { asItIs, asKeptBy, SERVED } from "./as-kept-by.js";
import { sampleOf } from "./contracts.js";

/** The world behind sources that are reached in one way or another. */
export interface LoadedWorld extends AsyncDisposable {
  readonly connections: Connections;
  readonly sources: readonly SourceConfiguration[];
  readonly asKept: typeof asKeptBy;
}

export const REGISTRY = overSql(await readRegistry(packageFile("subgraphs/world/sources")));

/** Names what this process makes on a server, which may hold other worlds. */
const OWN = `contract_${process.pid}`;

/** Every source of the registry over its own tables, whichever database the registry names. */
async function overTables(engine: Engine, plan: WorldPlan): Promise<LoadedWorld> {
  const database = openEngine(engine);
  const sources = REGISTRY.map((source) => underPrefix(source, `crosscheck_${OWN}_`));
  const schemas = sources.map(({ connector }) => connector.mapping.schema);
  return disposingOf(async (resources) => {
    resources.use(database);
    resources.defer(() => dropAll(database, schemas));
    const connections = { databases: (): typeof database => database };
    for (const domain of DOMAINS) await loadDomain(plan, domain, { sources, ...connections, onRecords: () => {} });
    return { connections, sources, asKept: asKeptBy };
  });
}

/** The same sources, each owner's behind a server of the source contract, beside themselves. */
export async function andBehindServers(engine: Engine, plan: WorldPlan): Promise<LoadedWorld> {
  return disposingOf(async (resources) => {
    const { sources, connections, asKept } = resources.use(await overTables(engine, plan));
    const keys = countryKeys();
    const remote: SourceConfiguration[] = [];
    for (const ofOwner of Map.groupBy(sources, ({ owner }) => owner).values()) {
      const { url } = resources.use(await startCountry(ofOwner, connections, keys));
      remote.push(...ofOwner.map((source) => ({ ...remoteSource(source, url), id: `${source.id}${SERVED}` })));
    }
    return { connections: { ...connectionsTo(keys), ...connections }, sources: [...sources, ...remote], asKept };
  });
}

/** The same records, each source's dropped in a file of this format. */
export async function asFiles(format: "csv" | "xml", engine: Engine, plan: WorldPlan): Promise<LoadedWorld> {
  const database = openEngine(engine);
  return disposingOf(async (resources) => {
    resources.use(database);
    const folder = resources.use(await temporaryFolder());
    const sources = await Promise.all(
      REGISTRY.map(async (source): Promise<SourceConfiguration> => {
        const path = join(folder.path, `${source.id}.${format}`);
        const schema = `${OWN}_${format}_${source.id.replaceAll("-", "_")}`;
        resources.defer(() => dropAll(database, [`crosscheck_drop_${schema}_a`]));
        const fields = canonicalFields(DROPPED[source.domain], "CELLS");
        const settings = {
          kind: "file",
          path,
          lookEveryMs: 3_600_000,
          stillForMs: 0,
          database: "own",
          schema,
          mapping: { id: "id", fields },
        } as const;
        const rows = heldBy(source, plan).map((record) => ({ id: idIn(source, record), ...record }));
        if (format === "csv") {
          await writeFile(path, csvOf(rows, Object.keys(fields)));
          return { ...source, connector: { ...settings, format, delimiter: "," } };
        }
        const { text, elements } = xmlOf(rows, Object.keys(fields));
        await writeFile(path, text);
        return { ...source, connector: { ...settings, format, elements } };
      }),
    );
    return { connections: { databases: () => database }, sources, asKept: asItIs };
  });
}

/** The same records, each source's behind a JSON API; samples have no words to be found by. */
export async function behindJsonApis(plan: WorldPlan): Promise<LoadedWorld> {
  return disposingOf(async (resources) => {
    const sources: SourceConfiguration[] = [];
    for (const source of REGISTRY) {
      if (source.domain === "biometrics") continue;
      const { url } = resources.use(await startJsonApi(heldBy(source, plan), wordsOfRecord));
      const mapping = jsonApiMapping(canonicalFields(DROPPED[source.domain], "VALUES"), WORDS[source.domain]);
      const service = { url, allowPrivateAddress: true, mostReplyBytes: 1024 * 1024 };
      sources.push({ ...source, connector: { kind: "rest", service, mapping } });
    }
    return { connections: { databases: noDatabase }, sources, asKept: asItIs };
  });
}

/** Germany's samples in an ABIS of its own, which finds by samples alone. */
export async function inAbis(plan: WorldPlan): Promise<LoadedWorld> {
  return disposingOf(async (resources) => {
    const held = [...heldRecords(plan, "biometrics")].filter(({ sources }) => sources.includes("deu-biometrics"));
    const gallery = held.map(({ record: { localId, kind, template } }) => ({
      personId: localId,
      sample: sampleOf(kind, template),
    }));
    const { url } = resources.use(await startAbis({ wanted: gallery }));
    const connector = osiaConnectorSchema.parse({
      kind: "osia",
      service: { url, allowPrivateAddress: true },
      bearer: "deu-abis",
      gallery: "wanted",
      fullScore: 1_000,
      faceFormat: "CROSSCHECK",
    });
    const sources = REGISTRY.filter(({ id }) => id === "deu-biometrics").map((source) => ({ ...source, connector }));
    return { connections: { databases: noDatabase, secrets: () => "abis" }, sources, asKept: asItIs };
  });
}

function noDatabase(): never {
  throw new Error("A source that is reached by HTTP reads no database.");
}

const DROPPED = {
  persons: personRecordSchema,
  notices: noticeRecordSchema,
  "travel-documents": travelDocumentRecordSchema,
  vehicles: vehicleRecordSchema,
  biometrics: templateRecordSchema,
};

const WORDS = {
  persons: ["family"],
  notices: ["family", "entityId"],
  "travel-documents": ["number"],
  vehicles: ["vin", "plate", "engineNumber"],
} as const;

/** What a record of any domain is found by. */
function wordsOfRecord(record: RestrictedRecord): readonly Readonly<Record<string, string | null>>[] {
  const { names = [], ...texts } = record as RestrictedRecord & {
    readonly names?: readonly { readonly family: string }[];
  };
  const words = Object.entries(texts).map(([name, value]) => ({ [name]: typeof value === "string" ? value : null }));
  return [...words, ...names.map(({ family }) => ({ family }))];
}

function heldBy(
  { id, domain }: Pick<SourceConfiguration, "id" | "domain">,
  plan: WorldPlan,
): readonly RestrictedRecord[] {
  return [...heldRecords(plan, domain)].filter(({ sources }) => sources.includes(id)).map(({ record }) => record);
}

function idIn({ holds }: Pick<SourceConfiguration, "holds">, record: RestrictedRecord): string {
  return holds === "MANY" ? writeRef(record) : record.localId;
}

async function dropAll(database: Database, schemas: readonly string[]): Promise<void> {
  for (const schema of schemas) await dropSchema(database, schema);
}

/** Whatever was opened goes with the world, and at once where the world does not come about. */
async function disposingOf(
  open: (resources: AsyncDisposableStack) => Promise<Omit<LoadedWorld, typeof Symbol.asyncDispose>>,
): Promise<LoadedWorld> {
  const resources = new AsyncDisposableStack();
  try {
    return { ...(await open(resources)), [Symbol.asyncDispose]: () => resources.disposeAsync() };
  } catch (error) {
    await resources.disposeAsync();
    throw error;
  }
}

function underPrefix(source: SourceOver<"sql">, prefix: string): SourceOver<"sql"> {
  const { connector } = source;
  const schema = `${prefix}${connector.mapping.schema}`;
  return { ...source, connector: { ...connector, mapping: { ...connector.mapping, schema } } };
}
