import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import type { Database } from "../../kit/database/database.js";
import type { Table } from "./read-tables.js";

/** What values can look like, each as a regular expression that PostgreSQL and MariaDB read alike. */
const SHAPES = {
  VIN: "^[A-HJ-NPR-Z0-9]{17}$",
  "YYYY-MM-DD": "^[12][0-9]{3}-[0-9]{2}-[0-9]{2}",
  YYYYMMDD: "^(1[89]|20)[0-9]{2}[0-9]{2}[0-9]{2}$",
  "YYYY/MM/DD": "^[12][0-9]{3}/[0-9]{2}/[0-9]{2}",
  "DD.MM.YYYY": "^[0-9]{2}[.][0-9]{2}[.][12][0-9]{3}$",
  "DD/MM/YYYY": "^[0-9]{2}/[0-9]{2}/[12][0-9]{3}$",
  YEAR: "^(19|20)[0-9]{2}$",
  COUNTRY: "^[A-Za-z]{2,3}$",
  "COUNTRIES,": "^[A-Za-z]{2,3}( *, *[A-Za-z]{2,3})*$",
  "COUNTRIES;": "^[A-Za-z]{2,3}( *; *[A-Za-z]{2,3})*$",
  "COUNTRIES|": "^[A-Za-z]{2,3}( *[|] *[A-Za-z]{2,3})*$",
  "COUNTRIES ": "^[A-Za-z]{2,3}( +[A-Za-z]{2,3})*$",
  ENTITY: "^[0-9]{4}/[0-9]{1,6}$",
  NUMBERED: "^[A-Za-z0-9 -]*[0-9][A-Za-z0-9 -]*$",
  INTEGER: "^-?[0-9]+$",
  MRZ: "[A-Z0-9]<<",
  DIGITS: "[0-9]",
} as const;
export type Shape = keyof typeof SHAPES;
const SHAPE_NAMES = Object.keys(SHAPES).filter((name): name is Shape => Object.hasOwn(SHAPES, name));

/** How the values of a column look, in numbers alone. */
export interface ColumnShapes {
  readonly rows: number;
  readonly filled: number;
  readonly distinct: number;
  readonly longest: number;
  /** What part of the filled ones has this shape, 0 to 1. */
  share(shape: Shape): number;
}

/** So many rows are looked at: enough to tell, and quick on a table of millions. */
const ROWS_LOOKED_AT = 5_000;

/** Counts, inside the database, how many values of each column have which shape. No value leaves it. */
export async function countShapes(
  database: Database,
  { schema, name, columns }: Pick<Table, "schema" | "name" | "columns">,
): Promise<ReadonlyMap<string, ColumnShapes>> {
  const shapes = new Map<string, ColumnShapes>();
  for (const column of columns) {
    const text = database.engine === "mariadb" ? sql`cast(v as char)` : sql`v::text`;
    const counts = SHAPE_NAMES.map((shape, at) => sql`sum(${isLike(database, text, shape)}) as ${sql.ref(`s${at}`)}`);
    const { rows } = await sql<Record<string, unknown>>`
      select count(*) as total, count(v) as filled, count(distinct v) as different,
        max(char_length(${text})) as longest, ${sql.join(counts)}
      from (select ${sql.ref(column.name)} as v from ${sql.table(`${schema}.${name}`)} limit ${sql.lit(ROWS_LOOKED_AT)}) looked
    `.execute(database.kysely);
    shapes.set(column.name, shapesOf(rows[0] ?? {}));
  }
  return shapes;
}

function isLike({ engine }: Database, text: RawBuilder<unknown>, shape: Shape): RawBuilder<unknown> {
  const pattern = sql.lit(SHAPES[shape]);
  const test = engine === "mariadb" ? sql`${text} regexp ${pattern}` : sql`${text} ~ ${pattern}`;
  return sql`case when ${test} then 1 else 0 end`;
}

function shapesOf(row: Readonly<Record<string, unknown>>): ColumnShapes {
  const filled = Number(row["filled"] ?? 0);
  return {
    rows: Number(row["total"] ?? 0),
    filled,
    distinct: Number(row["different"] ?? 0),
    longest: Number(row["longest"] ?? 0),
    share: (shape) => (filled === 0 ? 0 : Number(row[`s${SHAPE_NAMES.indexOf(shape)}`] ?? 0) / filled),
  };
}
