import { Disclosures } from "../../subgraphs/kit/policy/disclosures.js";
import { loadPolicies } from "../../subgraphs/kit/policy/policies.js";
import type { Policies } from "../../subgraphs/kit/policy/policies.js";

/** The policies that are committed. */
export const POLICIES = await loadPolicies();

/** For a test of what a back end reads, whatever may be told of it. */
export function everything(): Disclosures {
  return new Disclosures(() => "FULL");
}

/** The committed policies but for what others say in their place at the moment. */
export function policiesWith(others: () => Partial<Policies>): Policies {
  return {
    version: POLICIES.version,
    warm: (authority) => POLICIES.warm(authority),
    scopesOfSearch: (domain) => POLICIES.scopesOfSearch(domain),
    mayReadLog: (...question) => POLICIES.mayReadLog(...question),
    mayReadClass: (...question) => ({ ...COMMITTED, ...others() }).mayReadClass(...question),
    maySearch: (...question) => ({ ...COMMITTED, ...others() }).maySearch(...question),
    disclosureOf: (...question) => ({ ...COMMITTED, ...others() }).disclosureOf(...question),
  };
}

const COMMITTED: Pick<Policies, "mayReadClass" | "maySearch" | "disclosureOf"> = {
  mayReadClass: (...question) => POLICIES.mayReadClass(...question),
  maySearch: (...question) => POLICIES.maySearch(...question),
  disclosureOf: (...question) => POLICIES.disclosureOf(...question),
};
