import type { RequestListener } from "node:http";
import type { FastifyInstance } from "fastify";

/** Where the training graph has its own issuer of tokens. */
export const ISSUER_PATH = "/issuer";

/** Hands all that comes below `/issuer` to the local issuer, its body unread. */
export async function mountIssuer(app: FastifyInstance, issuer: RequestListener): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", (_request, _body, done) => done(null));
    scope.all(`${ISSUER_PATH}/*`, (request, reply) => {
      reply.hijack();
      const { raw } = request;
      // The issuer finds from both where it is mounted.
      const path = (raw.url ?? "").slice(ISSUER_PATH.length);
      issuer(Object.assign(raw, { originalUrl: raw.url, url: path }), reply.raw);
    });
  });
}
