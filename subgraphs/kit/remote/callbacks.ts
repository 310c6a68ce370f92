import { randomBytes } from "node:crypto";
import Fastify from "fastify";
import type { FastifyInstance } from "fastify";
import { InvalidConfiguration } from "../errors.js";

/** What a service of another owner sends later, to the address that it was given. */
export interface Delivery {
  readonly query: URLSearchParams;
  readonly contentType: string;
  readonly body: Uint8Array;
}

/** One answer that is waited for. Whoever waits no longer disposes of it: what comes then is refused. */
export interface ExpectedDelivery extends Disposable {
  /** Nobody can guess it, and it is told to one service alone. */
  readonly url: string;
  readonly delivery: Promise<Delivery>;
}

/** Where services deliver what they do not answer at once. */
export interface Callbacks {
  expect(): ExpectedDelivery;
}

export interface CallbackSettings {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** This server's address as the services reach it; without it the one at which it listens. */
  readonly publicUrl?: string | undefined;
  readonly mostBytes?: number;
}

const PATH = "/callbacks";
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * Listens for what was promised: one delivery at each address, within its time. All else gets 403, whatever it is, and is
 * not kept.
 * @throws InvalidConfiguration where it cannot listen
 */
export async function openCallbacks({
  host,
  port,
  publicUrl,
  mostBytes = MOST_BYTES,
}: CallbackSettings): Promise<Callbacks & AsyncDisposable> {
  const waiting = new Map<string, (delivery: Delivery) => void>();
  const app: FastifyInstance = Fastify({ bodyLimit: mostBytes, forceCloseConnections: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.post<{ Params: { readonly ticket: string } }>(`${PATH}/:ticket`, (request, reply) => {
    const deliver = waiting.get(request.params.ticket);
    if (deliver === undefined) return reply.code(403).send();
    waiting.delete(request.params.ticket);
    deliver({
      query: new URL(request.url, "http://callbacks.invalid").searchParams,
      contentType: request.headers["content-type"] ?? "",
      body: Buffer.isBuffer(request.body) ? request.body : new Uint8Array(),
    });
    return reply.code(204).send();
  });
  app.setNotFoundHandler((_request, reply) => reply.code(403).send());
  app.setErrorHandler((_error, _request, reply) => reply.code(403).send());
  const ownUrl = await listen(app, host, port);
  const base = (publicUrl ?? ownUrl).replace(/\/$/, "");
  return {
    expect() {
      const ticket = randomBytes(32).toString("base64url");
      const { promise: delivery, resolve } = Promise.withResolvers<Delivery>();
      waiting.set(ticket, resolve);
      return {
        url: `${base}${PATH}/${ticket}`,
        delivery,
        [Symbol.dispose]: () => waiting.delete(ticket),
      };
    },
    [Symbol.asyncDispose]: () => app.close(),
  };
}

async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (cause) {
    throw new InvalidConfiguration(`Callbacks cannot be taken at ${host}, port ${port}.`, { cause });
  }
}
