import { sql } from "kysely";
import type { Database } from "../database/database.js";
import { isOneOf } from "../database/is-one-of.js";

/** A table of keys: one row for each key of each record. */
export interface KeyTable {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
  /** The column of the record's id. */
  readonly id: string;
}

/**
 * The ids that have any of the keys (`crosscheck_id`), with how many of them each has (`crosscheck_shared`): those
 * with most first, and of these those with the longest (`crosscheck_letters`), which say most.
 */
export function keyedIds(database: Database, { schema, table, column, id }: KeyTable, keys: readonly string[]) {
  const { kysely } = database;
  // What is counted are rows of which no two are alike: to count different values takes a database twice as long.
  const having = kysely
    .withSchema(schema)
    .selectFrom(table)
    .select([`${column} as key`, `${id} as crosscheck_id`])
    .distinct()
    .where(isOneOf(database, column, keys));
  return kysely
    .selectFrom(having.as("having_key"))
    .select([
      "crosscheck_id",
      kysely.fn.countAll<number>().as("crosscheck_shared"),
      // The zeros with which codes of sounds are filled up say nothing. Bytes, since a database knows them without counting.
      sql`sum(octet_length(replace(${sql.ref("key")}, '0', '')))`.as("crosscheck_letters"),
    ])
    .groupBy("crosscheck_id")
    .orderBy("crosscheck_shared", "desc")
    .orderBy("crosscheck_letters", "desc")
    .orderBy("crosscheck_id");
}
