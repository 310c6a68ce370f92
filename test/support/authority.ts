import { Disclosures } from "../../subgraphs/kit/policy/disclosures.js";
import { loadPolicies } from "../../subgraphs/kit/policy/policies.js";

/** The policies that are committed. */
export const POLICIES = await loadPolicies();

/** For a test of what a back end reads, whatever may be told of it. */
export function everything(): Disclosures {
  return new Disclosures(() => "FULL");
}
