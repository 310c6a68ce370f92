import { buildSubgraph } from "../kit/graph/build-subgraph.js";
import type { Subgraph } from "../kit/graph/build-subgraph.js";
import type { SourcesContext } from "../kit/graph/request-context.js";
import type { Policies } from "../kit/policy/policies.js";
import { RequestPolicies } from "../kit/policy/request-policies.js";
import { SourceLine } from "../kit/sources/ask-sources.js";
import { refOf } from "../kit/sources/record-ref.js";
import { sqlRecords } from "../kit/sources/registry.js";
import type { Databases, SourceConfiguration } from "../kit/sources/registry.js";
import { asSourceLines } from "../kit/sources/source-lines.js";
import type { SourceLines } from "../kit/sources/source-lines.js";
import { warmSources } from "../kit/sources/warm-sources.js";
import { SqlVehicleSource } from "./backends/sql.js";
import { vehicleRecordSchema } from "./backends/vehicle-record.js";
import type { VehicleSource } from "./backends/vehicle-source.js";
import { createVehicleByRef } from "./loaders/vehicle-by-ref.js";
import type { VehicleByRef } from "./loaders/vehicle-by-ref.js";
import { CheckResolver } from "./resolvers/check.js";
import { shapeVehicle } from "./resolvers/search-vehicles.js";
import { VehicleResolver } from "./resolvers/vehicle.js";
import { Check } from "./types/check.js";

export { vehicleRecordSchema } from "./backends/vehicle-record.js";
export type { VehicleRecord } from "./backends/vehicle-record.js";
export type { VehicleSource } from "./backends/vehicle-source.js";
export { vehicleMigrations } from "./backends/migrations/index.js";
export { vehicleKeys } from "./matching/vehicle-keys.js";

interface VehiclesContext extends SourcesContext {
  readonly vehicleByRef: VehicleByRef;
}

/** Reaches one source of the registry. */
export function connectVehicles(source: SourceConfiguration, databases: Databases): SourceLine<VehicleSource> {
  return new SourceLine(source, new SqlVehicleSource(sqlRecords(source, databases, vehicleRecordSchema)));
}

/** The vehicles part of the graph over these sources. */
export function createVehicles(
  given: readonly SourceLine<VehicleSource>[] | SourceLines<VehicleSource>,
  policies: Policies,
): Promise<Subgraph> {
  const lines = asSourceLines(given);
  return buildSubgraph<VehiclesContext>({
    name: "vehicles",
    resolvers: [new CheckResolver(lines), new VehicleResolver(lines)],
    entryTypes: [Check],
    references: {
      Check: (check) => check,
      Vehicle: async (reference, { vehicleByRef }) => {
        const record = await vehicleByRef.load(refOf(reference));
        return record && shapeVehicle(record);
      },
    },
    createContext: (request) => {
      const context = { ...request, policies: new RequestPolicies(policies, request.authority) };
      return { ...context, vehicleByRef: createVehicleByRef(lines.current, context) };
    },
    warm: (signal) => warmSources(lines.current, signal),
  });
}
