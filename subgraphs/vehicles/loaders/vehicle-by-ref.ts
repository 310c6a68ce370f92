import DataLoader from "dataloader";
import type { SourcesContext } from "../../kit/graph/request-context.js";
import type { SourceLine } from "../../kit/sources/ask-sources.js";
import { findByRefs } from "../../kit/sources/find-by-refs.js";
import { writeRef } from "../../kit/sources/record-ref.js";
import type { RecordRef } from "../../kit/sources/record-ref.js";
import type { VehicleRecord } from "../backends/vehicle-record.js";
import type { VehicleSource } from "../backends/vehicle-source.js";

export type VehicleByRef = DataLoader<RecordRef, VehicleRecord | null, string>;

/** One per request: its cache must not outlive the officer it was filled for. */
export function createVehicleByRef(lines: readonly SourceLine<VehicleSource>[], context: SourcesContext): VehicleByRef {
  return new DataLoader((refs) => findByRefs(lines, refs, context), {
    name: "vehicleByRef",
    cacheKeyFn: writeRef,
    maxBatchSize: 500,
  });
}
