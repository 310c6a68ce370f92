import type { VinOrigin } from "../../kit/identifiers/vin-reading.js";
import type { Disclosures } from "../../kit/policy/disclosures.js";
import type { RecordRef } from "../../kit/sources/record-ref.js";
import type { Warmable } from "../../kit/sources/warm-sources.js";
import type { VehicleMatch } from "../matching/compare-vehicles.js";
import type { VehicleRecord } from "./vehicle-record.js";

/** One vehicle of which something is known. */
export interface VehicleDescription {
  readonly vin: string | null;
  /** How the VIN came to be; as read where it is left out. */
  readonly vinOrigin?: VinOrigin;
  readonly plate: string | null;
  readonly plateCountry: string | null;
  readonly engineNumber: string | null;
}

/** A record that matches, and why. */
export interface VehicleFind extends VehicleMatch {
  readonly record: VehicleRecord;
}

/** The port of the domain: what a back end that holds vehicles can be asked. */
export interface VehicleSource extends Partial<Warmable> {
  /** @throws TooManyMatches, InvalidReply, or whatever the back end throws; never an empty list in place of a failure */
  search(
    vehicles: readonly VehicleDescription[],
    disclosures: Disclosures,
    signal: AbortSignal,
  ): Promise<readonly VehicleFind[]>;
  /** The records with these references, in no order; those that it does not hold are left out. */
  findByRefs(
    refs: readonly RecordRef[],
    disclosures: Disclosures,
    signal: AbortSignal,
  ): Promise<readonly VehicleRecord[]>;
}
