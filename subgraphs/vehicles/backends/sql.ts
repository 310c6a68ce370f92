import type { Disclosures } from "../../kit/policy/disclosures.js";
import { MappedSource } from "../../kit/sources/mapped-source.js";
import { compareVehicles } from "../matching/compare-vehicles.js";
import { vehicleKeys } from "../matching/vehicle-keys.js";
import type { VehicleRecord, vehicleRecordSchema } from "./vehicle-record.js";
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
    return records.flatMap((record) => bestFind(vehicles, record));
  }
}

/** An officer may ask for several vehicles: the record counts once, for the one it matches best. */
function bestFind(vehicles: readonly VehicleDescription[], record: VehicleRecord): readonly VehicleFind[] {
  const matches = vehicles.map((vehicle) => compareVehicles(vehicle, record)).filter((match) => match !== null);
  const best = matches.toSorted((a, b) => b.score - a.score)[0];
  return best === undefined ? [] : [{ ...best, record }];
}
