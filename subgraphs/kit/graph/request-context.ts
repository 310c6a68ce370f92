import type { FieldRights } from "../access/field-rights.js";
import type { Authority } from "../authority/authority.js";
import type { DisclosedRecords } from "./disclosed-records.js";
import type { RequestPolicies } from "../policy/request-policies.js";
import type { ReplyObserver } from "../sources/ask-sources.js";

/** What every resolver knows of the request it serves. Loaders of a domain are added to it, one set per request. */
export interface RequestContext {
  /** Ends when the time of the question is over or the client is gone. */
  readonly signal: AbortSignal;
  /** On whose authority is asked, and why. Without it nothing is told of any record. */
  readonly authority?: Authority | null | undefined;
  /** What the officer may do, as the gateway decided it: the subgraph cuts what is beyond it before it answers. */
  readonly fieldRights?: FieldRights | undefined;
  /** The entry of the audit log that the request belongs to. */
  readonly auditId?: string | undefined;
  /** Collects of whose records this request is told. */
  readonly disclosed?: DisclosedRecords | undefined;
  /** Told of each source's reply as it comes in. */
  readonly onReply?: ReplyObserver | undefined;
}

/** The same for a domain that asks sources. */
export interface SourcesContext extends RequestContext {
  readonly policies: RequestPolicies;
}
