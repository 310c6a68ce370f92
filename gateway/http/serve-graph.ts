import type { RequestListener } from "node:http";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import Fastify, { LogController } from "fastify";
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from "fastify";
import type { Authority } from "../../subgraphs/kit/authority/authority.js";
import { CrosscheckError, ERROR_CODES } from "../../subgraphs/kit/errors.js";
import type { ErrorCode } from "../../subgraphs/kit/errors.js";
import type { GraphInUse } from "../graph/graph-in-use.js";
import { openRequestScope } from "../graph/request-scope.js";
import type { AuthorityOf } from "../officer/authority-of.js";
import { TRAINING_EXTENSIONS } from "../officer/training.js";
import { Unauthenticated } from "../officer/unauthenticated.js";
import type { TrustedDocuments } from "../trusted/trusted-documents.js";
import { admitDocument } from "./admit-document.js";
import { explorerPage } from "./explorer.js";
import { mountIssuer } from "./mount-issuer.js";

/** A check with twelve biometric samples fits. */
const MOST_REQUEST_BYTES = 4 * 1024 * 1024;
/** How long requests that are under way may take to end once the process is told to stop, milliseconds. */
const DRAIN_MS = 10_000;

export interface HttpSettings {
  readonly host: string;
  readonly port: number;
  readonly deadlineMs: number;
  readonly authorityOf: AuthorityOf;
  /** Whether `GET /` shows the explorer. */
  readonly explorer: boolean;
  readonly logger: FastifyBaseLogger;
  /** The documents that clients may ask by their digests, and whether they may ask others. */
  readonly trusted?: TrustedDocuments | undefined;
  /** Why nobody can be answered at this moment; null where nothing stands in the way. */
  readonly hindrance?: (() => ErrorCode | null) | undefined;
  /** Of the training graph alone, which says in every answer that it is one. */
  readonly training?: { readonly issuer: RequestListener } | undefined;
}

export interface ServedGraph extends AsyncDisposable {
  /** `http://127.0.0.1:4000` */
  readonly url: string;
}

/**
 * The graph over HTTP: `/graphql`, `/health` (the process lives), `/ready` (it takes requests), and in development `/`,
 * the explorer. Disposing of it drains: not ready, no new connection, requests under way end, then it closes.
 */
export async function serveGraph(graph: GraphInUse, settings: HttpSettings): Promise<ServedGraph> {
  let isDraining = false;
  const app = Fastify({
    loggerInstance: settings.logger,
    // Its line would hold the URL, and a GET's URL holds the operation's variables.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MOST_REQUEST_BYTES,
    forceCloseConnections: "idle",
  });
  const mark = settings.training === undefined ? {} : { extensions: TRAINING_EXTENSIONS };
  app.setErrorHandler((error: Error & { readonly statusCode?: number }, request, reply) => {
    const status = error instanceof CrosscheckError ? ERROR_CODES[error.code].status : (error.statusCode ?? 500);
    if (status >= 500) request.log.error({ err: error }, "failed");
    if (error instanceof Unauthenticated) void reply.header("www-authenticate", error.challenge);
    if (error instanceof CrosscheckError) {
      const { message, extensions } = error;
      return reply.code(status).send({ errors: [{ message, extensions }], ...mark });
    }
    const code = status < 500 ? "INVALID_INPUT" : "INTERNAL";
    const refused = { message: "The request could not be read.", extensions: { code } };
    return reply.code(status).send({ errors: [refused], ...mark });
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({
      errors: [{ message: "There is nothing at this address.", extensions: { code: "INVALID_INPUT" } }],
      ...mark,
    }),
  );
  const authorities = new WeakMap<FastifyRequest, Authority>();
  app.route({
    method: ["GET", "POST", "OPTIONS"],
    url: "/graphql",
    // Before the body is read: a stranger is refused at the cost of the headers alone.
    onRequest: async (request) => {
      authorities.set(request, await settings.authorityOf(request.headers));
    },
    preHandler: async (request) => {
      if (settings.trusted !== undefined) admitDocument(request, settings.trusted);
    },
    async handler(request, reply) {
      const context = async () =>
        openRequestScope({
          clientSignal: signalOf(reply),
          deadlineMs: settings.deadlineMs,
          authority: authorities.get(request) ?? nobodyAsks(),
        });
      return graph.run((server) =>
        Promise.resolve(fastifyApolloHandler(server, { context }).call(app, request, reply)),
      );
    },
  });
  app.get("/health", () => ({ status: "ok" }));
  app.get("/ready", (_request, reply) => {
    if (isDraining) return reply.code(503).send({ status: "draining" });
    const code = settings.hindrance?.() ?? null;
    if (code !== null) return reply.code(503).send({ status: "failed", code, message: ERROR_CODES[code].advice });
    return reply.send({ status: "ready", ...(graph.version === null ? {} : { version: graph.version }) });
  });
  if (settings.training !== undefined) await mountIssuer(app, settings.training.issuer);
  if (settings.explorer)
    app.get("/", (_request, reply) =>
      reply.type("text/html").send(explorerPage({ isTraining: settings.training !== undefined })),
    );
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

function nobodyAsks(): never {
  throw new Error("A request came past the check of who asks.");
}

/** Ends when the client is gone. */
function signalOf(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}
