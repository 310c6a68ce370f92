import type { Disclosures } from "../../kit/policy/disclosures.js";
import { MappedSource } from "../../kit/sources/mapped-source.js";
import { matchVehicles } from "../matching/compare-vehicles.js";
import { vehicleKeys } from "../matching/vehicle-keys.js";
import type { vehicleRecordSchema } from "./vehicle-record.js";
import type { VehicleDescription, VehicleFind, VehicleSource } from "./vehicle-source.js";

/** So many vehicles with the same plate are no answer an officer can use. */
const MOST_CANDIDATES = 50;

/** Vehicles in an owner's own tables, read through a mapping. */
export class SqlVehicleSource extends MappedSource<typeof vehicleRecordSchema> implements VehicleSource {
  async search(
    vehicles: readonly VehicleDescription[],
    disclosures: Disclosures,
    signal: AbortSignal,
  ): Promise<readonly VehicleFind[]> {
    const records = await this.records.findByKeys(
      vehicleKeys(vehicles),
      { limit: MOST_CANDIDATES, disclosures },
      signal,
    );
    return matchVehicles(vehicles, records);
  }
}
