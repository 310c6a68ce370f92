import type { Logger } from "pino";
import { openStore } from "../schema/registry/index.js";
import type { RegistryStore } from "../schema/registry/index.js";
import { ACCESS_LOG } from "../subgraphs/all.js";
import { openTrustFolder } from "../subgraphs/kit/chip/trust-folder.js";
import { loadPolicies } from "../subgraphs/kit/policy/policies.js";
import type { Policies } from "../subgraphs/kit/policy/policies.js";
import { openCallbacks } from "../subgraphs/kit/remote/callbacks.js";
import type { Callbacks } from "../subgraphs/kit/remote/callbacks.js";
import { openConnections } from "../subgraphs/kit/sources/open-connections.js";
import { openSources } from "../subgraphs/kit/sources/watched-sources.js";
import { openWorld } from "../subgraphs/world/index.js";
import { fieldRightsBy } from "./access/field-rights-by.js";
import { accessOptions, tellRefused } from "./access/access-options.js";
import type { AuditLog } from "./audit/audit-log.js";
import { openAccessLog } from "./audit/open-audit.js";
import type { Config } from "./config.js";
import { runEmbedded } from "./embedded-graph.js";
import { accessLogSubgraph } from "./graph/access-log-subgraph.js";
import { createGraph } from "./graph/create-graph.js";
import { DISABLED_SUBGRAPH } from "./graph/disabled-subgraph.js";
import type { GraphSettings } from "./graph/create-graph.js";
import { followRegistry } from "./graph/follow-registry.js";
import type { PublishedGraph } from "./graph/follow-registry.js";
import { GraphInUse } from "./graph/graph-in-use.js";
import type { GraphGeneration } from "./graph/graph-in-use.js";
import { httpSubgraph } from "./graph/http-subgraph.js";
import { PlanningThread } from "./graph/planning-thread.js";
import { readSubgraphAddresses } from "./graph/subgraph-addresses.js";
import type { SubgraphClient } from "./graph/subgraph-client.js";
import { SubgraphPool } from "./graph/subgraph-pool.js";
import { countryNeeds } from "./hop-needs.js";
import { openHopSenders } from "./hop-senders.js";
import type { HopSenders } from "./hop-senders.js";
import { SAY_TRAINING, TRAINING_AUTHORITY } from "./officer/training.js";
import { readOperations, readSubgraph, readSupergraph } from "./schema-files.js";
import { usagePlugin } from "./usage/usage-plugin.js";
import { UsageRecorder } from "./usage/usage-recorder.js";

interface OpenGraphSettings {
  readonly isTraining: boolean;
  readonly logger: Logger;
  /** Where what is opened is put, to be closed with the process. */
  readonly resources: AsyncDisposableStack;
}

/** The graph that the settings ask for: the registry's or the committed one, over services or with everything in this process. */
export async function openGraph(config: Config, audit: AuditLog, settings: OpenGraphSettings): Promise<GraphInUse> {
  const { isTraining, logger, resources } = settings;
  const store = config.REGISTRY === undefined ? null : resources.use(await openStore(config.REGISTRY));
  const policies = await loadPolicies();
  if (isTraining) policies.warm(TRAINING_AUTHORITY);
  const parts = await openParts(config, audit, policies, settings);
  const thread = resources.use(new PlanningThread({ onFault: tellFault(logger) }));
  const graphSettings = {
    audit,
    fieldRightsOf: fieldRightsBy(policies),
    planning: (supergraphSdl: string) => thread.planningOf(supergraphSdl),
    warmUp: await readOperations(),
    introspection: config.NODE_ENV !== "production",
    access: accessOptions(config),
    onRefused: tellRefused(logger),
    plugins: [...(isTraining ? [SAY_TRAINING] : []), ...(store === null ? [] : [recordUsage(store, settings)])],
  };
  const build = (graph: OpenedGraph): Promise<GraphGeneration> => buildGeneration(parts, graphSettings, graph);
  if (store === null) {
    return new GraphInUse(await build(await readCommitted()));
  }
  return resources.use(await followRegistry({ store, build, log: logger })).graph;
}

function tellFault(logger: Logger): (error: Error) => void {
  return ({ message }) => logger.error({ fault: message }, "the planning thread has ended and is begun anew");
}

function recordUsage(store: RegistryStore, { logger, resources }: OpenGraphSettings) {
  const onFault = ({ message }: Error): void => logger.error({ fault: message }, "usage not kept");
  return usagePlugin(resources.use(new UsageRecorder({ add: (usage) => store.addUsage(usage), onFault })));
}

/** The ways to all that a version of the graph may name. */
interface GraphParts {
  /** Subgraphs that run in this process. */
  readonly local: ReadonlyMap<string, SubgraphClient>;
  readonly remote: SubgraphPool;
  readonly policies: Policies;
}

async function openParts(
  config: Config,
  audit: AuditLog,
  policies: Policies,
  { logger, resources }: OpenGraphSettings,
): Promise<GraphParts> {
  const { KEYS_FOLDER, SUBGRAPHS, REGISTRY } = config;
  // What runs in this process shares no secret, and needs no keys as long as nothing else is asked.
  const ours = SUBGRAPHS === null ? [] : undefined;
  let senders: HopSenders | null = null;
  const remote = new SubgraphPool(async ({ name, url, needs, mustBePublic }) => {
    senders ??= resources.use(await openHopSenders(KEYS_FOLDER, policies, logger, ours));
    const configured = SUBGRAPHS?.get(name);
    const sender = senders.to(name, needs);
    // The operator's own word on where a subgraph is goes before its owner's.
    return configured === undefined ? httpSubgraph(url, sender, { mustBePublic }) : httpSubgraph(configured, sender);
  });
  const accessLog = resources.use(
    await openAccessLog(audit, config, {
      onNotices: (count) =>
        logger.warn({ count }, "Owners are to be told of answers under break-glass: see the outbox."),
      onFailure: (err) => logger.error({ err }, "The audit log cannot be taken into its index."),
    }),
  );
  if (SUBGRAPHS !== null) {
    const log = resources.use(await accessLogSubgraph(accessLog, policies));
    return { local: new Map([[ACCESS_LOG, log]]), remote, policies };
  }
  // First, so that it does not build a world to find that it cannot start.
  const trust = config.TRUST_FOLDER === undefined ? undefined : await openTrustFolder(config.TRUST_FOLDER);
  const world = resources.use(
    await openWorld({
      folder: config.DATA_FOLDER,
      databaseUrl: config.DATABASE_URL,
      mariadbUrl: config.MARIADB_URL,
      size: config.WORLD_SIZE,
      seed: config.WORLD_SEED,
    }),
  );
  const sources = REGISTRY === undefined ? world.sources : resources.use(await openSources(REGISTRY, logger));
  const callbacks = await callbacksAt(config, resources);
  const connections = resources.use(
    openConnections({ folder: KEYS_FOLDER, databases: world.databases, own: world.own, log: logger, callbacks }),
  );
  const local = await runEmbedded({ ...connections, sources, accessLog, trust }, policies);
  return { local, remote, policies };
}

async function callbacksAt(
  { HOST, CALLBACK_PORT, CALLBACK_URL }: Config,
  resources: AsyncDisposableStack,
): Promise<Callbacks | undefined> {
  if (CALLBACK_URL === undefined) return undefined;
  return resources.use(await openCallbacks({ host: HOST, port: CALLBACK_PORT, publicUrl: CALLBACK_URL }));
}

/** A version of the graph; the committed one has no number. */
type OpenedGraph = Omit<PublishedGraph, "number"> & { readonly number: number | null };

async function readCommitted(): Promise<OpenedGraph> {
  const supergraphSdl = await readSupergraph();
  const names = readSubgraphAddresses(supergraphSdl).map(({ name }) => name);
  return { number: null, supergraphSdl, disabled: new Set(), mayBePrivate: new Set(names), sdlOf: readSubgraph };
}

async function buildGeneration(
  { local, remote, policies }: GraphParts,
  settings: Omit<GraphSettings, "subgraphs" | "supergraphSdl">,
  { number, supergraphSdl, disabled, mayBePrivate, sdlOf }: OpenedGraph,
): Promise<GraphGeneration> {
  const elsewhere = readSubgraphAddresses(supergraphSdl).filter(({ name }) => !local.has(name) && !disabled.has(name));
  const asked = elsewhere.map(async (address) => ({
    ...address,
    needs: countryNeeds(await sdlOf(address.name), policies),
    mustBePublic: !mayBePrivate.has(address.name),
  }));
  const { clients, release } = await remote.take(await Promise.all(asked));
  const off = [...disabled].map((name) => [name, DISABLED_SUBGRAPH] as const);
  try {
    const subgraphs = new Map([...local, ...clients, ...off]);
    const server = await createGraph({ ...settings, supergraphSdl, subgraphs });
    return { server, version: number, release };
  } catch (error) {
    await release();
    throw error;
  }
}
