import { buildSubgraph } from "../kit/graph/build-subgraph.js";
import type { Subgraph } from "../kit/graph/build-subgraph.js";
import type { RequestContext } from "../kit/graph/request-context.js";
import type { SourceLine } from "../kit/sources/ask-sources.js";
import { refOf } from "../kit/sources/record-ref.js";
import type { VehicleSource } from "./backends/vehicle-source.js";
import { createVehicleByRef } from "./loaders/vehicle-by-ref.js";
import type { VehicleByRef } from "./loaders/vehicle-by-ref.js";
import { CheckResolver } from "./resolvers/check.js";
import { shapeVehicle } from "./resolvers/search-vehicles.js";
import { VehicleResolver } from "./resolvers/vehicle.js";
import { Check } from "./types/check.js";

export type { VehicleSource } from "./backends/vehicle-source.js";

interface VehiclesContext extends RequestContext {
  readonly vehicleByRef: VehicleByRef;
}

/** The vehicles part of the graph over these sources. */
export function createVehicles(lines: readonly SourceLine<VehicleSource>[]): Promise<Subgraph> {
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
    createContext: (request) => ({ ...request, vehicleByRef: createVehicleByRef(lines, request.signal) }),
  });
}
