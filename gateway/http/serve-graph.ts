import type { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import Fastify, { LogController } from "fastify";
import type { FastifyBaseLogger, FastifyReply } from "fastify";
import { QuestionTime } from "../graph/question-time.js";
import type { RequestScope } from "../graph/request-scope.js";
import { explorerPage } from "./explorer.js";

/** A check with twelve biometric samples fits. */
const MOST_REQUEST_BYTES = 4 * 1024 * 1024;
/** How long requests that are under way may take to end once the process is told to stop, milliseconds. */
const DRAIN_MS = 10_000;

export interface HttpSettings {
  readonly host: string;
  readonly port: number;
  readonly deadlineMs: number;
  /** Whether `GET /` shows the explorer. */
  readonly explorer: boolean;
  readonly logger: FastifyBaseLogger;
}

export interface ServedGraph extends AsyncDisposable {
  /** `http://127.0.0.1:4000` */
  readonly url: string;
}

/**
 * The graph over HTTP: `/graphql`, `/health` (the process lives), `/ready` (it takes requests), and in development `/`,
 * the explorer. Disposing of it drains: not ready, no new connection, requests under way end, then it closes.
 */
export async function serveGraph(graph: ApolloServer<RequestScope>, settings: HttpSettings): Promise<ServedGraph> {
  let isDraining = false;
  const app = Fastify({
    loggerInstance: settings.logger,
    // Its line would hold the URL, and a GET's URL holds the operation's variables.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MOST_REQUEST_BYTES,
    forceCloseConnections: "idle",
  });
  app.route({
    method: ["GET", "POST", "OPTIONS"],
    url: "/graphql",
    handler: fastifyApolloHandler(graph, { context: async (_request, reply) => scopeOf(reply, settings.deadlineMs) }),
  });
  app.get("/health", () => ({ status: "ok" }));
  app.get("/ready", (_request, reply) =>
    reply.code(isDraining ? 503 : 200).send({ status: isDraining ? "draining" : "ready" }),
  );
  if (settings.explorer) app.get("/", (_request, reply) => reply.type("text/html").send(explorerPage()));
  // A connection that outlives its answer would hold up the end of draining.
  app.addHook("onSend", async (_request, reply) => {
    if (isDraining) void reply.header("connection", "close");
  });
  app.addHook("onResponse", async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      "answered",
    );
  });
  app.setErrorHandler((error: { readonly statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ err: error }, "failed");
    const code = status < 500 ? "INVALID_INPUT" : "INTERNAL";
    return reply.code(status).send({ errors: [{ message: "The request could not be read.", extensions: { code } }] });
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({
      errors: [{ message: "There is nothing at this address.", extensions: { code: "INVALID_INPUT" } }],
    }),
  );
  const url = await app.listen({ host: settings.host, port: settings.port });
  return {
    url,
    [Symbol.asyncDispose]: async () => {
      isDraining = true;
      const giveUp = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS);
      await app.close();
      clearTimeout(giveUp);
      await graph.stop();
    },
  };
}

function scopeOf(reply: FastifyReply, deadlineMs: number): RequestScope {
  const gone = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return { clientSignal: gone.signal, time: new QuestionTime(deadlineMs) };
}
