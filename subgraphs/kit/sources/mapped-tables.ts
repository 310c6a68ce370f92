import { endingWith } from "../database/database.js";
import type { Database } from "../database/database.js";
import { isOneOf } from "../database/is-one-of.js";
import { columnsOf, readFields, tablesBeside } from "./mapping.js";
import type { Row, TableBeside, TableMapping } from "./mapping.js";
import { TooManyMatches } from "./source.js";

/** A record as the mapping reads it, before the domain has checked it. */
export interface MappedRecord {
  readonly localId: string;
  readonly fields: Row;
}

/** One owner's tables, read through their mapping. */
export class MappedTables {
  readonly #database: Database;
  readonly #mapping: TableMapping;
  readonly #columns: readonly string[];
  readonly #beside: readonly TableBeside[];

  constructor(database: Database, mapping: TableMapping) {
    this.#database = database;
    this.#mapping = mapping;
    this.#columns = columnsOf(mapping.fields);
    this.#beside = tablesBeside(mapping.fields);
  }

  /** Whether the owner's tables can be searched by this kind of key at all. */
  canFindBy(kind: string): boolean {
    return Object.hasOwn(this.#mapping.keys, kind);
  }

  /**
   * The ids of the records that have any of the keys, those with most of them first.
   * @throws TooManyMatches if more than `limit` records share the largest number of keys
   */
  async findIds(kind: string, keys: readonly string[], limit: number, signal: AbortSignal): Promise<readonly string[]> {
    const lookup = this.#mapping.keys[kind];
    if (lookup === undefined || keys.length === 0) return [];
    const id = lookup.table === undefined ? this.#mapping.id : (lookup.id ?? this.#mapping.id);
    const { count } = this.#database.kysely.fn;
    const rows = await this.#database.kysely
      .withSchema(this.#mapping.schema)
      .selectFrom(lookup.table ?? this.#mapping.table)
      .select([`${id} as id`, count<number>(lookup.column).distinct().as("shared")])
      .where(isOneOf(this.#database, lookup.column, keys))
      .groupBy(id)
      .orderBy("shared", "desc")
      .orderBy("id")
      .limit(limit + 1)
      .execute(endingWith(signal, this.#database));
    const [first, last] = [rows[0], rows[limit]];
    if (first !== undefined && last !== undefined && Number(first.shared) === Number(last.shared))
      throw new TooManyMatches();
    return rows.slice(0, limit).map((row) => String(row.id));
  }

  /** The records with these ids, in no order; an id that is not there is left out. */
  async read(ids: readonly string[], signal: AbortSignal): Promise<readonly MappedRecord[]> {
    if (ids.length === 0) return [];
    const [rows, ...besides] = await Promise.all([
      this.#select(this.#mapping.table, this.#mapping.id, this.#columns, ids, undefined, signal),
      ...this.#beside.map(({ table, parent, columns, order }) =>
        this.#select(table, parent, columns, ids, order, signal),
      ),
    ]);
    const byTable = new Map(
      this.#beside.map(({ table }, index) => [
        table,
        Map.groupBy(besides[index] ?? [], (row) => String(row["crosscheck_id"])),
      ]),
    );
    return rows.map((row) => {
      const localId = String(row["crosscheck_id"]);
      return {
        localId,
        fields: readFields(this.#mapping.fields, row, (table) => byTable.get(table)?.get(localId) ?? []),
      };
    });
  }

  async #select(
    table: string,
    id: string,
    columns: readonly string[],
    ids: readonly string[],
    order: string | undefined,
    signal: AbortSignal,
  ): Promise<readonly Row[]> {
    const query = this.#database.kysely
      .withSchema(this.#mapping.schema)
      .selectFrom(table)
      .select([`${id} as crosscheck_id`, ...columns])
      .where(isOneOf(this.#database, id, ids));
    return (order === undefined ? query : query.orderBy(order)).execute(endingWith(signal, this.#database));
  }
}
