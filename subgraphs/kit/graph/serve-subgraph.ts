import Fastify, { LogController } from "fastify";
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { startDeadline } from "../deadline.js";
import { ERROR_CODES } from "../errors.js";
import type { Admission, HopGate } from "../hop/hop-gate.js";
import type { Keys } from "../hop/keys.js";
import { signResponse } from "../hop/response-signature.js";
import { operationSchema } from "./run-subgraph.js";
import type { Operation, RunningSubgraph } from "./run-subgraph.js";

const LONGEST_DEADLINE_MS = 60_000;

/** Twelve biometric samples of 64 KiB in base64 fit, and a thousand representations. */
const MOST_REQUEST_BYTES = 4 * 1024 * 1024;

export interface SubgraphServerSettings {
  readonly host: string;
  readonly port: number;
  /** Who may ask. */
  readonly gate: Pick<HopGate, "decide">;
  /** What signs each answer, so that who asked knows whose it is and to what; unsigned where it is absent. */
  readonly answerKeys?: Keys | undefined;
  readonly logger?: FastifyBaseLogger;
}

/**
 * A subgraph behind HTTP: `POST /graphql` for whom the gate lets in, and `GET /health` for everybody. Whatever else comes
 * gets one and the same refusal, before anything of it is parsed. It listens once the promise is fulfilled.
 */
export async function serveSubgraph(
  subgraph: RunningSubgraph,
  { host, port, gate, answerKeys, logger }: SubgraphServerSettings,
): Promise<{ readonly url: string } & AsyncDisposable> {
  const app: FastifyInstance = Fastify({
    bodyLimit: MOST_REQUEST_BYTES,
    forceCloseConnections: "idle",
    frameworkErrors: (_error, request, reply) => refuse(request, reply, "UNREADABLE"),
    ...(logger === undefined
      ? {}
      : { loggerInstance: logger, logController: new LogController({ disableRequestLogging: true }) }),
  });
  const admitted = new WeakSet<FastifyRequest>();
  // Bytes, whatever they are said to be.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.get("/health", () => ({ subgraph: subgraph.name, status: "ok" }));
  app.post("/graphql", async (request, reply) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const { method, originalUrl: path, headers } = request;
    const decision = await gate.decide({ method, path, headers, body });
    if (!decision.admitted) return refuse(request, reply, decision.reason);
    admitted.add(request);
    const operation = readOperation(body);
    if (operation === null) return reply.code(400).send({ errors: [NO_OPERATION] });
    const result = await subgraph.execute(operation, contextOf(decision.admission, reply));
    if (answerKeys === undefined) return result;
    const text = JSON.stringify(result);
    const key = answerKeys.current.signing(Math.floor(Date.now() / 1_000));
    const signed = signResponse(key, { status: 200, body: text, nonce: decision.admission.nonce });
    return reply.headers(signed).type("application/json; charset=utf-8").send(text);
  });
  app.setNotFoundHandler((request, reply) => refuse(request, reply, "NOT_FOUND"));
  // GraphQL's own failures are answers; what fails before the gate has decided is refused like everything else.
  app.setErrorHandler((error, request, reply) => {
    if (!admitted.has(request)) return refuse(request, reply, "UNREADABLE");
    request.log.error({ err: error }, "failed");
    return reply.code(500).send({ errors: [FAILED] });
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

/** One answer for every reason: who is refused learns nothing. The reason goes to the log. */
function refuse(request: FastifyRequest, reply: FastifyReply, reason: string): FastifyReply {
  request.log.warn({ reason }, "refused");
  return reply
    .code(401)
    .header("www-authenticate", "Crosscheck-Hop")
    .type("application/json; charset=utf-8")
    .send(REFUSED);
}

const REFUSED = JSON.stringify({
  errors: [{ message: ERROR_CODES.HOP_REFUSED.advice, extensions: { code: "HOP_REFUSED" } }],
});

function readOperation(body: Buffer): Operation | null {
  try {
    return operationSchema.parse(JSON.parse(body.toString()));
  } catch {
    return null;
  }
}

const NO_OPERATION = {
  message: "Send a JSON object with `query`, and `variables` and `operationName` where there are any.",
  extensions: { code: "INVALID_INPUT" },
};

const FAILED = { message: "Something went wrong inside the graph.", extensions: { code: "INTERNAL" } };

function contextOf({ authority, fieldRights, auditId, sourcesMs }: Admission, reply: FastifyReply) {
  const gone = new AbortController();
  const deadline = startDeadline(gone.signal, Math.min(Math.max(sourcesMs, 1), LONGEST_DEADLINE_MS));
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) gone.abort();
    deadline[Symbol.dispose]();
  });
  return { signal: deadline.signal, authority, fieldRights, auditId };
}
