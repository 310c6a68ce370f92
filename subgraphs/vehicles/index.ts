import { connectContract } from "../kit/contract/connect-contract.js";
import { InvalidConfiguration } from "../kit/errors.js";
import { openDrop } from "../kit/file/connect-file.js";
import { buildSubgraph } from "../kit/graph/build-subgraph.js";
import type { Subgraph } from "../kit/graph/build-subgraph.js";
import type { SourcesContext } from "../kit/graph/request-context.js";
import type { Policies } from "../kit/policy/policies.js";
import { RequestPolicies } from "../kit/policy/request-policies.js";
import { connectRest } from "../kit/rest/connect-rest.js";
import { SourceLine } from "../kit/sources/ask-sources.js";
import { refOf } from "../kit/sources/record-ref.js";
import { sqlRecords } from "../kit/sources/connections.js";
import type { Connections } from "../kit/sources/connections.js";
import type { SourceConfiguration } from "../kit/sources/registry.js";
import { asSourceLines } from "../kit/sources/source-lines.js";
import type { SourceLines } from "../kit/sources/source-lines.js";
import { warmSources } from "../kit/sources/warm-sources.js";
import { vehicleDrop } from "./backends/file.js";
import { vehicleContract } from "./backends/remote.js";
import { vehiclesOverRest } from "./backends/rest.js";
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
export { vehicleContract } from "./backends/remote.js";
export { vehicleKeys } from "./matching/vehicle-keys.js";

interface VehiclesContext extends SourcesContext {
  readonly vehicleByRef: VehicleByRef;
}

/** Reaches one source of the registry. @throws InvalidConfiguration where it cannot be reached in that way */
export function connectVehicles(source: SourceConfiguration, connections: Connections): SourceLine<VehicleSource> {
  return new SourceLine(source, backEndOf(source, connections));
}

function backEndOf({ connector, ...source }: SourceConfiguration, connections: Connections): VehicleSource {
  switch (connector.kind) {
    case "sql":
      return new SqlVehicleSource(sqlRecords({ ...source, connector }, connections, vehicleRecordSchema));
    case "graphql":
      return connectContract(vehicleContract, { ...source, connector }, connections);
    case "rest":
      return connectRest(vehiclesOverRest, { ...source, connector }, connections);
    case "file":
      return new SqlVehicleSource(
        openDrop(vehicleDrop, { ...source, connector }, connections).records(vehicleRecordSchema),
      );
    case "osia":
      throw new InvalidConfiguration(`The source ${source.id} cannot be reached by osia: an ABIS holds samples alone.`);
  }
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
      const context = { ...request, policies: new RequestPolicies(policies, request.authority, request.auditId) };
      return { ...context, vehicleByRef: createVehicleByRef(lines.current, context) };
    },
    warm: (signal) => warmSources(lines.current, signal),
  });
}
