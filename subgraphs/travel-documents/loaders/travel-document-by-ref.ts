import DataLoader from "dataloader";
import type { SourcesContext } from "../../kit/graph/request-context.js";
import type { SourceLine } from "../../kit/sources/ask-sources.js";
import { findByRefs } from "../../kit/sources/find-by-refs.js";
import { writeRef } from "../../kit/sources/record-ref.js";
import type { RecordRef } from "../../kit/sources/record-ref.js";
import type { TravelDocumentRecord } from "../backends/travel-document-record.js";
import type { TravelDocumentSource } from "../backends/travel-document-source.js";

export type TravelDocumentByRef = DataLoader<RecordRef, TravelDocumentRecord | null, string>;

/** One per request: its cache must not outlive the officer it was filled for. */
export function createTravelDocumentByRef(
  lines: readonly SourceLine<TravelDocumentSource>[],
  context: SourcesContext,
): TravelDocumentByRef {
  return new DataLoader((refs) => findByRefs(lines, refs, context), {
    name: "travelDocumentByRef",
    cacheKeyFn: writeRef,
    maxBatchSize: 500,
  });
}
