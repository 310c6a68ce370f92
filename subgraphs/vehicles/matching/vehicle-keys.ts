import { plateConfusionKey, plateSearchKey } from "../../kit/identifiers/plate.js";

/** What of a vehicle is searched by: the same of a question and of a record. */
export interface VehicleNumbers {
  readonly vin: string | null;
  readonly plate: string | null;
  readonly engineNumber: string | null;
}

/** The kinds of key that a mapping of this domain may offer. */
export type VehicleKey = "vin" | "plate" | "engine";

/** The keys by which vehicles are kept and looked up. A number without a letter or a digit gives none. */
export function vehicleKeys(vehicles: readonly VehicleNumbers[]): Readonly<Record<VehicleKey, readonly string[]>> {
  return {
    vin: vehicles.flatMap(({ vin }) => keyOf(vin, (text) => text.toUpperCase())),
    plate: vehicles.flatMap(({ plate }) => keyOf(plate, plateConfusionKey)),
    engine: vehicles.flatMap(({ engineNumber }) => keyOf(engineNumber, plateSearchKey)),
  };
}

function keyOf(number: string | null, write: (number: string) => string): readonly string[] {
  const key = number === null ? "" : write(number);
  return key === "" ? [] : [key];
}
