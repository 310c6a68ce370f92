import { createHash } from "node:crypto";
import type { ApolloServerPlugin } from "@apollo/server";
import type { GraphQLSchema } from "graphql";
import { LeastRecentlyUsed } from "../../subgraphs/kit/least-recently-used.js";
import type { RequestScope } from "../graph/request-scope.js";
import { operationSignature } from "./operation-signature.js";
import type { UsageRecorder } from "./usage-recorder.js";

/** As many operations keep their signature. */
const MOST_SIGNATURES = 1_000;

/** Counts each operation that runs, under the name that its client gives itself in the headers that Apollo's clients send. */
export function usagePlugin(recorder: UsageRecorder): ApolloServerPlugin<RequestScope> {
  const signatures = new WeakMap<GraphQLSchema, LeastRecentlyUsed<{ readonly text: string | null }>>();
  return {
    requestDidStart: async () => ({
      executionDidStart: async ({ request, schema, document, operation, contextValue, source }) => {
        // Nobody asks where the graph plans ahead.
        if (contextValue.authority === null) return;
        const operationName = operation.name?.value ?? null;
        const known = signatures.get(schema) ?? new LeastRecentlyUsed(MOST_SIGNATURES);
        signatures.set(schema, known);
        const key = createHash("sha256")
          .update(JSON.stringify([source, operationName]))
          .digest("hex");
        const { text } = known.getOr(key, () => ({ text: operationSignature(schema, document, operationName) }));
        if (text === null) return;
        const { headers } = request.http ?? {};
        recorder.record({
          client: headers?.get("apollographql-client-name") ?? null,
          clientVersion: headers?.get("apollographql-client-version") ?? null,
          operationName,
          document: text,
        });
      },
    }),
  };
}
