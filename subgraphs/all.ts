import { createAccessLog } from "./access-log/index.js";
import { connectBiometrics, createBiometrics } from "./biometrics/index.js";
import { createChecks } from "./checks/index.js";
import type { Subgraph } from "./kit/graph/build-subgraph.js";
import type { Policies } from "./kit/policy/policies.js";
import type { Databases, SourceConfiguration } from "./kit/sources/registry.js";
import { connectNotices, createNotices } from "./notices/index.js";
import { connectPersons, createPersons } from "./persons/index.js";
import { connectTravelDocuments, createTravelDocuments } from "./travel-documents/index.js";
import { connectVehicles, createVehicles } from "./vehicles/index.js";

export { createAccessLog };

/** The subgraphs that can be services of their own, by the names that the supergraph gives them, in the order in which it lists them. */
export const SUBGRAPH_NAMES = ["checks", "persons", "notices", "travel-documents", "vehicles", "biometrics"] as const;
export type SubgraphName = (typeof SUBGRAPH_NAMES)[number];

/** The subgraph that runs within the gateway's process: the audit log is there. */
export const ACCESS_LOG = "access-log";

/** Every part of the supergraph, in its order. */
export const PART_NAMES = [...SUBGRAPH_NAMES, ACCESS_LOG] as const;

/** One subgraph over the registry's sources of its domain; the policies decide what it tells of each record. */
export function createSubgraph(
  name: SubgraphName,
  registry: readonly SourceConfiguration[],
  databases: Databases,
  policies: Policies,
): Promise<Subgraph> {
  const sources = registry.filter(({ domain }) => domain === name);
  switch (name) {
    case "checks":
      return createChecks(registry);
    case "persons":
      return createPersons(
        sources.map((source) => connectPersons(source, databases)),
        policies,
      );
    case "notices":
      return createNotices(
        sources.map((source) => connectNotices(source, databases)),
        policies,
      );
    case "travel-documents":
      return createTravelDocuments(
        sources.map((source) => connectTravelDocuments(source, databases)),
        policies,
      );
    case "vehicles":
      return createVehicles(
        sources.map((source) => connectVehicles(source, databases)),
        policies,
      );
    case "biometrics":
      return createBiometrics(
        sources.map((source) => connectBiometrics(source, databases)),
        policies,
      );
  }
}
