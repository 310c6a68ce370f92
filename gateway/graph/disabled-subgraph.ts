import { SubgraphFailure } from "./subgraph-client.js";
import type { SubgraphClient } from "./subgraph-client.js";

/** A subgraph that its owner or the operator has switched off: nobody is asked, and nobody takes it for an empty one. */
export const DISABLED_SUBGRAPH: SubgraphClient = {
  fetch: async () => {
    throw new SubgraphFailure("UNAVAILABLE", "The subgraph is disabled.");
  },
  [Symbol.asyncDispose]: async () => {},
};
