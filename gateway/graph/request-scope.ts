import type { Authority } from "../../subgraphs/kit/authority/authority.js";
import type { ReplyObserver } from "../../subgraphs/kit/sources/ask-sources.js";
import type { QuestionTime } from "./question-time.js";

/** What belongs to one request of a client, from the HTTP handler to the last fetch. */
export interface RequestScope {
  /** Ends when the client is gone. */
  readonly clientSignal: AbortSignal;
  readonly time: QuestionTime;
  /** Null where nobody asks: when the graph plans ahead. */
  readonly authority: Authority | null;
  /** Within one process only: told of each source's reply as it comes in. */
  readonly onReply?: ReplyObserver | undefined;
}
