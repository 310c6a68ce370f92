import Fastify, { LogController } from "fastify";
import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { operationSchema } from "./run-subgraph.js";
import type { RunningSubgraph } from "./run-subgraph.js";

/** How long the subgraph may wait for its sources, milliseconds: sent by the gateway with each request. */
export const DEADLINE_HEADER = "crosscheck-sources-ms";
const LONGEST_DEADLINE_MS = 60_000;
const DEFAULT_DEADLINE_MS = 2_000;

/** Twelve biometric samples of 64 KiB in base64 fit, and a thousand representations. */
const MOST_REQUEST_BYTES = 4 * 1024 * 1024;

/** A subgraph behind HTTP: `POST /graphql` and `GET /health`. It listens once the promise is fulfilled. */
export async function serveSubgraph(
  subgraph: RunningSubgraph,
  { host, port, logger }: { readonly host: string; readonly port: number; readonly logger?: FastifyBaseLogger },
): Promise<{ readonly url: string } & AsyncDisposable> {
  const app: FastifyInstance = Fastify({
    bodyLimit: MOST_REQUEST_BYTES,
    forceCloseConnections: "idle",
    ...(logger === undefined
      ? {}
      : { loggerInstance: logger, logController: new LogController({ disableRequestLogging: true }) }),
  });
  app.get("/health", () => ({ subgraph: subgraph.name, status: "ok" }));
  app.post("/graphql", async (request, reply) => {
    const operation = operationSchema.safeParse(request.body);
    if (!operation.success) return reply.code(400).send({ errors: [NO_OPERATION] });
    const gone = new AbortController();
    reply.raw.once("close", () => {
      if (!reply.raw.writableFinished) gone.abort();
    });
    const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(deadlineOf(request.headers[DEADLINE_HEADER]))]);
    return subgraph.execute(operation.data, { signal });
  });
  // Whatever fails outside GraphQL says no more than its status.
  app.setErrorHandler((error: { readonly statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    return reply.code(status).send({
      errors: [
        {
          message: "The request could not be read.",
          extensions: { code: status < 500 ? "INVALID_INPUT" : "INTERNAL" },
        },
      ],
    });
  });
  const url = await app.listen({ host, port });
  return {
    url: `${url}/graphql`,
    [Symbol.asyncDispose]: async () => {
      await app.close();
      await subgraph[Symbol.asyncDispose]();
    },
  };
}

const NO_OPERATION = {
  message: "Send a JSON object with `query`, and `variables` and `operationName` where there are any.",
  extensions: { code: "INVALID_INPUT" },
};

function deadlineOf(header: string | readonly string[] | undefined): number {
  const given = typeof header === "string" && /^\d{1,6}$/.test(header) ? Number(header) : DEFAULT_DEADLINE_MS;
  return Math.min(Math.max(given, 1), LONGEST_DEADLINE_MS);
}
