import type { RestDomain } from "../../kit/rest/rest-source.js";
import { matchVehicles } from "../matching/compare-vehicles.js";
import { vehicleRecordSchema } from "./vehicle-record.js";
import type { VehicleRecord } from "./vehicle-record.js";
import type { VehicleDescription } from "./vehicle-source.js";

/** Vehicles behind an owner's JSON API. Its words: `vin`, `plate`, `plateCountry`, `engineNumber` for each vehicle. */
export const vehiclesOverRest: RestDomain<readonly VehicleDescription[], VehicleRecord> = {
  record: vehicleRecordSchema,
  wordsOf: (vehicles) =>
    vehicles.map(({ vin, plate, plateCountry, engineNumber }) => ({ vin, plate, plateCountry, engineNumber })),
  compare: matchVehicles,
};
