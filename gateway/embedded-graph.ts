import type { ApolloServer } from "@apollo/server";
import { ACCESS_LOG, createSubgraph, SUBGRAPH_NAMES } from "../subgraphs/all.js";
import type { AccessLogSource } from "../subgraphs/access-log/index.js";
import type { TrustStore } from "../subgraphs/kit/chip/trust-store.js";
import type { Authority } from "../subgraphs/kit/authority/authority.js";
import { loadPolicies } from "../subgraphs/kit/policy/policies.js";
import type { Policies } from "../subgraphs/kit/policy/policies.js";
import { runSubgraph } from "../subgraphs/kit/graph/run-subgraph.js";
import type { Connections } from "../subgraphs/kit/sources/connections.js";
import type { SourceList } from "../subgraphs/kit/sources/live-lines.js";
import type { SourceConfiguration } from "../subgraphs/kit/sources/registry.js";
import { fieldRightsBy } from "./access/field-rights-by.js";
import { accessLogSubgraph } from "./graph/access-log-subgraph.js";
import { createGraph } from "./graph/create-graph.js";
import type { GraphSettings } from "./graph/create-graph.js";
import { localSubgraph } from "./graph/local-subgraph.js";
import type { RequestScope } from "./graph/request-scope.js";
import type { SubgraphClient } from "./graph/subgraph-client.js";

/** What the graph stands on in one process. */
interface EmbeddedWorld extends Connections {
  readonly sources: readonly SourceConfiguration[] | SourceList;
  /** The log that owners and superiors read; left out, they are told that it is not available. */
  readonly accessLog?: AccessLogSource | undefined;
  /** The states' authorities by whose signatures chips are examined; left out, nobody's. */
  readonly trust?: TrustStore | undefined;
}

/** The whole graph in one process, its subgraphs called directly. */
export async function createEmbeddedGraph(
  world: EmbeddedWorld,
  settings: Omit<GraphSettings, "subgraphs" | "fieldRightsOf"> & {
    /** Who will ask first, where that is known: what may be told is decided before. */
    readonly officer?: Authority | undefined;
  },
): Promise<ApolloServer<RequestScope>> {
  const policies = await loadPolicies();
  if (settings.officer !== undefined) policies.warm(settings.officer);
  const subgraphs = await runEmbedded(world, policies);
  return createGraph({ ...settings, subgraphs, fieldRightsOf: fieldRightsBy(policies) });
}

/** Our own subgraphs and the one that reads the log, called directly, by their names. */
export async function runEmbedded(
  world: EmbeddedWorld,
  policies: Policies,
): Promise<ReadonlyMap<string, SubgraphClient>> {
  const clients = await Promise.all(
    SUBGRAPH_NAMES.map(async (name) => {
      const subgraph = await createSubgraph(name, world.sources, world, policies, world.trust);
      return [name, localSubgraph(await runSubgraph(subgraph))] as const;
    }),
  );
  return new Map([...clients, [ACCESS_LOG, await accessLogSubgraph(world.accessLog, policies)] as const]);
}
