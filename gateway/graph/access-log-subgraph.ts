import { createAccessLog } from "../../subgraphs/access-log/index.js";
import type { AccessLogSource } from "../../subgraphs/access-log/index.js";
import { runSubgraph } from "../../subgraphs/kit/graph/run-subgraph.js";
import type { Policies } from "../../subgraphs/kit/policy/policies.js";
import { localSubgraph } from "./local-subgraph.js";
import { SubgraphFailure } from "./subgraph-client.js";
import type { SubgraphClient } from "./subgraph-client.js";

/** The subgraph that reads the log, in this process whatever runs elsewhere: the log is here. Without one it never answers. */
export async function accessLogSubgraph(log: AccessLogSource | undefined, policies: Policies): Promise<SubgraphClient> {
  if (log === undefined) return SILENT;
  return localSubgraph(await runSubgraph(await createAccessLog(log, policies)));
}

const SILENT: SubgraphClient = {
  fetch: async () => {
    throw new SubgraphFailure("UNAVAILABLE", "No log is read here.");
  },
  [Symbol.asyncDispose]: async () => {},
};
