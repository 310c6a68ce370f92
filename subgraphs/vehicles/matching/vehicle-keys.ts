import { plateConfusionKey, plateSearchKey } from "../../kit/identifiers/plate.js";

/** What of a vehicle is searched by: the same of a question and of a record. */
export interface VehicleNumbers {
  readonly vin: string | null;
  readonly plate: string | null;
  readonly engineNumber: string | null;
}

/** The kinds of key that a mapping of this domain may offer. */
export type VehicleKey = "vin" | "plate" | "engine";

/** The keys by which vehicles are kept and looked up. */
export function vehicleKeys(vehicles: readonly VehicleNumbers[]): Readonly<Record<VehicleKey, readonly string[]>> {
  return {
    vin: present(vehicles.map(({ vin }) => vin)).map((vin) => vin.toUpperCase()),
    plate: present(vehicles.map(({ plate }) => plate)).map(plateConfusionKey),
    engine: present(vehicles.map(({ engineNumber }) => engineNumber)).map(plateSearchKey),
  };
}

function present(texts: readonly (string | null)[]): readonly string[] {
  return texts.filter((text) => text !== null);
}
