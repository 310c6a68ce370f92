import { sql } from "kysely";
import type { Database } from "../../kit/database/database.js";

export interface Column {
  readonly name: string;
  /** The engine's own word: `varchar`, `integer`. */
  readonly type: string;
  readonly comment: string;
}

/** A foreign key of one column. */
export interface Reference {
  readonly column: string;
  readonly table: string;
  readonly to: string;
}

/** A table or view as the catalogue describes it: no row of it is read. */
export interface Table {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly Column[];
  /** Null where there is none, or it has several columns. */
  readonly primaryKey: string | null;
  readonly references: readonly Reference[];
}

interface CatalogueColumn extends Column {
  readonly schema: string;
  readonly table: string;
}

interface CatalogueKey extends Reference {
  readonly kind: string;
  readonly schema: string;
  readonly on: string;
  readonly constraint: string;
}

/** Reads the catalogue: the database that the URL names, or all schemas of the owner's in PostgreSQL. */
export async function readTables(database: Database, schema?: string): Promise<readonly Table[]> {
  // One after the other: where one fails, nothing is still under way when the database is closed.
  const isMariadb = database.engine === "mariadb";
  const columns = await (isMariadb ? mariadbColumns(database, schema) : postgresColumns(database, schema));
  const keys = await (isMariadb ? mariadbKeys(database) : postgresKeys(database));
  // A name with a dot is more than one word to the query builder.
  const usable = columns.filter(({ table, name }) => ![table, name].some((word) => /\.| as /i.test(word)));
  return [...Map.groupBy(usable, (column) => `${column.schema}.${column.table}`).values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const own = keys.filter(({ schema: keySchema, on }) => keySchema === first.schema && on === first.table);
    const primary = own.filter(({ kind }) => kind === "PRIMARY KEY");
    const foreign = own.filter(({ kind }) => kind === "FOREIGN KEY");
    return [
      {
        schema: first.schema,
        name: first.table,
        columns: all.map(({ name, type, comment }) => ({ name, type, comment })),
        primaryKey: primary.length === 1 ? (primary[0]?.column ?? null) : null,
        references: foreign
          .filter(({ constraint }) => foreign.filter((other) => other.constraint === constraint).length === 1)
          .map(({ column, table, to }) => ({ column, table, to })),
      },
    ];
  });
}

async function mariadbColumns({ kysely }: Database, schema?: string): Promise<readonly CatalogueColumn[]> {
  const { rows } = await sql<CatalogueColumn>`
    select table_schema as ${sql.ref("schema")}, table_name as ${sql.ref("table")}, column_name as name,
      data_type as type, column_comment as comment
    from information_schema.columns
    where table_schema = ${schema ?? sql`database()`}
    order by table_name, ordinal_position`.execute(kysely);
  return rows;
}

async function mariadbKeys({ kysely }: Database): Promise<readonly CatalogueKey[]> {
  const { rows } = await sql<CatalogueKey>`
    select tc.constraint_type as kind, k.table_schema as ${sql.ref("schema")}, k.table_name as ${sql.ref("on")},
      concat(k.table_name, '/', k.constraint_name) as ${sql.ref("constraint")}, k.column_name as ${sql.ref("column")},
      coalesce(k.referenced_table_name, '') as ${sql.ref("table")}, coalesce(k.referenced_column_name, '') as ${sql.ref("to")}
    from information_schema.key_column_usage k
    join information_schema.table_constraints tc
      on tc.constraint_schema = k.constraint_schema and tc.constraint_name = k.constraint_name
      and tc.table_name = k.table_name
    where tc.constraint_type in ('PRIMARY KEY', 'FOREIGN KEY')`.execute(kysely);
  return rows;
}

const NOT_THE_OWNERS = sql`('pg_catalog', 'information_schema')`;

async function postgresColumns({ kysely }: Database, schema?: string): Promise<readonly CatalogueColumn[]> {
  const { rows } = await sql<CatalogueColumn>`
    select c.table_schema as "schema", c.table_name as "table", c.column_name as name, c.data_type as type,
      coalesce(col_description(format('%I.%I', c.table_schema, c.table_name)::regclass, c.ordinal_position), '') as comment
    from information_schema.columns c
    where ${schema === undefined ? sql`c.table_schema not in ${NOT_THE_OWNERS}` : sql`c.table_schema = ${schema}`}
    order by c.table_schema, c.table_name, c.ordinal_position`.execute(kysely);
  return rows;
}

async function postgresKeys({ kysely }: Database): Promise<readonly CatalogueKey[]> {
  const { rows } = await sql<CatalogueKey>`
    select case con.contype when 'p' then 'PRIMARY KEY' else 'FOREIGN KEY' end as kind,
      n.nspname as "schema", t.relname as "on", con.oid::text as "constraint", a.attname as "column",
      coalesce(rt.relname, '') as "table", coalesce(ra.attname, '') as "to"
    from pg_constraint con
    join pg_class t on t.oid = con.conrelid
    join pg_namespace n on n.oid = t.relnamespace
    cross join lateral unnest(con.conkey) with ordinality as k(number, place)
    join pg_attribute a on a.attrelid = con.conrelid and a.attnum = k.number
    left join pg_class rt on rt.oid = con.confrelid
    left join pg_attribute ra on ra.attrelid = con.confrelid and ra.attnum = con.confkey[k.place]
    where con.contype in ('p', 'f')`.execute(kysely);
  return rows;
}
