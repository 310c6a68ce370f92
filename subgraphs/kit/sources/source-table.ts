import { openPostgres } from "../database/database.js";
import type { Database } from "../database/database.js";
import { listen } from "../database/listen.js";
import { migrate } from "../database/migrate.js";
import { RegistryUnavailable } from "../errors.js";
import { sourceMigration } from "./source-migration.js";
import type { SourceStore } from "./source-store.js";

const SCHEMA = "crosscheck_sources";

/** Sources in PostgreSQL: every row of `crosscheck_sources.source` is one. */
export class SourceTable implements SourceStore {
  /** A connection may be dead without either end knowing. */
  readonly lookEveryMs = 5_000;
  readonly #url: string;
  readonly #database: Database;
  readonly #schema: string;

  private constructor(url: string, database: Database, schema: string) {
    this.#url = url;
    this.#database = database;
    this.#schema = schema;
  }

  /** @param schema another, for tests that share a server @throws RegistryUnavailable, without the password in its address */
  static async open(url: string, schema = SCHEMA): Promise<SourceTable> {
    const database = openPostgres(url);
    try {
      await migrate(database, schema, [sourceMigration(schema)]);
      return new SourceTable(url, database, schema);
    } catch (cause) {
      await database[Symbol.asyncDispose]();
      throw new RegistryUnavailable(`The registry at ${new URL(url).host} cannot be used.`, { cause });
    }
  }

  async read(): Promise<ReadonlyMap<string, string>> {
    const rows = await this.#tables.selectFrom("source").select(["id", "content"]).orderBy("id").execute();
    return new Map(rows.map(({ id, content }) => [String(id), `{"sources":[${String(content)}]}`]));
  }

  async put(id: string, source: unknown): Promise<void> {
    const content = JSON.stringify(source);
    await this.#tables
      .insertInto("source")
      .values({ id, content })
      .onConflict((conflict) => conflict.column("id").doUpdateSet({ content }))
      .execute();
  }

  announce(nudge: () => void): Promise<AsyncDisposable> {
    return listen(this.#url, this.#schema, nudge);
  }

  [Symbol.asyncDispose](): PromiseLike<void> {
    return this.#database[Symbol.asyncDispose]();
  }

  get #tables() {
    return this.#database.kysely.withSchema(this.#schema);
  }
}
