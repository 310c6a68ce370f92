import { buildSubgraph } from "../kit/graph/build-subgraph.js";
import type { Subgraph } from "../kit/graph/build-subgraph.js";
import type { SourcesContext } from "../kit/graph/request-context.js";
import type { Policies } from "../kit/policy/policies.js";
import { RequestPolicies } from "../kit/policy/request-policies.js";
import type { AccessLogSource } from "./backends/access-log-source.js";
import { AccessLogResolver } from "./resolvers/access-log.js";

export type {
  AccessLogFind,
  AccessLogQuestion,
  AccessLogSource,
  LoggedContent,
  LoggedEntry,
  LogOf,
  LogPlace,
} from "./backends/access-log-source.js";

/** The part of the graph in which owners and superiors read the audit log. It runs where the log is kept. */
export function createAccessLog(source: AccessLogSource, policies: Policies): Promise<Subgraph> {
  return buildSubgraph<SourcesContext>({
    name: "access-log",
    resolvers: [new AccessLogResolver(source)],
    entryTypes: [],
    references: {},
    createContext: (request) => ({ ...request, policies: new RequestPolicies(policies, request.authority) }),
  });
}
