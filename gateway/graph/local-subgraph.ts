import { startDeadline } from "../../subgraphs/kit/deadline.js";
import type { RunningSubgraph } from "../../subgraphs/kit/graph/run-subgraph.js";
import type { SubgraphClient } from "./subgraph-client.js";

/** A subgraph that runs in this process. */
export function localSubgraph(subgraph: RunningSubgraph): SubgraphClient {
  return {
    fetch: async (operation, { signal, sourcesMs, ...request }) => {
      using deadline = startDeadline(signal, sourcesMs);
      return await subgraph.execute(operation, { ...request, signal: deadline.signal });
    },
    [Symbol.asyncDispose]: () => subgraph[Symbol.asyncDispose](),
  };
}
