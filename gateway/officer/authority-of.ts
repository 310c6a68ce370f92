import type { IncomingHttpHeaders } from "node:http";
import type { Authority } from "../../subgraphs/kit/authority/authority.js";
import { JUSTIFICATION_HEADER, readJustification } from "./read-justification.js";
import type { TokenVerifier } from "./token-verifier.js";
import { Unauthenticated } from "./unauthenticated.js";

/** On whose authority a request asks, by its headers. @throws CrosscheckError that the client gets as its answer */
export type AuthorityOf = (headers: IncomingHttpHeaders) => Promise<Authority>;

/** RFC 6750 §2.1; the scheme in any case (RFC 9110 §11.1). */
const BEARER = /^bearer +([\w.~+/-]+=*)$/i;

/** Officers are those whom the issuer vouches for. */
export function authorityByToken(verifier: TokenVerifier): AuthorityOf {
  return async (headers) => {
    const { authorization } = headers;
    if (authorization === undefined) throw Unauthenticated.withoutToken();
    const [, token] = BEARER.exec(authorization) ?? [];
    if (token === undefined) throw Unauthenticated.withToken("Write the header as: Authorization: Bearer <token>.");
    return { officer: await verifier.verify(token), justification: justificationOf(headers) };
  };
}

/** Null where none was given. @throws JustificationRequired for one that is not complete */
export function justificationOf(headers: IncomingHttpHeaders): Authority["justification"] {
  const header = headers[JUSTIFICATION_HEADER];
  return typeof header === "string" ? readJustification(header) : null;
}
