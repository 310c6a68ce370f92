import type { z } from "zod";
import { InvalidConfiguration } from "../errors.js";
import { checkRecord } from "./check-record.js";
import type { Disclosures } from "../policy/disclosures.js";
import type { Restriction } from "../policy/restriction.js";
import type { IsShown, MappedTables, RestrictedRow } from "./mapped-tables.js";
import { parseRef, writeRef } from "./record-ref.js";
import type { RecordRef } from "./record-ref.js";
import type { RestrictedRecord } from "./search-sources.js";
import type { Sieve } from "./sieve.js";
import { InvalidReply, NothingToSearchBy } from "./source.js";
import type { SourceDescription } from "./source.js";

/** So few records are read at once that checking them does not hold up others for long. */
const BATCH = 500;
/** Names are compared a hundred at a time, in some milliseconds. */
const SIFTED_AT_ONCE = 100;

/** What a domain says of its records. */
export type RecordSchema = z.ZodType<RestrictedRecord>;

/** How many records a search reads at most, for whom, and by what it leaves most of them out before they are read in full. */
export interface SearchBounds {
  readonly limit: number;
  readonly disclosures: Disclosures;
  /** One after the other. */
  readonly sieves?: readonly Sieve[];
}

/** A record before anything but whose it is and what its owner lays down for it is read. */
export interface UncheckedRecord<Record> {
  readonly ref: RecordRef;
  readonly restriction: Restriction | null;
  /** @throws InvalidReply */
  readonly check: () => Record;
}

/** The records of one domain in one source's tables, checked against the domain's schema. */
export class MappedRecords<Schema extends RecordSchema> {
  readonly #tables: MappedTables;
  readonly #schema: Schema;
  readonly #source: Pick<SourceDescription, "owner" | "holds">;

  constructor(tables: MappedTables, schema: Schema, source: Pick<SourceDescription, "owner" | "holds">) {
    this.#tables = tables;
    this.#schema = schema;
    this.#source = source;
  }

  /** Whether the owner's tables can be searched by this kind of key. */
  canFindBy(kind: string): boolean {
    return this.#tables.canFindBy(kind);
  }

  /**
   * The records that share a key with the question, by kind of key; those of which the question may be told nothing are
   * left out before they are counted or read.
   * @throws TooManyMatches, InvalidReply; NothingToSearchBy where there is no key, or the mapping has none of the kinds: that is no no-hit
   */
  async findByKeys(
    keys: Readonly<Record<string, readonly string[]>>,
    { limit, disclosures, sieves = [] }: SearchBounds,
    signal: AbortSignal,
  ): Promise<readonly z.output<Schema>[]> {
    const asked = Object.entries(keys).filter(([, values]) => values.length > 0);
    const usable = asked.filter(([kind]) => this.#tables.canFindBy(kind));
    if (usable.length === 0) throw new NothingToSearchBy();
    const isShown = this.#shownBy(disclosures);
    const [first, ...others] = sieves;
    // What stands beside the candidates is read with them.
    const isFirstOwn = first !== undefined && this.#tables.areOwn(first.fields);
    const bounds = { limit, isShown, sieve: isFirstOwn ? first : undefined };
    const ids = await Promise.all(
      usable.map(([kind, values]) => this.#tables.findIds(kind, [...new Set(values)], bounds, signal)),
    );
    let left: readonly string[] = [...new Set(ids.flat())];
    for (const sieve of isFirstOwn ? others : sieves) left = await this.#sift(left, sieve, signal);
    return this.#read(left, isShown, signal);
  }

  /**
   * Every record that has the key, whoever asks: for a domain that keeps all of them ready, and decides itself what it
   * tells of each. What is wrong with one is known once it is checked, so that it need not be told of where the record
   * may not be.
   * @throws TooManyMatches above `limit`; InvalidReply where a restriction cannot be read; InvalidConfiguration where the
   *   mapping has no such kind of key
   */
  async findAll(
    kind: string,
    key: string,
    limit: number,
    signal: AbortSignal,
  ): Promise<readonly UncheckedRecord<z.output<Schema>>[]> {
    if (!this.#tables.canFindBy(kind)) throw new InvalidConfiguration(`The mapping has no key ${kind}.`);
    const ids = await this.#tables.allIds(kind, key, limit, signal);
    const records: UncheckedRecord<z.output<Schema>>[] = [];
    for (let start = 0; start < ids.length; start += BATCH) {
      const unread = await this.#tables.readUnread(ids.slice(start, start + BATCH), signal);
      records.push(
        ...unread.map(({ localId, restriction, fields }) => ({
          ref: this.#refOf(localId),
          restriction,
          check: () => this.#check({ localId, restriction, fields: fields() }),
        })),
      );
    }
    return records;
  }

  /**
   * The records whose vector of this kind is nearest to the one asked for, in no order, as far as they are so alike and may
   * be told of. Null where the owner's database does not find them by itself.
   * @throws TooManyMatches if as many as `most` are; InvalidQuery where the vectors on record are of another dimension; InvalidReply
   */
  async findNearest(
    kind: string,
    vector: readonly number[],
    {
      most,
      atLeast,
      disclosures,
    }: { readonly most: number; readonly atLeast: number; readonly disclosures: Disclosures },
    signal: AbortSignal,
  ): Promise<readonly z.output<Schema>[] | null> {
    const isShown = this.#shownBy(disclosures);
    const ids = await this.#tables.nearestIds(kind, vector, { most, atLeast, isShown }, signal);
    return ids && this.#read(ids, isShown, signal);
  }

  /** The records with these references, in no order; one that the source does not hold, or may not tell of, is left out. */
  async findByRefs(
    refs: readonly RecordRef[],
    disclosures: Disclosures,
    signal: AbortSignal,
  ): Promise<readonly z.output<Schema>[]> {
    const { holds, owner } = this.#source;
    const ids =
      holds === "MANY" ? refs.map(writeRef) : refs.filter((ref) => ref.owner === owner).map(({ localId }) => localId);
    return this.#read(ids, this.#shownBy(disclosures), signal);
  }

  /** Makes the database and the check of records ready for the first question. */
  async warm(signal: AbortSignal): Promise<void> {
    await this.#tables.warm(signal);
    // Whatever is checked: the first time compiles the check.
    this.#schema.safeParse({});
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#tables[Symbol.asyncDispose]();
  }

  async #read(ids: readonly string[], isShown: IsShown, signal: AbortSignal): Promise<readonly z.output<Schema>[]> {
    const records = await this.#tables.read(ids, isShown, signal);
    return records.map((record) => this.#check(record));
  }

  /** Which of these, which may be told of, may match. While some are compared, a database server reads the next. */
  async #sift(ids: readonly string[], { fields, mayMatch }: Sieve, signal: AbortSignal): Promise<readonly string[]> {
    const starts = Array.from({ length: Math.ceil(ids.length / SIFTED_AT_ONCE) }, (_, turn) => turn * SIFTED_AT_ONCE);
    const sifted = await Promise.all(
      starts.map(async (start) => {
        const records = await this.#tables.readPart(ids.slice(start, start + SIFTED_AT_ONCE), fields, signal);
        return records.filter((record) => mayMatch(record.fields)).map(({ localId }) => localId);
      }),
    );
    return sifted.flat();
  }

  #shownBy(disclosures: Disclosures): IsShown {
    return (id, restriction) => disclosures.of(this.#refOf(id), restriction) !== "NONE";
  }

  /** A central database is keyed by the whole reference. */
  #refOf(id: string): RecordRef {
    if (this.#source.holds === "OWN") return { owner: this.#source.owner, localId: id };
    const ref = parseRef(id);
    if (ref.ok) return ref.value;
    throw new InvalidReply("a record's id is no reference");
  }

  /** The restriction has been read and checked: few differ, and checking one takes as long as the rest of a record. */
  #check({ localId, restriction, fields }: RestrictedRow): z.output<Schema> {
    const key = this.#source.holds === "OWN" ? { owner: this.#source.owner, localId } : {};
    return Object.assign(checkRecord(this.#schema, { ...fields, ...key }), { restriction });
  }
}
