import type { FieldRights } from "../../subgraphs/kit/access/field-rights.js";
import type { Authority } from "../../subgraphs/kit/authority/authority.js";
import type { ReplyObserver } from "../../subgraphs/kit/sources/ask-sources.js";
import { newAuditId } from "../audit/audit-id.js";
import { RequestDisclosures } from "./request-disclosures.js";
import { RequestIntent } from "./request-intent.js";
import { QuestionTime } from "./question-time.js";

/** What belongs to one request of a client, from the HTTP handler to the last fetch. */
export interface RequestScope {
  /** Ends when the client is gone. */
  readonly clientSignal: AbortSignal;
  readonly time: QuestionTime;
  /** Null where nobody asks: when the graph plans ahead. */
  readonly authority: Authority | null;
  /** What the officer may do, once it is decided; until then `rightsOf` decides it. Nothing that a client sends sets it. */
  readonly fieldRights?: FieldRights | undefined;
  /** The entry of the audit log that the request belongs to: 1 to 64 letters, digits, `-` and `_`. */
  readonly auditId?: string | undefined;
  /** Whether the audit log has the question: no subgraph is asked before. */
  readonly intent?: RequestIntent | undefined;
  /** Of whose records the subgraphs told, for the audit log. */
  readonly disclosures?: RequestDisclosures | undefined;
  /** Within one process only: told of each source's reply as it comes in. */
  readonly onReply?: ReplyObserver | undefined;
}

/** What a request of an officer begins with. */
export function openRequestScope({
  deadlineMs,
  ...request
}: Pick<RequestScope, "clientSignal" | "authority" | "onReply"> & { readonly deadlineMs: number }): RequestScope {
  return {
    ...request,
    time: new QuestionTime(deadlineMs),
    auditId: newAuditId(),
    intent: new RequestIntent(),
    disclosures: new RequestDisclosures(),
  };
}
