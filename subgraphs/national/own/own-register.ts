import { z } from "zod";
import { offerSource } from "../../all.js";
import type { Database } from "../../kit/database/database.js";
import { SourceUnavailable } from "../../kit/errors.js";
import type { SourcesContext } from "../../kit/graph/request-context.js";
import type { Disclosures } from "../../kit/policy/disclosures.js";
import { IndexedTables } from "../../kit/sources/indexed-tables.js";
import type { MappedTables } from "../../kit/sources/mapped-tables.js";
import type { FieldMapping, Row } from "../../kit/sources/mapping.js";
import { writeRef } from "../../kit/sources/record-ref.js";
import type { RecordRef } from "../../kit/sources/record-ref.js";
import { InvalidReply, NothingToSearchBy } from "../../kit/sources/source.js";
import type { ContractOffer } from "../../kit/contract/answer-question.js";
import { personRecordSchema } from "../../persons/index.js";
import { travelDocumentRecordSchema } from "../../travel-documents/index.js";
import { vehicleRecordSchema } from "../../vehicles/index.js";
import type { CountryConfiguration, DomainConfiguration } from "../configuration.js";
import type { DomainIndex } from "../index/index-store.js";
import { sqlSourceOf } from "../national-sources.js";
import { questionOf } from "./asked-subject.js";
import type { OWN_TYPES, OwnRegister } from "./own-configuration.js";

/** A hit, as its type has it. */
interface OwnHit {
  readonly ref: string;
  readonly score: number;
  readonly contact: string;
  readonly record: object | null;
}

interface OwnAnswer {
  readonly outcome: "HIT" | "NO_HIT" | "NOT_ASKED";
  readonly count: number;
  readonly hits: readonly OwnHit[];
}

const NOT_ASKED: OwnAnswer = { outcome: "NOT_ASKED", count: 0, hits: [] };

/** What the graph's records must say and a register of another kind has no place for; it is never shown. */
const UNSAID: Readonly<Record<string, FieldMapping>> = {
  actionToTake: { value: "NONE" },
  status: { value: "WANTED" },
};
const UNSAID_OF_DOCUMENTS: Readonly<Record<string, FieldMapping>> = {
  status: { value: "INVALID" },
  type: { value: "OTHER" },
};

const RECORDS = {
  persons: personRecordSchema,
  "travel-documents": travelDocumentRecordSchema,
  vehicles: vehicleRecordSchema,
} as const;

/** What the keys of a register are kept by: no domain has such a name. */
export function indexNameOf({ field }: OwnRegister): string {
  return `own-${field.toLowerCase()}`;
}

/** The register as one of the graph's domains is configured: by this alone it is indexed and searched. */
export function searchedAs(
  { description, foundAs, mapping, numericIds, purposes }: OwnRegister,
  country: string,
): DomainConfiguration {
  const { found, restriction, ...tables } = mapping;
  const shape: Readonly<Record<string, z.core.$ZodType>> = RECORDS[foundAs].shape;
  const unsaid: Readonly<Record<string, FieldMapping>> =
    foundAs === "travel-documents" ? { ...UNSAID_OF_DOCUMENTS, issuingCountry: { value: country } } : UNSAID;
  const rest = Object.entries(shape)
    .filter(([name]) => name !== "owner" && name !== "localId" && name !== "restriction")
    .map(([name, field]): [string, FieldMapping] => [
      name,
      unsaid[name] ?? (field instanceof z.ZodArray ? { list: [] } : { value: null }),
    ]);
  const fields = { ...Object.fromEntries(rest), ...found, ...(restriction === undefined ? {} : { restriction }) };
  return {
    domain: foundAs,
    name: description.slice(0, 60),
    mapping: { ...tables, fields, keys: {} },
    numericIds,
    purposes,
  };
}

/** One register of a country's own, asked about a check's subject. */
export class OwnRegisterSource {
  readonly #register: OwnRegister;
  readonly #configuration: CountryConfiguration;
  readonly #offer: ContractOffer;
  readonly #tables: MappedTables;

  constructor(register: OwnRegister, configuration: CountryConfiguration, database: Database, index: DomainIndex) {
    this.#register = register;
    this.#configuration = configuration;
    const entry = searchedAs(register, configuration.country);
    this.#offer = offerSource(sqlSourceOf(configuration, entry), {
      databases: () => database,
      tablesOf: () => new IndexedTables(database, entry.mapping, { index, hasNumericIds: entry.numericIds }),
    });
    const { restriction, found: _found, ...tables } = register.mapping;
    const own = Object.entries(register.record.fields).map(([name, { from }]): [string, FieldMapping] => [name, from]);
    const fields = { ...Object.fromEntries(own), ...(restriction === undefined ? {} : { restriction }) };
    this.#tables = new IndexedTables(
      database,
      { ...tables, fields, keys: {} },
      { index, hasNumericIds: register.numericIds },
    );
  }

  /** What it holds on a subject. @throws SourceUnavailable: no answer is no no-hit */
  async search(subject: unknown, first: number, context: SourcesContext): Promise<OwnAnswer> {
    const { foundAs, purposes } = this.#register;
    const purpose = context.authority?.justification?.purpose;
    const isAllowed = purposes.length === 0 || purposes.some((each) => each === purpose);
    if (purpose === undefined || !isAllowed || !context.policies.maySearch(foundAs)) return NOT_ASKED;
    const disclosures = context.policies.disclosures();
    return this.#answering(async (): Promise<OwnAnswer> => {
      const finds = await this.#offer.search(questionOf(foundAs, subject), disclosures, context.signal);
      const told = finds
        .filter(({ record }) => disclosures.of(record, record.restriction) !== "NONE")
        .map(({ score, record: { owner, localId } }) => ({ score, ref: { owner, localId } }));
      const all = [...told, ...disclosures.withheld].toSorted((one, other) => other.score - one.score);
      const shown = all.slice(0, first);
      const records = await this.#read(
        shown.map(({ ref }) => ref),
        disclosures,
        context.signal,
      );
      const hits = shown.map(({ score, ref }) => this.#hit(ref, score, records.get(writeRef(ref)) ?? null));
      return { outcome: all.length === 0 ? "NO_HIT" : "HIT", count: all.length, hits };
    }).catch((error: unknown) => {
      if (error instanceof NothingToSearchBy) return NOT_ASKED;
      throw error;
    });
  }

  /** The record that a reference leads to, as far as this officer may be told of it. @throws SourceUnavailable */
  async find(ref: RecordRef, context: SourcesContext): Promise<object | null> {
    const disclosures = context.policies.disclosures();
    const records = await this.#answering(() => this.#read([ref], disclosures, context.signal));
    return records.get(writeRef(ref)) ?? null;
  }

  async warm(signal: AbortSignal): Promise<void> {
    await Promise.all([this.#offer.warm?.(signal), this.#tables.warm(signal)]);
  }

  #hit(ref: RecordRef, score: number, record: object | null): OwnHit {
    const { bureau, telephone, email } = this.#configuration.contact;
    const contact = [bureau, telephone, email].filter((part) => typeof part === "string").join(", ");
    return { ref: writeRef(ref), score: Math.round(score * 1_000) / 1_000, contact, record };
  }

  /** Whole records alone, decided once more by what their own rows say now. */
  async #read(
    refs: readonly RecordRef[],
    disclosures: Disclosures,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, object>> {
    const { country: owner } = this.#configuration;
    const ids = refs.filter((ref) => ref.owner === owner).map(({ localId }) => localId);
    if (ids.length === 0) return new Map();
    const rows = await this.#tables.read(
      ids,
      (localId, restriction) => disclosures.of({ owner, localId }, restriction) === "FULL",
      signal,
    );
    return new Map(
      rows.map(({ localId, fields }) => [writeRef({ owner, localId }), { owner, localId, ...this.#valuesOf(fields) }]),
    );
  }

  #valuesOf(fields: Row): Row {
    return Object.fromEntries(
      Object.entries(this.#register.record.fields).map(([name, { type }]) => {
        const value = VALUES[type].nullable().safeParse(fields[name] ?? null);
        if (!value.success) throw new InvalidReply(`a record has no valid ${name}`);
        return [name, value.data];
      }),
    );
  }

  /** The cause stays here: it may quote what is in the tables. */
  async #answering<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    try {
      return await ask();
    } catch (cause) {
      if (cause instanceof NothingToSearchBy) throw cause;
      throw new SourceUnavailable(this.#register.field, { cause });
    }
  }
}

const TEXT = z.union([z.string().max(10_000), z.number().transform(String)]);

/** What a database's value may be for each type. */
const VALUES: Readonly<Record<(typeof OWN_TYPES)[number], z.ZodType<unknown>>> = {
  String: TEXT,
  Int: z.union([
    z.int32(),
    z
      .string()
      .regex(/^-?\d{1,9}$/)
      .transform(Number),
  ]),
  Float: z.union([
    z.number(),
    z
      .string()
      .regex(/^-?\d+(?:\.\d+)?$/)
      .transform(Number),
  ]),
  Boolean: z.union([
    z.boolean(),
    z.enum(["true", "false"]).transform((word) => word === "true"),
    z.literal([0, 1]).transform((bit) => bit === 1),
  ]),
  "[String!]": z.array(TEXT),
};
