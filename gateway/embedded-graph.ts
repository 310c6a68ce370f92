import type { ApolloServer } from "@apollo/server";
import { createSubgraph, SUBGRAPH_NAMES } from "../subgraphs/all.js";
import type { TrustStore } from "../subgraphs/kit/chip/trust-store.js";
import type { Authority } from "../subgraphs/kit/authority/authority.js";
import { loadPolicies } from "../subgraphs/kit/policy/policies.js";
import { runSubgraph } from "../subgraphs/kit/graph/run-subgraph.js";
import type { Databases, SourceConfiguration } from "../subgraphs/kit/sources/registry.js";
import { fieldRightsBy } from "./access/field-rights-by.js";
import { createGraph } from "./graph/create-graph.js";
import type { GraphSettings } from "./graph/create-graph.js";
import { localSubgraph } from "./graph/local-subgraph.js";
import type { RequestScope } from "./graph/request-scope.js";

/** The whole graph in one process, its subgraphs called directly. */
export async function createEmbeddedGraph(
  world: { readonly sources: readonly SourceConfiguration[]; readonly databases: Databases },
  settings: Omit<GraphSettings, "subgraphs" | "fieldRightsOf"> & {
    /** Who will ask first, where that is known: what may be told is decided before. */
    readonly officer?: Authority | undefined;
    /** By whose signatures the chips of documents are examined. */
    readonly trust?: TrustStore | undefined;
  },
): Promise<ApolloServer<RequestScope>> {
  const policies = await loadPolicies();
  if (settings.officer !== undefined) policies.warm(settings.officer);
  const clients = await Promise.all(
    SUBGRAPH_NAMES.map(async (name) => {
      const subgraph = await createSubgraph(name, world.sources, world.databases, policies, settings.trust);
      return [name, localSubgraph(await runSubgraph(subgraph))] as const;
    }),
  );
  return createGraph({ ...settings, subgraphs: new Map(clients), fieldRightsOf: fieldRightsBy(policies) });
}
