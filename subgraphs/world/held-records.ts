import type { Domain } from "../kit/sources/source.js";
import { isHeldCentrally } from "./links.js";
import { personRecord } from "./people.js";
import type { DomainRecords } from "./registers/index.js";
import { REGISTERS } from "./registers/index.js";
import { countOf } from "./seeded.js";
import type { WorldPlan } from "./seeded.js";
import { suspectRecords } from "./suspect.js";
import { encounterRecord, noticeRecord, travelDocumentRecord, vehicleRecord } from "./things.js";

/** A record and the sources that hold it. */
export interface HeldRecord<Record> {
  readonly record: Record;
  readonly sources: readonly string[];
}

const MAKERS: { readonly [D in Domain]: (plan: WorldPlan, index: number) => DomainRecords[D] } = {
  persons: personRecord,
  notices: noticeRecord,
  "travel-documents": travelDocumentRecord,
  vehicles: vehicleRecord,
  biometrics: encounterRecord,
};

/** Every record of a domain, one after the other, the suspect's first. */
export function* heldRecords<D extends Domain>(plan: WorldPlan, domain: D): Generator<HeldRecord<DomainRecords[D]>> {
  yield* suspectRecords(plan)[domain];
  const make = MAKERS[domain];
  const registers = ownRegisters(domain);
  for (let index = 0; index < countOf(domain, plan); index += 1) {
    const record = make(plan, index);
    const own = registers.get(record.owner);
    const central = isHeldCentrally(own !== undefined, index) ? [`xpo-${domain}`] : [];
    yield { record, sources: own === undefined ? central : [...central, own] };
  }
}

/** The source of each country that keeps a register of this domain. */
function ownRegisters(domain: Domain): ReadonlyMap<string, string> {
  const sources = REGISTERS[domain].map(({ source }) => source).filter((source) => !source.startsWith("xpo-"));
  return new Map(sources.map((source) => [source.slice(0, 3).toUpperCase(), source]));
}
