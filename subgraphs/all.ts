import { connectBiometrics, createBiometrics } from "./biometrics/index.js";
import { createChecks } from "./checks/index.js";
import type { Subgraph } from "./kit/graph/build-subgraph.js";
import type { Policies } from "./kit/policy/policies.js";
import { fixedSources, LiveLines } from "./kit/sources/live-lines.js";
import type { SourceList } from "./kit/sources/live-lines.js";
import type { Databases, SourceConfiguration } from "./kit/sources/registry.js";
import { connectNotices, createNotices } from "./notices/index.js";
import { connectPersons, createPersons } from "./persons/index.js";
import { connectTravelDocuments, createTravelDocuments } from "./travel-documents/index.js";
import { connectVehicles, createVehicles } from "./vehicles/index.js";

/** The subgraphs by the names that the supergraph gives them, in the order in which it lists them. */
export const SUBGRAPH_NAMES = ["checks", "persons", "notices", "travel-documents", "vehicles", "biometrics"] as const;
export type SubgraphName = (typeof SUBGRAPH_NAMES)[number];

/** One subgraph over the registry's sources of its domain; the policies decide what it tells of each record. */
export function createSubgraph(
  name: SubgraphName,
  sources: readonly SourceConfiguration[] | SourceList,
  databases: Databases,
  policies: Policies,
): Promise<Subgraph> {
  const list = "current" in sources ? sources : fixedSources(sources);
  switch (name) {
    case "checks":
      return createChecks(list);
    case "persons":
      return createPersons(new LiveLines(list, name, (source) => connectPersons(source, databases)), policies);
    case "notices":
      return createNotices(new LiveLines(list, name, (source) => connectNotices(source, databases)), policies);
    case "travel-documents":
      return createTravelDocuments(
        new LiveLines(list, name, (source) => connectTravelDocuments(source, databases)),
        policies,
      );
    case "vehicles":
      return createVehicles(new LiveLines(list, name, (source) => connectVehicles(source, databases)), policies);
    case "biometrics":
      return createBiometrics(new LiveLines(list, name, (source) => connectBiometrics(source, databases)), policies);
  }
}
