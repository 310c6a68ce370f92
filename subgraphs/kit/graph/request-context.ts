import type { Authority } from "../authority/authority.js";
import type { Rights } from "../authority/rights.js";
import type { ReplyObserver } from "../sources/ask-sources.js";

/** What every resolver knows of the request it serves. Loaders of a domain are added to it, one set per request. */
export interface RequestContext {
  /** Ends when the time of the question is over or the client is gone. */
  readonly signal: AbortSignal;
  /** On whose authority is asked; where it is absent, nothing that needs an officer may be answered. */
  readonly authority?: Authority | undefined;
  /** What was decided about that officer before the question was planned. */
  readonly rights?: Rights | undefined;
  /** The entry of the audit log that the request belongs to. */
  readonly auditId?: string | undefined;
  /** Told of each source's reply as it comes in. */
  readonly onReply?: ReplyObserver | undefined;
}
