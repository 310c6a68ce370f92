import { sql } from "kysely";
import type { Compilable } from "kysely";
import type { BuiltStatements } from "../database/built-statements.js";
import type { Database } from "../database/database.js";
import type { Row, TableMapping } from "./mapping.js";
import { InvalidQuery } from "./source.js";

/** Where the vectors of records stand. */
export interface VectorColumn extends Pick<TableMapping, "schema" | "table" | "id"> {
  readonly column: string;
}

/** A record near to a vector: its id, how alike the two are (cosine, -1 to 1), and what else was asked of its row. */
export interface NearRecord {
  readonly id: string;
  readonly alike: number;
  readonly row: Row;
}

/** What pgvector finds in an owner's table; an index of the owner (HNSW, cosine) makes it quick. */
export class NearestVectors {
  readonly #database: Database;
  readonly #statements: BuiltStatements;

  constructor(database: Database, statements: BuiltStatements) {
    this.#database = database;
    this.#statements = statements;
  }

  /**
   * The records nearest to the vector, the nearest first. @param columns what is read of each row
   * @throws InvalidQuery where the vectors on record are of another dimension
   */
  async find(
    place: VectorColumn,
    vector: readonly number[],
    { most, columns }: { readonly most: number; readonly columns: readonly string[] },
    signal: AbortSignal,
  ): Promise<readonly NearRecord[]> {
    const { schema, table, id, column } = place;
    const text = `[${vector.join(",")}]`;
    const build = (): Compilable => {
      const distance = sql<number>`${sql.ref(column)} <=> ${text}`;
      return this.#database.kysely
        .withSchema(schema)
        .selectFrom(table)
        .select([`${id} as crosscheck_id`, distance.as("crosscheck_distance"), ...columns])
        .where(column, "is not", null)
        .orderBy(distance)
        .limit(most);
    };
    const statement = { name: ["nearest", schema, table, column].join(" "), values: [text, text, most], build };
    const rows = await this.#statements.run<Row>(statement, signal).catch(async (error: unknown) => {
      const dimension = await this.#dimensionOf(place, signal);
      if (dimension === null || dimension === vector.length) throw error;
      throw new InvalidQuery("the vector is of another dimension than those on record");
    });
    return rows.map((row) => ({
      id: String(row["crosscheck_id"]),
      alike: 1 - Number(row["crosscheck_distance"]),
      row,
    }));
  }

  /** Of any vector on record: a database compares none of two dimensions. Null where there is none. */
  async #dimensionOf({ schema, table, column }: VectorColumn, signal: AbortSignal): Promise<number | null> {
    const build = (): Compilable =>
      this.#database.kysely
        .withSchema(schema)
        .selectFrom(table)
        .select(sql<number>`vector_dims(${sql.ref(column)})`.as("crosscheck_dimension"))
        .where(column, "is not", null)
        .limit(1);
    const name = ["dimension", schema, table, column].join(" ");
    const [row] = await this.#statements.run<Row>({ name, values: [1], build }, signal);
    return row === undefined ? null : Number(row["crosscheck_dimension"]);
  }
}
