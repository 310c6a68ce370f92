import type { Disclosures } from "../../kit/policy/disclosures.js";
import type { MappedRecords } from "../../kit/sources/mapped-records.js";
import type { RecordRef } from "../../kit/sources/record-ref.js";
import { compareVehicles } from "../matching/compare-vehicles.js";
import { vehicleKeys } from "../matching/vehicle-keys.js";
import type { VehicleRecord, vehicleRecordSchema } from "./vehicle-record.js";
import type { VehicleDescription, VehicleFind, VehicleSource } from "./vehicle-source.js";

/** So many vehicles with the same plate are no answer an officer can use. */
const MOST_CANDIDATES = 50;

/** Vehicles in an owner's own tables, read through a mapping. */
export class SqlVehicleSource implements VehicleSource {
  readonly #records: MappedRecords<typeof vehicleRecordSchema>;

  constructor(records: MappedRecords<typeof vehicleRecordSchema>) {
    this.#records = records;
  }

  async search(
    vehicles: readonly VehicleDescription[],
    disclosures: Disclosures,
    signal: AbortSignal,
  ): Promise<readonly VehicleFind[]> {
    const records = await this.#records.findByKeys(
      vehicleKeys(vehicles),
      { limit: MOST_CANDIDATES, disclosures },
      signal,
    );
    return records.flatMap((record) => bestFind(vehicles, record));
  }

  warm(signal: AbortSignal): Promise<void> {
    return this.#records.warm(signal);
  }

  findByRefs(
    refs: readonly RecordRef[],
    disclosures: Disclosures,
    signal: AbortSignal,
  ): Promise<readonly VehicleRecord[]> {
    return this.#records.findByRefs(refs, disclosures, signal);
  }
}

/** An officer may ask for several vehicles: the record counts once, for the one it matches best. */
function bestFind(vehicles: readonly VehicleDescription[], record: VehicleRecord): readonly VehicleFind[] {
  const matches = vehicles.map((vehicle) => compareVehicles(vehicle, record)).filter((match) => match !== null);
  const best = matches.toSorted((a, b) => b.score - a.score)[0];
  return best === undefined ? [] : [{ ...best, record }];
}
