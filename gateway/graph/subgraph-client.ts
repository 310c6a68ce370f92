import type { FieldRights } from "../../subgraphs/kit/access/field-rights.js";
import type { Authority } from "../../subgraphs/kit/authority/authority.js";
import type { Operation, OperationResult } from "../../subgraphs/kit/graph/run-subgraph.js";
import type { ReplyObserver } from "../../subgraphs/kit/sources/ask-sources.js";

/** What goes with one fetch beside the operation. */
export interface FetchTerms {
  /** Ends when the client is gone or the fetch has had its time. */
  readonly signal: AbortSignal;
  /** How long the subgraph may wait for its sources, milliseconds. */
  readonly sourcesMs: number;
  /** Null where nobody asks: when the graph plans ahead. */
  readonly authority: Authority | null;
  /** What the officer may do, as it was decided before the question was planned. */
  readonly fieldRights?: FieldRights | undefined;
  /** The entry of the audit log that the request belongs to: 1 to 64 letters, digits, `-` and `_`. */
  readonly auditId?: string | undefined;
  /** Within one process only: told of each source's reply as it comes in. */
  readonly onReply?: ReplyObserver | undefined;
}

/** The way to one subgraph: over HTTP, or within this process. */
export interface SubgraphClient extends AsyncDisposable {
  /** @throws SubgraphFailure, or the signal's reason */
  fetch(operation: Operation, terms: FetchTerms): Promise<OperationResult>;
}

/** The subgraph could not be reached, or what it sent cannot be read. */
export class SubgraphFailure extends Error {
  readonly kind: "UNAVAILABLE" | "REFUSED";

  constructor(kind: "UNAVAILABLE" | "REFUSED", message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "SubgraphFailure";
    this.kind = kind;
  }
}
