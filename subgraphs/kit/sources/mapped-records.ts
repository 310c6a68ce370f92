import type { z } from "zod";
import { InvalidConfiguration } from "../errors.js";
import type { MappedRecord, MappedTables } from "./mapped-tables.js";
import { writeRef } from "./record-ref.js";
import type { RecordRef } from "./record-ref.js";
import { InvalidReply, NothingToSearchBy } from "./source.js";
import type { SourceDescription } from "./source.js";

/** So few records are read at once that checking them does not hold up others for long. */
const BATCH = 500;

/** The records of one domain in one source's tables, checked against the domain's schema. */
export class MappedRecords<Schema extends z.ZodType> {
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
   * The records that share a key with the question, by kind of key.
   * @throws TooManyMatches, InvalidReply; NothingToSearchBy where there is no key, or the mapping has none of the kinds: that is no no-hit
   */
  async findByKeys(
    keys: Readonly<Record<string, readonly string[]>>,
    limit: number,
    signal: AbortSignal,
  ): Promise<readonly z.output<Schema>[]> {
    const asked = Object.entries(keys).filter(([, values]) => values.length > 0);
    const usable = asked.filter(([kind]) => this.#tables.canFindBy(kind));
    if (usable.length === 0) throw new NothingToSearchBy();
    const ids = await Promise.all(
      usable.map(([kind, values]) => this.#tables.findIds(kind, [...new Set(values)], limit, signal)),
    );
    return this.#read([...new Set(ids.flat())], signal);
  }

  /**
   * Every record that has the key: for a domain that compares all of them itself.
   * @throws TooManyMatches above `limit`; InvalidReply; InvalidConfiguration where the mapping has no such kind of key
   */
  async findAll(kind: string, key: string, limit: number, signal: AbortSignal): Promise<readonly z.output<Schema>[]> {
    if (!this.#tables.canFindBy(kind)) throw new InvalidConfiguration(`The mapping has no key ${kind}.`);
    const ids = await this.#tables.findIds(kind, [key], limit, signal);
    const records: z.output<Schema>[] = [];
    for (let start = 0; start < ids.length; start += BATCH) {
      records.push(...(await this.#read(ids.slice(start, start + BATCH), signal)));
    }
    return records;
  }

  /** The records with these references, in no order; those that the source does not hold are left out. */
  async findByRefs(refs: readonly RecordRef[], signal: AbortSignal): Promise<readonly z.output<Schema>[]> {
    if (this.#source.holds === "MANY") return this.#read(refs.map(writeRef), signal);
    const own = refs.filter(({ owner }) => owner === this.#source.owner);
    return this.#read(
      own.map(({ localId }) => localId),
      signal,
    );
  }

  async #read(ids: readonly string[], signal: AbortSignal): Promise<readonly z.output<Schema>[]> {
    const records = await this.#tables.read(ids, signal);
    return records.map((record) => this.#check(record));
  }

  /** Names the fields at fault and never their values. */
  #check({ localId, fields }: MappedRecord): z.output<Schema> {
    const key = this.#source.holds === "OWN" ? { owner: this.#source.owner, localId } : {};
    const result = this.#schema.safeParse({ ...fields, ...key });
    if (result.success) return result.data;
    const names = new Set(result.error.issues.map((issue) => issue.path.join(".")));
    throw new InvalidReply(`a record has no valid ${[...names].join(", ")}`);
  }
}
