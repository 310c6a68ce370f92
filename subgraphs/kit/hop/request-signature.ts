import type { CoveredComponent } from "./signature-base.js";

/** The token: on whose authority is asked. */
export const TOKEN_HEADER = "crosscheck-hop";
/** How long the subgraph may wait for its sources, milliseconds. */
export const DEADLINE_HEADER = "crosscheck-sources-ms";
/** The entry of the audit log that the request belongs to. */
export const AUDIT_ID_HEADER = "crosscheck-audit-id";

/** A request as it is signed. */
export interface SignedRequest {
  readonly method: string;
  /** The whole request target: a path without a query. */
  readonly path: string;
  readonly contentDigest: string;
  readonly token: string;
  readonly sourcesMs: string;
  readonly auditId: string;
}

/** All that a signature of a request covers, always all of it and in this order. */
export function coveredByRequest(request: SignedRequest): readonly CoveredComponent[] {
  return [
    ["@method", request.method],
    ["@path", request.path],
    ["content-digest", request.contentDigest],
    [TOKEN_HEADER, request.token],
    [DEADLINE_HEADER, request.sourcesMs],
    [AUDIT_ID_HEADER, request.auditId],
  ];
}
