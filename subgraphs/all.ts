import { createAccessLog } from "./access-log/index.js";
import { biometricContract, connectBiometrics, createBiometrics, identifyingPort } from "./biometrics/index.js";
import { createChecks } from "./checks/index.js";
import { offer } from "./kit/contract/answer-question.js";
import type { ContractOffer } from "./kit/contract/answer-question.js";
import type { TrustStore } from "./kit/chip/trust-store.js";
import type { Subgraph } from "./kit/graph/build-subgraph.js";
import type { Policies } from "./kit/policy/policies.js";
import type { Connections } from "./kit/sources/connections.js";
import { fixedSources, LiveLines } from "./kit/sources/live-lines.js";
import type { SourceList } from "./kit/sources/live-lines.js";
import type { SourceConfiguration } from "./kit/sources/registry.js";
import { connectNotices, createNotices, noticeContract } from "./notices/index.js";
import { connectPersons, createPersons, personContract } from "./persons/index.js";
import { connectTravelDocuments, createTravelDocuments, travelDocumentContract } from "./travel-documents/index.js";
import { connectVehicles, createVehicles, vehicleContract } from "./vehicles/index.js";

export { createAccessLog };

/** The subgraphs that can be services of their own, by the names that the supergraph gives them, in the order in which it lists them. */
export const SUBGRAPH_NAMES = ["checks", "persons", "notices", "travel-documents", "vehicles", "biometrics"] as const;
export type SubgraphName = (typeof SUBGRAPH_NAMES)[number];

/** The subgraph that runs within the gateway's process: the audit log is there. */
export const ACCESS_LOG = "access-log";

/** Every part of the supergraph, in its order. */
export const PART_NAMES = [...SUBGRAPH_NAMES, ACCESS_LOG] as const;

/**
 * One subgraph over the registry's sources of its domain; the policies decide what it tells of each record.
 * @param trust the states' authorities by whose signatures chips are examined; nobody's where it is left out
 */
export function createSubgraph(
  name: SubgraphName,
  sources: readonly SourceConfiguration[] | SourceList,
  connections: Connections,
  policies: Policies,
  trust?: TrustStore,
): Promise<Subgraph> {
  const list = "current" in sources ? sources : fixedSources(sources);
  switch (name) {
    case "checks":
      return createChecks(list);
    case "persons":
      return createPersons(
        new LiveLines(list, name, (source) => connectPersons(source, connections)),
        policies,
        connections,
      );
    case "notices":
      return createNotices(new LiveLines(list, name, (source) => connectNotices(source, connections)), policies);
    case "travel-documents":
      return createTravelDocuments(
        new LiveLines(list, name, (source) => connectTravelDocuments(source, connections)),
        policies,
        { trust },
      );
    case "vehicles":
      return createVehicles(new LiveLines(list, name, (source) => connectVehicles(source, connections)), policies);
    case "biometrics":
      return createBiometrics(
        new LiveLines(list, name, (source) => connectBiometrics(source, connections)),
        policies,
        connections,
      );
  }
}

/** One source of the registry as a server of the source contract offers it. */
export function offerSource(source: SourceConfiguration, connections: Connections): ContractOffer {
  switch (source.domain) {
    case "persons":
      return offer(personContract, connectPersons(source, connections).port);
    case "notices":
      return offer(noticeContract, connectNotices(source, connections).port);
    case "travel-documents":
      return offer(travelDocumentContract, connectTravelDocuments(source, connections).port);
    case "vehicles":
      return offer(vehicleContract, connectVehicles(source, connections).port);
    case "biometrics":
      return offer(biometricContract, identifyingPort(connectBiometrics(source, connections).port));
  }
}
