import type { RunningSubgraph } from "../../subgraphs/kit/graph/run-subgraph.js";
import type { SubgraphClient } from "./subgraph-client.js";

/** A subgraph that runs in this process. */
export function localSubgraph(subgraph: RunningSubgraph): SubgraphClient {
  return {
    fetch: (operation, { signal, sourcesMs, ...request }) =>
      subgraph.execute(operation, { ...request, signal: AbortSignal.any([signal, AbortSignal.timeout(sourcesMs)]) }),
    [Symbol.asyncDispose]: () => subgraph[Symbol.asyncDispose](),
  };
}
