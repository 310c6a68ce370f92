import { sql } from "kysely";
import type { Compilable } from "kysely";
import type { Database } from "../database/database.js";
import { isOneOf } from "../database/is-one-of.js";
import type { KeyLookup } from "./key-lookup.js";
import { keyedIds } from "./keyed-ids.js";
import type { KeyTable } from "./keyed-ids.js";

/** One page of candidates, and the columns of the record's own table that are read with them. */
export interface CandidatePage {
  readonly most: number;
  /** Null where there is one page alone: then they come in no order. */
  readonly offset: number | null;
  readonly columns: readonly string[];
}

/** The records' own table. */
export interface RecordTable {
  readonly schema: string;
  readonly table: string;
  /** The column of the record's id. */
  readonly id: string;
}

/** The records that have any of the keys, those that share most first: `crosscheck_id`, `crosscheck_shared`, and the page's columns. */
export function candidatesQuery(
  database: Database,
  records: RecordTable,
  lookup: KeyLookup,
  keys: readonly string[],
  page: CandidatePage,
): Compilable {
  const { table, column, id = records.id } = lookup;
  return table === undefined
    ? standingInRecords(database, records, column, keys, page)
    : standingBeside(database, records, { table, column, id }, keys, page);
}

/** A record stands in its own table once: there is nothing to count, and nothing to join. */
function standingInRecords(
  database: Database,
  { schema, table, id }: RecordTable,
  column: string,
  keys: readonly string[],
  { most, offset, columns }: CandidatePage,
): Compilable {
  const found = database.kysely
    .withSchema(schema)
    .selectFrom(table)
    .select([`${id} as crosscheck_id`, sql.lit(1).as("crosscheck_shared"), ...columns])
    .where(isOneOf(database, column, keys))
    .limit(most);
  // By no index: for a page in the order of the ids, a database likes to read all records in that order instead.
  return offset === null ? found : found.orderBy(sql`concat(${sql.ref(id)}, '')`).offset(offset);
}

function standingBeside(
  database: Database,
  records: RecordTable,
  keyTable: Omit<KeyTable, "schema">,
  keys: readonly string[],
  { most, offset, columns }: CandidatePage,
): Compilable {
  const { schema } = records;
  const found = keyedIds(database, { schema, ...keyTable }, keys)
    .limit(most)
    .$call((query) => (offset === null ? query : query.offset(offset)));
  if (columns.length === 0) return found;
  return database.kysely
    .withSchema(schema)
    .selectFrom(found.as("found"))
    .leftJoin(`${records.table} as record`, `record.${records.id}`, "found.crosscheck_id")
    .select(["found.crosscheck_id", "found.crosscheck_shared", ...columns.map((name) => `record.${name}`)])
    .orderBy("found.crosscheck_shared", "desc")
    .orderBy("found.crosscheck_letters", "desc")
    .orderBy("found.crosscheck_id");
}
