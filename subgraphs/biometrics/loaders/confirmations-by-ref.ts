import DataLoader from "dataloader";
import type { RequestContext } from "../../kit/graph/request-context.js";
import type { Confirmation, ConfirmationSource } from "../backends/confirmation-source.js";

/** What was said of a candidate in the case of the request, the oldest first. */
export type ConfirmationsByRef = DataLoader<string, readonly Confirmation[]>;

/** One per request: its cache must not outlive the case it was filled for. */
export function createConfirmationsByRef(source: ConfirmationSource, request: RequestContext): ConfirmationsByRef {
  return new DataLoader((refs) => source.saidOf(refs, request), { name: "confirmationsByRef", maxBatchSize: 500 });
}
