import { readSample } from "../../subgraphs/biometrics/matching/sample.js";
import type { Sample } from "../../subgraphs/biometrics/index.js";
import { connectBiometrics } from "../../subgraphs/biometrics/index.js";
import type { Disclosures } from "../../subgraphs/kit/policy/disclosures.js";
import type { Connections } from "../../subgraphs/kit/sources/connections.js";
import type { SourceConfiguration } from "../../subgraphs/kit/sources/registry.js";
import type { RecordRef } from "../../subgraphs/kit/sources/record-ref.js";
import type { RestrictedRecord } from "../../subgraphs/kit/sources/search-sources.js";
import type { Warmable } from "../../subgraphs/kit/sources/warm-sources.js";
import type { Domain } from "../../subgraphs/kit/sources/source.js";
import { connectNotices } from "../../subgraphs/notices/index.js";
import type { NoticeRecord } from "../../subgraphs/notices/index.js";
import { connectPersons } from "../../subgraphs/persons/index.js";
import type { PersonRecord } from "../../subgraphs/persons/index.js";
import { connectTravelDocuments } from "../../subgraphs/travel-documents/index.js";
import { connectVehicles } from "../../subgraphs/vehicles/index.js";
import { heldRecords } from "../../subgraphs/world/held-records.js";
import type { DomainRecords } from "../../subgraphs/world/registers/index.js";
import type { WorldPlan } from "../../subgraphs/world/seeded.js";
import { everything } from "../support/authority.js";
import { SERVED } from "./as-kept-by.js";
import type { asKeptBy } from "./as-kept-by.js";

/** What every source owes, whatever its domain: the port's promises without the domain's types. */
export interface Contract {
  /** The records that the source holds, as it keeps them. */
  readonly records: readonly RestrictedRecord[];
  /** By itself: a search with all that is known of each record, and what the source finds. */
  readonly searches: readonly Search[];
  findByRefs(
    refs: readonly RecordRef[],
    signal: AbortSignal,
    disclosures?: Disclosures,
  ): Promise<readonly RestrictedRecord[]>;
  /** Once the source is ready for its first question. */
  warm(): Promise<void>;
}

export interface Search {
  readonly record: RestrictedRecord;
  find(signal: AbortSignal, disclosures?: Disclosures): Promise<readonly RestrictedRecord[]>;
}

/** What stands behind a source, and what it leaves out of it. */
export interface HeldWorld {
  readonly plan: WorldPlan;
  readonly asKept: typeof asKeptBy;
}

interface Port<Found extends RestrictedRecord> extends Partial<Warmable> {
  findByRefs(refs: readonly RecordRef[], disclosures: Disclosures, signal: AbortSignal): Promise<readonly Found[]>;
}

type Asking<Held> = (
  record: Held,
  disclosures: Disclosures,
  signal: AbortSignal,
) => Promise<readonly { readonly record: RestrictedRecord }[]>;

/** The contract of one source of the registry. */
export function contractOf(
  source: SourceConfiguration,
  connections: Connections,
  { plan, asKept }: HeldWorld,
): Contract {
  switch (source.domain) {
    case "persons": {
      const { port } = connectPersons(source, connections);
      return contract({ plan, asKept }, source, "persons", port, (person, disclosures, signal) =>
        port.search({ ...questionAbout(person), birthPlace: person.birthPlace }, disclosures, signal),
      );
    }
    case "notices": {
      const { port } = connectNotices(source, connections);
      return contract({ plan, asKept }, source, "notices", port, (notice, disclosures, signal) =>
        port.search({ ...questionAbout(notice), entityId: notice.entityId }, disclosures, signal),
      );
    }
    case "travel-documents": {
      const { port } = connectTravelDocuments(source, connections);
      return contract({ plan, asKept }, source, "travel-documents", port, (document, disclosures, signal) =>
        port.search([document], disclosures, signal),
      );
    }
    case "vehicles": {
      const { port } = connectVehicles(source, connections);
      return contract({ plan, asKept }, source, "vehicles", port, (vehicle, disclosures, signal) =>
        port.search([vehicle], disclosures, signal),
      );
    }
    case "biometrics": {
      const { port } = connectBiometrics(source, connections);
      return contract({ plan, asKept }, source, "biometrics", port, (taken, disclosures, signal) =>
        port.identify([sampleOf(taken.kind, taken.template)], disclosures, signal),
      );
    }
  }
}

function contract<D extends Domain>(
  { plan, asKept }: HeldWorld,
  source: SourceConfiguration,
  domain: D,
  port: Port<RestrictedRecord>,
  ask: Asking<DomainRecords[D]>,
): Contract {
  const id = source.id.replace(SERVED, "");
  const held = [...heldRecords(plan, domain)].filter(({ sources }) => sources.includes(id));
  return {
    records: held.map(({ record }) => asKept(id, domain, record)),
    searches: held
      .filter(({ record }) => canBeSearched(record))
      .map(({ record }) => ({
        record,
        find: async (signal, disclosures = everything()) =>
          (await ask(record, disclosures, signal)).map((find) => find.record),
      })),
    findByRefs: (refs, signal, disclosures = everything()) => port.findByRefs(refs, disclosures, signal),
    warm: async () => port.warm?.(AbortSignal.timeout(60_000)),
  };
}

/** A diffusion about a method or a threat has nothing to be searched by. */
function canBeSearched(record: DomainRecords[Domain]): boolean {
  return !("colour" in record && "names" in record) || record.names.length > 0 || record.entityId !== null;
}

function questionAbout({ names, datesOfBirth, sex, nationalities }: PersonRecord | NoticeRecord): {
  readonly names: PersonRecord["names"] | NoticeRecord["names"];
  readonly dateOfBirth: string | null;
  readonly sex: PersonRecord["sex"];
  readonly nationalities: readonly string[];
  readonly documents: readonly never[];
} {
  return { names, dateOfBirth: datesOfBirth[0] ?? null, sex, nationalities, documents: [] };
}

/** A sample of the world. */
export function sampleOf(kind: Sample["kind"], template: string): Sample {
  const sample = readSample(kind, template);
  if (sample.ok) return sample.value;
  throw new Error(`The world has a template that cannot be read: ${sample.fault.code}.`);
}
