import type { FieldRights } from "../access/field-rights.js";
import type { ReplyObserver } from "../sources/ask-sources.js";

/** What every resolver knows of the request it serves. Loaders of a domain are added to it, one set per request. */
export interface RequestContext {
  /** Ends when the time of the question is over or the client is gone. */
  readonly signal: AbortSignal;
  /** What the officer may do. Where it is given, the subgraph cuts what is beyond it before it answers. */
  readonly fieldRights?: FieldRights | undefined;
  /** Told of each source's reply as it comes in. */
  readonly onReply?: ReplyObserver | undefined;
}
