import { parseRef, writeRef } from "../../kit/sources/record-ref.js";
import type { RecordRef } from "../../kit/sources/record-ref.js";
import type { PersonRecord } from "../backends/person-record.js";
import type { Person } from "../types/person.js";

export function shapePerson(record: PersonRecord): Person {
  return {
    ...record,
    ref: writeRef(record),
    notices: linked(record.notices),
    travelDocuments: linked(record.travelDocuments),
    vehicles: linked(record.vehicles),
    encounters: linked(record.encounters),
  };
}

function linked(references: readonly string[]): readonly RecordRef[] {
  return references.flatMap((reference) => {
    const ref = parseRef(reference);
    return ref.ok ? [ref.value] : [];
  });
}
