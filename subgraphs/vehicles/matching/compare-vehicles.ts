import { plateConfusionKey, plateSearchKey } from "../../kit/identifiers/plate.js";
import type { VinOrigin } from "../../kit/identifiers/vin-reading.js";
import type { MatchFeature } from "../../kit/sources/match-feature.js";
import type { VehicleDescription, VehicleFind } from "../backends/vehicle-source.js";
import type { VehicleRecord } from "../backends/vehicle-record.js";

export interface VehicleMatch {
  /** 0 to 1: the weight of the strongest feature, as features of a vehicle are not independent of each other. */
  readonly score: number;
  readonly features: readonly MatchFeature[];
}

/** The records that match. An officer may ask for several vehicles: a record counts once, for the one it matches best. */
export function matchVehicles(
  asked: readonly VehicleDescription[],
  records: readonly VehicleRecord[],
): readonly VehicleFind[] {
  return records.flatMap((record) => {
    const matches = asked.map((vehicle) => compareVehicles(vehicle, record)).filter((match) => match !== null);
    const best = matches.toSorted((a, b) => b.score - a.score)[0];
    return best === undefined ? [] : [{ ...best, record }];
  });
}

/** Compares what is asked for with a record, number by number. Null where nothing matches. */
export function compareVehicles(asked: VehicleDescription, record: VehicleRecord): VehicleMatch | null {
  const features = [compareVins(asked, record), comparePlates(asked, record), compareEngines(asked, record)]
    .filter((feature) => feature !== null)
    .toSorted((a, b) => b.weight - a.weight);
  const [strongest] = features;
  return strongest === undefined ? null : { score: strongest.weight, features };
}

/** How the VIN that matches was read, and what that is worth. */
const VIN_MATCHES: Readonly<Record<VinOrigin, Omit<MatchFeature, "feature">>> = {
  WHOLE: { how: "EXACT", weight: 1, explanation: "The vehicle identification number is the same." },
  REPAIRED: {
    how: "REPAIRED",
    weight: 0.9,
    explanation: "The vehicle identification number is the same, with I, O or Q read as the digit that it looks like.",
  },
  PARTIAL: {
    how: "PARTIAL",
    weight: 0.6,
    explanation: "What could be read of the vehicle identification number is the same.",
  },
};

function compareVins({ vin, vinOrigin = "WHOLE" }: VehicleDescription, record: VehicleRecord): MatchFeature | null {
  if (vin === null || record.vin === null || vin !== record.vin.toUpperCase()) return null;
  return { feature: "VIN", ...VIN_MATCHES[vinOrigin] };
}

function compareEngines({ engineNumber }: VehicleDescription, record: VehicleRecord): MatchFeature | null {
  if (engineNumber === null || record.engineNumber === null) return null;
  const key = plateSearchKey(engineNumber);
  if (key === "" || key !== plateSearchKey(record.engineNumber)) return null;
  return { feature: "ENGINE_NUMBER", how: "EXACT", weight: 0.9, explanation: "The engine number is the same." };
}

/** A plate means little without its country: many countries give out the same letters and digits. */
function comparePlates(asked: VehicleDescription, record: VehicleRecord): MatchFeature | null {
  if (asked.plate === null || record.plate === null) return null;
  if (plateConfusionKey(asked.plate) !== plateConfusionKey(record.plate)) return null;
  if (asked.plateCountry !== null && record.plateCountry !== null && asked.plateCountry !== record.plateCountry)
    return null;
  const isSameCountry = asked.plateCountry !== null && asked.plateCountry === record.plateCountry;
  const isExact = plateSearchKey(asked.plate) === plateSearchKey(record.plate);
  if (isExact && isSameCountry) return plate("EXACT", 0.95, "The plate and its country are the same.");
  if (isExact) return plate("COUNTRY_UNKNOWN", 0.7, "The plate is the same; its country is not known on both sides.");
  if (isSameCountry)
    return plate(
      "CONFUSABLE",
      0.6,
      "The plate differs only in characters that are easily misread; the country is the same.",
    );
  return plate(
    "CONFUSABLE",
    0.4,
    "The plate differs only in characters that are easily misread; its country is not known on both sides.",
  );
}

function plate(how: string, weight: number, explanation: string): MatchFeature {
  return { feature: "PLATE", how, weight, explanation };
}
