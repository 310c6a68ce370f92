import type { DropDomain } from "../../kit/file/load-drop.js";
import { vehicleKeys } from "../matching/vehicle-keys.js";
import { vehicleRecordSchema } from "./vehicle-record.js";
import type { VehicleRecord } from "./vehicle-record.js";

/** Vehicles that an owner drops in a file: a row is a record, and is searched by the keys that tables are searched by. */
export const vehicleDrop: DropDomain<VehicleRecord> = {
  record: vehicleRecordSchema,
  keysOf: (vehicle) => vehicleKeys([vehicle]),
  kinds: ["vin", "plate", "engine"],
};
