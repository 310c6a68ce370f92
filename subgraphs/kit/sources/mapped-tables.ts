import type { Compilable } from "kysely";
import { BuiltStatements } from "../database/built-statements.js";
import type { Database } from "../database/database.js";
import { isOneOf, listValues } from "../database/is-one-of.js";
import { InvalidConfiguration } from "../errors.js";
import type { Restriction } from "../policy/restriction.js";
import { candidatesQuery } from "./candidates-query.js";
import type { CandidatePage } from "./candidates-query.js";
import type { KeyLookup } from "./key-lookup.js";
import { columnsOf, readFields, tablesBeside } from "./mapping.js";
import type { Row, TableBeside, TableMapping } from "./mapping.js";
import { NearestVectors } from "./nearest-vectors.js";
import { RestrictionReader } from "./restriction-reader.js";
import type { Sieve } from "./sieve.js";
import { TooManyMatches } from "./source.js";

/** A record, or a part of one, as the mapping reads it, before the domain has checked it. */
export interface MappedRecord {
  readonly localId: string;
  /** All but the restriction. */
  readonly fields: Row;
}

export interface RestrictedRow extends MappedRecord {
  readonly restriction: Restriction | null;
}

/** Whether a record may be told of, by its id and its owner's restriction, before anything else of it is read. */
export type IsShown = (id: string, restriction: Restriction | null) => boolean;

/** A record that is read no further before it is known whether it may be told of. */
export interface UnreadRecord {
  readonly localId: string;
  readonly restriction: Restriction | null;
  /** @throws InvalidReply */
  readonly fields: () => Row;
}

/** An id, and how many of the keys asked for it has. */
export interface KeyedId {
  readonly id: string;
  readonly shared: number;
}

export interface Candidate extends KeyedId {
  readonly restriction: Restriction | null;
  /** What was asked of the record's own table beside it; empty where the record has gone since. */
  readonly row: Row;
}

/** How far a search by keys goes. */
export interface FindingBounds {
  readonly limit: number;
  readonly isShown: IsShown;
  /** Leaves out more by what stands in the record's own table. */
  readonly sieve?: Sieve | undefined;
}

/** How far a search for what is nearest to a vector goes. */
export interface NearestBounds {
  readonly most: number;
  /** Cosine, -1 to 1. */
  readonly atLeast: number;
  readonly isShown: IsShown;
}

/** In which schema tables are that others take the place of, each time as a whole. */
export interface TablesPlace extends Partial<AsyncDisposable> {
  schemaNow(): Promise<string>;
}

/** One owner's tables, read through their mapping. */
export class MappedTables {
  readonly #database: Database;
  readonly #mapping: TableMapping;
  readonly #place: TablesPlace;
  readonly #whole: Reading;
  /** By the names of their fields. */
  readonly #parts = new Map<string, Reading>();
  readonly #restrictions: RestrictionReader;
  readonly #statements: BuiltStatements;
  readonly #nearest: NearestVectors;

  /**
   * @param place where the tables are at the moment, if not always in the mapping's schema
   * @throws InvalidConfiguration where the database has no vectors and the mapping names some
   */
  constructor(database: Database, mapping: TableMapping, place: TablesPlace = fixed(mapping.schema)) {
    if (database.engine === "mariadb" && mapping.vectors !== undefined)
      throw new InvalidConfiguration(
        "A mapping names vectors of PostgreSQL (pgvector) alone: leave them out for MariaDB.",
      );
    this.#database = database;
    this.#mapping = mapping;
    this.#place = place;
    this.#whole = readingOf(mapping.fields);
    this.#restrictions = new RestrictionReader(mapping.fields[RESTRICTION], mapping.defaultRestriction);
    this.#statements = new BuiltStatements(database);
    this.#nearest = new NearestVectors(database, this.#statements);
  }

  /** Whether the owner's tables can be searched by this kind of key at all. */
  canFindBy(kind: string): boolean {
    return Object.hasOwn(this.#mapping.keys, kind);
  }

  /**
   * The ids of the records that have any of the keys and may be told of, those with most of them first, and of these those
   * with the longest. A record that may not leaves no trace: it takes no place under the limit, so the next ones are asked for
   * until there are enough. Those that the sieve leaves out take theirs.
   * @throws TooManyMatches if more than `limit` of these records share the largest number of keys
   */
  async findIds(
    kind: string,
    keys: readonly string[],
    { limit, isShown, sieve }: FindingBounds,
    signal: AbortSignal,
  ): Promise<readonly string[]> {
    if (!this.canFindBy(kind) || keys.length === 0) return [];
    const { fields, columns } = this.#partOf([...(sieve?.fields ?? []), RESTRICTION]);
    const shown: Candidate[] = [];
    const most = limit + 1;
    for (let offset = 0; shown.length < most; offset += most) {
      const candidates = await this.candidates(kind, keys, { most, offset, columns }, signal);
      shown.push(...candidates.filter(({ id, restriction }) => isShown(id, restriction)));
      if (candidates.length < most) break;
    }
    const [first, last] = [shown[0], shown[limit]];
    if (first !== undefined && first.shared === last?.shared) throw new TooManyMatches();
    const kept = shown.slice(0, limit);
    const left =
      sieve === undefined
        ? kept
        : kept.filter(({ row }) => !saysSomething(row, columns) || sieve.mayMatch(readFields(fields, row, () => [])));
    return left.map(({ id }) => id);
  }

  /** The ids of all records that have the key, whoever asks. @throws TooManyMatches if there are more than `limit` */
  async allIds(kind: string, key: string, limit: number, signal: AbortSignal): Promise<readonly string[]> {
    const candidates = await this.candidates(kind, [key], { most: limit + 1, offset: null, columns: [] }, signal);
    if (candidates.length > limit) throw new TooManyMatches();
    return candidates.map(({ id }) => id);
  }

  /**
   * The ids of the records whose vector of this kind is nearest to the one asked for, the nearest first. At most `most` are
   * looked at, and those kept that are `atLeast` so alike (cosine) and may be told of. Null where the mapping has no such vector.
   * @throws TooManyMatches if all that are looked at are kept: there may be more; InvalidQuery where the vectors on record are
   *   of another dimension
   */
  async nearestIds(
    kind: string,
    vector: readonly number[],
    { most, atLeast, isShown }: NearestBounds,
    signal: AbortSignal,
  ): Promise<readonly string[] | null> {
    const { table, id, vectors } = this.#mapping;
    const column = vectors?.[kind]?.column;
    if (column === undefined) return null;
    const place = { schema: await this.#place.schemaNow(), table, id, column };
    const found = await this.#nearest.find(place, vector, { most, columns: this.#restrictions.columns }, signal);
    const kept = found.filter((near) => near.alike >= atLeast && isShown(near.id, this.#restrictions.read(near.row)));
    if (kept.length === most) throw new TooManyMatches();
    return kept.map((near) => near.id);
  }

  /** Whether all of these fields stand in the record's own table, so that they can be read with the candidates. */
  areOwn(fields: readonly string[]): boolean {
    return this.#partOf(fields).beside.length === 0;
  }

  /** The records with these ids, in no order; one that is not there, or may not be told of, is left out. */
  async read(ids: readonly string[], isShown: IsShown, signal: AbortSignal): Promise<readonly RestrictedRow[]> {
    const records = await this.readUnread(ids, signal);
    return (
      records
        // First of all: what is wrong with a record that may not be told of must not be told either.
        .filter(({ localId, restriction }) => isShown(localId, restriction))
        .map(({ fields, ...record }) => ({ ...record, fields: fields() }))
    );
  }

  /** The same, whoever asks. @throws InvalidReply where a restriction cannot be read: it might forbid the record */
  async readUnread(ids: readonly string[], signal: AbortSignal): Promise<readonly UnreadRecord[]> {
    const records = await this.#withBeside(this.#rows(ids, this.#whole, signal), ids, this.#whole, signal);
    return records.map(({ localId, row, fields }) => ({ localId, restriction: this.#restrictions.read(row), fields }));
  }

  /**
   * These fields of the records with these ids, in no order, for which it is known already that they are there and may be told
   * of: what is made of them must be read anew before it is told.
   */
  async readPart(
    ids: readonly string[],
    part: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly MappedRecord[]> {
    const reading = this.#partOf(part);
    const known = ids.map((id): Row => ({ crosscheck_id: id }));
    const rows = reading.columns.length === 0 ? Promise.resolve(known) : this.#rows(ids, reading, signal);
    const records = await this.#withBeside(rows, ids, reading, signal);
    return records.map(({ localId, fields }) => ({ localId, fields: fields() }));
  }

  /** The rows of the records' own table. */
  #rows(ids: readonly string[], { columns }: Reading, signal: AbortSignal): Promise<readonly Row[]> {
    return this.#select(this.#mapping.table, this.#mapping.id, columns, ids, undefined, signal);
  }

  /** The rows of the records' own table, with what stands in the tables beside: all are asked at once. */
  async #withBeside(
    own: Promise<readonly Row[]>,
    ids: readonly string[],
    reading: Reading,
    signal: AbortSignal,
  ): Promise<readonly UnreadRow[]> {
    const [rows, ...besides] = await Promise.all([
      own,
      ...reading.beside.map(({ table, parent, columns, order }) =>
        this.#select(table, parent, columns, ids, order, signal),
      ),
    ]);
    const byTable = new Map(
      reading.beside.map(({ table }, index) => [
        table,
        Map.groupBy(besides[index] ?? [], (row) => String(row["crosscheck_id"])),
      ]),
    );
    return rows.map((row) => {
      const localId = String(row["crosscheck_id"]);
      const beside = (table: string): readonly Row[] => byTable.get(table)?.get(localId) ?? [];
      return { localId, row, fields: () => readFields(reading.fields, row, beside) };
    });
  }

  /** Asks each statement once, for what is nowhere: the database plans it and reads its catalogue before an officer waits. */
  async warm(signal: AbortSignal): Promise<void> {
    const nowhere = [""];
    await Promise.all([
      ...Object.values(this.#mapping.keys).map((lookup) =>
        this.#candidates(lookup, nowhere, { most: 1, offset: 0, columns: this.#restrictions.columns }, signal),
      ),
      this.read(nowhere, () => false, signal),
    ]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#place[Symbol.asyncDispose]?.();
  }

  /** A field that the mapping does not have is read from nowhere. */
  #partOf(names: readonly string[]): Reading {
    const key = names.join(" ");
    const known = this.#parts.get(key);
    if (known !== undefined) return known;
    const fields = Object.entries(this.#mapping.fields).filter(([name]) => names.includes(name));
    const reading = readingOf(Object.fromEntries(fields));
    this.#parts.set(key, reading);
    return reading;
  }

  /** One page of the records that have any of the keys, those with most of them first. */
  protected async candidates(
    kind: string,
    keys: readonly string[],
    page: CandidatePage,
    signal: AbortSignal,
  ): Promise<readonly Candidate[]> {
    const lookup = this.#mapping.keys[kind];
    return lookup === undefined ? [] : this.#candidates(lookup, keys, page, signal);
  }

  /** These columns of the records' own table and the restriction that they tell of, by id; a record that is not there has none. */
  protected async rowsOf(
    ids: readonly string[],
    columns: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, Pick<Candidate, "row" | "restriction">>> {
    const { table, id } = this.#mapping;
    const rows = await this.#select(table, id, columns, ids, undefined, signal);
    return new Map(
      rows.map((row) => [String(row["crosscheck_id"]), { row, restriction: this.#restrictions.read(row) }]),
    );
  }

  /** With each its restriction and what else is asked of it, in one statement: a second one would tell by its time that there is something. */
  async #candidates(
    lookup: KeyLookup,
    keys: readonly string[],
    { most, offset, columns }: CandidatePage,
    signal: AbortSignal,
  ): Promise<readonly Candidate[]> {
    const schema = await this.#place.schemaNow();
    const values = [...listValues(this.#database, keys), most, ...(offset === null ? [] : [offset])];
    const name = ["candidates", schema, lookup.table, lookup.column, ...columns, values.length].join(" ");
    const { table, id } = this.#mapping;
    const build = (): Compilable =>
      candidatesQuery(this.#database, { schema, table, id }, lookup, keys, { most, offset, columns });
    const rows = await this.#statements.run<Row>({ name, values, build }, signal);
    return rows.map((row) => ({
      id: String(row["crosscheck_id"]),
      shared: Number(row["crosscheck_shared"]),
      restriction: this.#restrictions.read(row),
      row,
    }));
  }

  async #select(
    table: string,
    id: string,
    columns: readonly string[],
    ids: readonly string[],
    order: string | undefined,
    signal: AbortSignal,
  ): Promise<readonly Row[]> {
    if (ids.length === 0) return [];
    const schema = await this.#place.schemaNow();
    const values = listValues(this.#database, ids);
    const name = ["records", schema, table, id, ...columns, values.length].join(" ");
    const build = (): Compilable => {
      const query = this.#database.kysely
        .withSchema(schema)
        .selectFrom(table)
        .select([`${id} as crosscheck_id`, ...columns])
        .where(isOneOf(this.#database, id, ids));
      return order === undefined ? query : query.orderBy(order);
    };
    return this.#statements.run<Row>({ name, values, build }, signal);
  }
}

/** The field that says what the owner lays down for a record. */
const RESTRICTION = "restriction";

interface UnreadRow extends Omit<UnreadRecord, "restriction"> {
  /** Of the record's own table. */
  readonly row: Row;
}

/** Fields, and where they are read. */
interface Reading {
  readonly fields: TableMapping["fields"];
  readonly columns: readonly string[];
  readonly beside: readonly TableBeside[];
}

/** The restriction is read by its own reader, and before the rest. */
function readingOf(mapped: TableMapping["fields"]): Reading {
  const fields = Object.fromEntries(Object.entries(mapped).filter(([name]) => name !== RESTRICTION));
  return { fields, columns: columnsOf(mapped), beside: tablesBeside(fields) };
}

/** A record that has gone since says nothing: it is not there either when it is read. */
function saysSomething(row: Row, columns: readonly string[]): boolean {
  return columns.some((column) => (row[column] ?? null) !== null);
}

function fixed(schema: string): TablesPlace {
  return { schemaNow: async () => schema };
}
