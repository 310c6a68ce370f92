import DataLoader from "dataloader";
import type { SourcesContext } from "../../kit/graph/request-context.js";
import type { SourceLine } from "../../kit/sources/ask-sources.js";
import { findByRefs } from "../../kit/sources/find-by-refs.js";
import { writeRef } from "../../kit/sources/record-ref.js";
import type { RecordRef } from "../../kit/sources/record-ref.js";
import type { BiometricSource } from "../backends/biometric-source.js";
import type { EncounterRecord } from "../backends/encounter-record.js";

export type EncounterByRef = DataLoader<RecordRef, EncounterRecord | null, string>;

/** One per request: its cache must not outlive the officer it was filled for. */
export function createEncounterByRef(
  lines: readonly SourceLine<BiometricSource>[],
  context: SourcesContext,
): EncounterByRef {
  return new DataLoader((refs) => findByRefs(lines, refs, context), {
    name: "encounterByRef",
    cacheKeyFn: writeRef,
    maxBatchSize: 500,
  });
}
