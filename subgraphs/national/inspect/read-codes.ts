import { sql } from "kysely";
import type { Database } from "../../kit/database/database.js";

/** More than these are no list of codes. */
const MOST_CODES = 60;
const LONGEST_CODE = 60;

/** One row of a list of codes: what the records hold, and the words beside it. */
export interface Code {
  readonly code: string;
  readonly words: readonly string[];
}

/** The codes that a column holds; null where there are so many that they are none. They are compared with words, never shown. */
export async function readCodes(
  database: Database,
  { schema, table, column }: { readonly schema: string; readonly table: string; readonly column: string },
): Promise<readonly Code[] | null> {
  const { rows } = await sql<{ code: unknown }>`
    select distinct ${sql.ref(column)} as code from ${sql.table(`${schema}.${table}`)}
    where ${sql.ref(column)} is not null limit ${sql.lit(MOST_CODES + 1)}`.execute(database.kysely);
  const codes = rows.map(({ code }) => String(code).trim()).filter((code) => code !== "");
  if (rows.length > MOST_CODES || codes.some((code) => code.length > LONGEST_CODE)) return null;
  return [...new Set(codes)].map((code) => ({ code, words: [code] }));
}

/** The rows of a small table of codes that records point to; null where it is no such table. */
export async function readCodeTable(
  database: Database,
  {
    schema,
    table,
    id,
    columns,
  }: { readonly schema: string; readonly table: string; readonly id: string; readonly columns: readonly string[] },
): Promise<readonly Code[] | null> {
  const list = columns.map((column, index) => sql`${sql.ref(column)} as ${sql.ref(`w${index}`)}`);
  const { rows } = await sql<Record<string, unknown>>`
    select ${sql.ref(id)} as code, ${sql.join(list)} from ${sql.table(`${schema}.${table}`)}
    limit ${sql.lit(MOST_CODE_ROWS + 1)}`.execute(database.kysely);
  if (rows.length > MOST_CODE_ROWS) return null;
  return rows.map((row) => ({
    code: String(row["code"]),
    words: columns.map((_column, index) => String(row[`w${index}`] ?? "").trim()).filter((word) => word !== ""),
  }));
}

/** A table of all countries has 250. */
const MOST_CODE_ROWS = 300;
