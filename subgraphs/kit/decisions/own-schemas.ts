import type { Database } from "../database/database.js";
import { migrate } from "../database/migrate.js";
import type { Migration } from "../database/migration.js";
import { DecisionsUnavailable } from "./decision.js";

/** Where a process keeps what is the graph's own: schemas beside those of sources. */
export interface OwnSchemas {
  readonly database: Database;
  /** Goes before the name of every schema, where several graphs share a server. */
  readonly prefix: string;
}

/** One schema of the graph's own, brought up to date by whoever needs it first. */
export class OwnSchema {
  readonly #own: OwnSchemas;
  readonly #name: string;
  readonly #migrations: readonly Migration[];
  #ready: Promise<unknown> | null = null;

  constructor(own: OwnSchemas, name: string, migrations: readonly Migration[]) {
    this.#own = own;
    this.#name = `${own.prefix}${name}`;
    this.#migrations = migrations;
  }

  get database(): Database {
    return this.#own.database;
  }

  /** Does something with its tables. @throws DecisionsUnavailable where the database does not */
  async use<Result>(work: (tables: Database["kysely"]) => Promise<Result>): Promise<Result> {
    try {
      await this.ready();
      return await work(this.#own.database.kysely.withSchema(this.#name));
    } catch (cause) {
      throw new DecisionsUnavailable({ cause });
    }
  }

  /** @throws MigrationFailed; whoever comes next tries again */
  async ready(): Promise<void> {
    this.#ready ??= migrate(this.#own.database, this.#name, this.#migrations);
    try {
      await this.#ready;
    } catch (error) {
      this.#ready = null;
      throw error;
    }
  }
}
