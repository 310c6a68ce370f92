import { z } from "zod";
import type { DomainContract } from "../../kit/contract/domain-contract.js";
import { listOf, optionalText } from "../../kit/contract/domain-contract.js";
import { vehicleRecordSchema } from "./vehicle-record.js";
import type { VehicleRecord } from "./vehicle-record.js";
import type { VehicleDescription } from "./vehicle-source.js";

/** The domain's part of the source contract: vehicles behind a server of another owner. */
export const vehicleContract: DomainContract<readonly VehicleDescription[], VehicleRecord> = {
  domain: "vehicles",
  record: vehicleRecordSchema,
  question: listOf(
    z.object({ vin: optionalText, plate: optionalText, plateCountry: optionalText, engineNumber: optionalText }),
  ),
  write: (vehicles) =>
    vehicles.map(({ vin, plate, plateCountry, engineNumber }) => ({ vin, plate, plateCountry, engineNumber })),
};
