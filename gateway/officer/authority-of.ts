import type { IncomingHttpHeaders } from "node:http";
import type { Authority } from "../../subgraphs/kit/authority/authority.js";
import { BREAK_GLASS_HEADER, readBreakGlass } from "./read-break-glass.js";
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
    return withReasons(await verifier.verify(token), justificationOf(headers), headers);
  };
}

/** The officer with a justification, and with a grant where the headers have one. @throws BreakGlassRefused */
export function withReasons(
  officer: Authority["officer"],
  justification: Authority["justification"],
  headers: IncomingHttpHeaders,
): Authority {
  const authority = { officer, justification };
  const header = headers[BREAK_GLASS_HEADER];
  return typeof header === "string"
    ? { ...authority, breakGlass: readBreakGlass(header, authority, new Date()) }
    : authority;
}

/** Null where none was given. @throws JustificationRequired for one that is not complete */
export function justificationOf(headers: IncomingHttpHeaders): Authority["justification"] {
  const header = headers[JUSTIFICATION_HEADER];
  return typeof header === "string" ? readJustification(header) : null;
}
