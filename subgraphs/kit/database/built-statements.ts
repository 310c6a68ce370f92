import type { Compilable, CompiledQuery } from "kysely";
import { LeastRecentlyUsed } from "../least-recently-used.js";
import { endingWith } from "./database.js";
import type { Database } from "./database.js";

/** As many statements are kept: one for each shape, which MariaDB has for every length of a list. */
const MOST_STATEMENTS = 500;

/** A statement that is written once and run with other values each time. */
export interface Statement {
  /** The same for statements that differ in their values alone. */
  readonly name: string;
  /** In the order in which the statement has them. */
  readonly values: readonly unknown[];
  readonly build: () => Compilable;
}

/** Keeps what the query builder has written: writing a statement anew takes longer than a database takes to find nothing. */
export class BuiltStatements {
  readonly #database: Database;
  readonly #built = new LeastRecentlyUsed<CompiledQuery>(MOST_STATEMENTS);

  constructor(database: Database) {
    this.#database = database;
  }

  async run<Row>({ name, values, build }: Statement, signal: AbortSignal): Promise<readonly Row[]> {
    const built = this.#built.getOr(name, () => build().compile());
    if (built.parameters.length !== values.length) throw new Error(`The statement ${name} has other values.`);
    const query: CompiledQuery<Row> = { ...built, parameters: values };
    const { rows } = await this.#database.kysely.executeQuery(query, endingWith(signal, this.#database));
    return rows;
  }
}
