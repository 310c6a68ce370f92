import DataLoader from "dataloader";
import type { SourcesContext } from "../../kit/graph/request-context.js";
import type { SourceLine } from "../../kit/sources/ask-sources.js";
import { findByRefs } from "../../kit/sources/find-by-refs.js";
import { writeRef } from "../../kit/sources/record-ref.js";
import type { RecordRef } from "../../kit/sources/record-ref.js";
import type { PersonRecord } from "../backends/person-record.js";
import type { PersonSource } from "../backends/person-source.js";

export type PersonByRef = DataLoader<RecordRef, PersonRecord | null, string>;

/** One per request: its cache must not outlive the officer it was filled for. */
export function createPersonByRef(lines: readonly SourceLine<PersonSource>[], context: SourcesContext): PersonByRef {
  return new DataLoader((refs) => findByRefs(lines, refs, context), {
    name: "personByRef",
    cacheKeyFn: writeRef,
    maxBatchSize: 500,
  });
}
