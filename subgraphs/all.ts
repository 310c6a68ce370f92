import { connectBiometrics, createBiometrics } from "./biometrics/index.js";
import { createChecks } from "./checks/index.js";
import type { TrustStore } from "./kit/chip/trust-store.js";
import type { Subgraph } from "./kit/graph/build-subgraph.js";
import type { Policies } from "./kit/policy/policies.js";
import type { Databases, SourceConfiguration } from "./kit/sources/registry.js";
import { connectNotices, createNotices } from "./notices/index.js";
import { connectPersons, createPersons } from "./persons/index.js";
import { connectTravelDocuments, createTravelDocuments } from "./travel-documents/index.js";
import { connectVehicles, createVehicles } from "./vehicles/index.js";

/** The subgraphs by the names that the supergraph gives them, in the order in which it lists them. */
export const SUBGRAPH_NAMES = ["checks", "persons", "notices", "travel-documents", "vehicles", "biometrics"] as const;
export type SubgraphName = (typeof SUBGRAPH_NAMES)[number];

/**
 * One subgraph over the registry's sources of its domain; the policies decide what it tells of each record.
 * @param trust the states' authorities by whose signatures chips are examined; nobody's where it is left out
 */
export function createSubgraph(
  name: SubgraphName,
  registry: readonly SourceConfiguration[],
  databases: Databases,
  policies: Policies,
  trust?: TrustStore,
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
        { trust },
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
