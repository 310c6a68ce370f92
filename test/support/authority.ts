import { TRAINING_AUTHORITY } from "../../gateway/officer/training.js";
import type { Subgraph } from "../../subgraphs/kit/graph/build-subgraph.js";
import { Disclosures } from "../../subgraphs/kit/policy/disclosures.js";
import { loadPolicies } from "../../subgraphs/kit/policy/policies.js";

/** The policies that are committed. */
export const POLICIES = await loadPolicies();

/** For a test of what a back end reads, whatever may be told of it. */
export function everything(): Disclosures {
  return new Disclosures(() => "FULL");
}

/** A subgraph that every request reaches on the training officer's authority, as it will by the gateway's token. */
export function onTrainingAuthority(subgraph: Subgraph): Subgraph {
  return {
    ...subgraph,
    createContext: (request) => subgraph.createContext({ authority: TRAINING_AUTHORITY, ...request }),
  };
}
