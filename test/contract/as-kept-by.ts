import type { RestrictedRecord } from "../../subgraphs/kit/sources/search-sources.js";
import type { Domain } from "../../subgraphs/kit/sources/source.js";
import type { PersonRecord } from "../../subgraphs/persons/index.js";
import type { DomainRecords } from "../../subgraphs/world/registers/index.js";

/** Marks a source that is reached through its owner's server, beside the same one over its tables. */
export const SERVED = "-served";

/** What a register leaves out: its tables have no place for it. INTERPOL's keep everything. */
const PERSONS_AS_KEPT: Readonly<Record<string, (person: PersonRecord) => Partial<PersonRecord>>> = {
  "fra-persons": ({ names }) => ({
    names: names.map((name, index) => (index === 0 ? name : { ...name, kind: "ALIAS", original: null })),
  }),
  "swe-persons": () => ({ fatherName: null, motherName: null }),
};

/** A record as a source over its own tables gives it back. */
export function asKeptBy<D extends Domain>(source: string, domain: D, record: DomainRecords[D]): RestrictedRecord {
  if (domain === "persons" && "identityDocuments" in record) {
    return { ...record, ...PERSONS_AS_KEPT[source]?.(record) };
  }
  return asItIs(source, domain, record);
}

/** A record as a source gives it back that leaves nothing out. */
export function asItIs<D extends Domain>(_source: string, domain: D, record: DomainRecords[D]): RestrictedRecord {
  if (domain === "biometrics" && "template" in record) {
    // The template never leaves the back end.
    const { template: _, ...encounter } = record;
    return encounter;
  }
  return record;
}
