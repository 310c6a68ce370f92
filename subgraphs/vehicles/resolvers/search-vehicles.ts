import { answerNotAsked, shapeAnswer } from "../../kit/graph/shape-answer.js";
import type { SourcesContext } from "../../kit/graph/request-context.js";
import type { SourceLine } from "../../kit/sources/ask-sources.js";
import { writeRef } from "../../kit/sources/record-ref.js";
import { searchSources } from "../../kit/sources/search-sources.js";
import type { VehicleRecord } from "../backends/vehicle-record.js";
import type { VehicleDescription, VehicleSource } from "../backends/vehicle-source.js";
import { findCloneSigns } from "../matching/clone-signs.js";
import { vehicleKeys } from "../matching/vehicle-keys.js";
import type { VehicleAnswer, VehicleHit } from "../types/vehicle-answer.js";
import type { Vehicle } from "../types/vehicle.js";

/** Asks every source for the vehicles; without a number to search by no source is asked. */
export async function searchVehicles(
  lines: readonly SourceLine<VehicleSource>[],
  vehicles: readonly VehicleDescription[],
  context: SourcesContext,
): Promise<VehicleAnswer> {
  const searchable = vehicles.filter((vehicle) => Object.values(vehicleKeys([vehicle])).flat().length > 0);
  if (searchable.length === 0) return { ...answerNotAsked<VehicleHit>(lines), cloneSigns: [] };
  const answers = await searchSources(
    lines,
    (port, disclosures, signal) => port.search(searchable, disclosures, signal),
    context,
  );
  const answer = shapeAnswer(answers, (hit, { record }) => ({ ...hit, vehicle: record && shapeVehicle(record) }));
  const opened = answer.allHits.flatMap(({ vehicle }) => (vehicle === null ? [] : [vehicle]));
  return { ...answer, cloneSigns: findCloneSigns(searchable, opened) };
}

export function shapeVehicle(record: VehicleRecord): Vehicle {
  return { ...record, ref: writeRef(record) };
}
