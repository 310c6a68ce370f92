import { setImmediate } from "node:timers/promises";
import { ApolloServer } from "@apollo/server";
import type { ApolloServerPlugin, BaseContext } from "@apollo/server";
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import { parse } from "graphql";
import { compileAccessIndex } from "../../subgraphs/kit/access/access-index.js";
import { NO_RIGHTS } from "../../subgraphs/kit/access/field-rights.js";
import type { FieldRights } from "../../subgraphs/kit/access/field-rights.js";
import { InvalidConfiguration } from "../../subgraphs/kit/errors.js";
import { orderErrors } from "../../subgraphs/kit/graph/order-errors.js";
import type { AuditTrail } from "../audit/audit-log.js";
import { auditPlugin } from "../audit/audit-plugin.js";
import { AccessGateway } from "../access/access-gateway.js";
import type { AccessOptions } from "../access/access-options.js";
import { REQUIRE_JUSTIFICATION } from "../officer/require-justification.js";
import { formatGatewayError } from "./format-gateway-error.js";
import type { GatewayInterface } from "./gateway-interface.js";
import { planAhead } from "./plan-ahead.js";
import { PlannedGateway } from "./planned-gateway.js";
import { planHere } from "./planning.js";
import type { Planning } from "./planning.js";
import type { RequestScope } from "./request-scope.js";
import { readSubgraphAddresses } from "./subgraph-addresses.js";
import type { SubgraphClient } from "./subgraph-client.js";
import { SubgraphDataSource } from "./subgraph-data-source.js";

export interface GraphSettings {
  /** The composed schema, as committed: no subgraph is asked for its own to start. */
  readonly supergraphSdl: string;
  /** The way to each subgraph, by the name that the supergraph gives it. */
  readonly subgraphs: ReadonlyMap<string, SubgraphClient>;
  /** Where every question and every answer is put down, before it is asked and before it leaves. */
  readonly audit: AuditTrail;
  /** Whether clients may read the schema; the explorer needs it. */
  readonly introspection: boolean;
  /** What the officer of a request may do. Left out, nobody may do anything. */
  readonly fieldRightsOf?: (scope: RequestScope) => FieldRights | Promise<FieldRights>;
  readonly access?: AccessOptions;
  /** Told of the coordinates that an officer was refused. */
  readonly onRefused?: (coordinates: readonly string[], scope: RequestScope) => void;
  /** Where operations over a supergraph are planned: on this thread, if nothing is said. */
  readonly planning?: (supergraphSdl: string) => Planning;
  /** Operations that are planned before the first client sends one. */
  readonly warmUp?: readonly string[];
  readonly plugins?: readonly ApolloServerPlugin<RequestScope>[];
  /** Told of each query plan that is made: the tests and the explorer read it. */
  readonly onPlan?: (plan: unknown) => void;
}

/** The most tokens of one document; the largest that our frontends send has about 600. */
const MOST_TOKENS = 5_000;

/** Apollo Server in front of the planned gateway, started. Close it with `stop()`. */
export async function createGraph(settings: GraphSettings): Promise<ApolloServer<RequestScope>> {
  const index = compileAccessIndex(parse(settings.supergraphSdl));
  await setImmediate();
  const gateway = new AccessGateway(createPlanner(settings), {
    index,
    fieldRightsOf: settings.fieldRightsOf ?? (() => NO_RIGHTS),
    options: settings.access ?? {},
    onRefused: settings.onRefused,
  });
  const server = await startServer(gateway, {
    introspection: settings.introspection,
    plugins: [REQUIRE_JUSTIFICATION, IN_THE_ORDER_OF_PATHS, auditPlugin(settings.audit), ...(settings.plugins ?? [])],
  });
  const { schema } = gateway;
  if (schema === null) return server;
  for (const operation of settings.warmUp ?? []) {
    // Each takes a while, and officers ask the graph that is in use meanwhile.
    await setImmediate();
    await planAhead(server, schema, operation);
  }
  return server;
}

/** What plans and runs operations. It knows no access rules: nothing but what an `AccessGateway` has cut may come to it. */
export function createPlanner({
  subgraphs,
  supergraphSdl,
  planning = planHere,
  onPlan,
}: Pick<GraphSettings, "subgraphs" | "supergraphSdl" | "planning" | "onPlan">): PlannedGateway {
  const dataSources = readSubgraphAddresses(supergraphSdl).map(({ name }) => {
    const client = subgraphs.get(name);
    if (client === undefined)
      throw new InvalidConfiguration(`The supergraph names a subgraph ${name} that is not configured.`);
    return [name, new SubgraphDataSource(name, client)] as const;
  });
  return new PlannedGateway({
    supergraphSdl,
    planning: planning(supergraphSdl),
    dataSources: Object.fromEntries(dataSources),
    onPlan,
  });
}

/** Apollo Server as we run it, whatever it stands in front of. */
export async function startServer(
  gateway: GatewayInterface,
  { introspection, plugins }: Required<Pick<GraphSettings, "introspection" | "plugins">>,
): Promise<ApolloServer<RequestScope>> {
  const server = new ApolloServer<RequestScope & BaseContext>({
    gateway,
    introspection,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    // A suggestion would name what this officer may not know of: it is made from the whole schema.
    hideSchemaDetailsFromClientErrors: true,
    parseOptions: { maxTokens: MOST_TOKENS },
    formatError: formatGatewayError,
    stopOnTerminationSignals: false,
    logger: SILENT,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ...plugins,
    ],
  });
  await setImmediate();
  await server.start();
  return server;
}

/** Apollo's own log lines may quote operations; what matters is logged by the HTTP server, without personal data. */
const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Fetches end in any order; the same answer is the same bytes all the same. */
const IN_THE_ORDER_OF_PATHS: ApolloServerPlugin<RequestScope> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response: { body } }) => {
      if (body.kind === "single" && body.singleResult.errors !== undefined) {
        body.singleResult.errors = orderErrors(body.singleResult.errors);
      }
    },
  }),
};
