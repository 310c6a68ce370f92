import { sql } from "kysely";
import { z } from "zod";
import { openPostgres } from "../../../subgraphs/kit/database/database.js";
import type { Database } from "../../../subgraphs/kit/database/database.js";
import { listen } from "../../../subgraphs/kit/database/listen.js";
import { migrate } from "../../../subgraphs/kit/database/migrate.js";
import { RegistryUnavailable } from "../../../subgraphs/kit/errors.js";
import { Watch } from "../../../subgraphs/kit/watch.js";
import type { OperationUsage } from "../../usage/operation-usage.js";
import { digestOf, graphVersionSchema } from "../graph-version.js";
import type { GraphVersion, Texts } from "../graph-version.js";
import { ownerSchema } from "../owner.js";
import type { Owner } from "../owner.js";
import type { RegistryStore, VersionWatch } from "../registry-store.js";
import { usageRowSchema } from "../usage-row.js";
import { registry } from "./migrations/0001-registry.js";

const SCHEMA = "crosscheck_registry";
/** How often it is looked at by itself, milliseconds: a connection may be dead without either end knowing. */
const LOOK_EVERY_MS = 5_000;

export interface PostgresStoreSettings {
  /** For tests, several of which share a server. */
  readonly schema?: string | undefined;
  readonly lookEveryMs?: number | undefined;
}

/** A registry that several gateways share. What one publishes the others hear of at once (LISTEN, NOTIFY). */
export class PostgresStore implements RegistryStore {
  readonly #url: string;
  readonly #database: Database;
  readonly #schema: string;
  readonly #lookEveryMs: number;

  private constructor(
    url: string,
    database: Database,
    { schema = SCHEMA, lookEveryMs = LOOK_EVERY_MS }: PostgresStoreSettings,
  ) {
    this.#url = url;
    this.#database = database;
    this.#schema = schema;
    this.#lookEveryMs = lookEveryMs;
  }

  /** @throws RegistryUnavailable, without the password in its address */
  static async open(url: string, settings: PostgresStoreSettings = {}): Promise<PostgresStore> {
    const database = openPostgres(url);
    const store = new PostgresStore(url, database, settings);
    try {
      await migrate(database, store.#schema, [registry]);
      return store;
    } catch (cause) {
      await store[Symbol.asyncDispose]();
      throw new RegistryUnavailable(`The registry at ${new URL(url).host} cannot be used.`, { cause });
    }
  }

  async newest(): Promise<number> {
    const row = await this.#tables
      .selectFrom("version")
      .select((eb) => eb.fn.max("number").as("number"))
      .executeTakeFirst();
    return Number(row?.number ?? 0);
  }

  async version(number: number): Promise<GraphVersion | null> {
    const rows = await this.#tables.selectFrom("version").select("content").where("number", "=", number).execute();
    return rows.map(({ content }) => parse(graphVersionSchema, content))[0] ?? null;
  }

  async versions(): Promise<readonly GraphVersion[]> {
    const rows = await this.#tables.selectFrom("version").select("content").orderBy("number", "desc").execute();
    return rows.map(({ content }) => parse(graphVersionSchema, content));
  }

  async text(digest: string): Promise<string> {
    const rows = await this.#tables.selectFrom("text").select("content").where("digest", "=", digest).execute();
    const text = String(rows[0]?.["content"] ?? "");
    if (digestOf(text) !== digest) throw new RegistryUnavailable(`The text ${digest} is not there.`);
    return text;
  }

  append(version: GraphVersion, texts: Texts): Promise<boolean> {
    return this.#tables.transaction().execute(async (tables) => {
      const rows = [...texts].map(([digest, content]) => ({ digest, content }));
      await tables
        .insertInto("text")
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const added = await tables
        .insertInto("version")
        .values({ number: version.number, content: JSON.stringify(version) })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (Number(added.numInsertedOrUpdatedRows) === 0) return false;
      // Told to those who listen when it is committed, and not otherwise.
      await sql`SELECT pg_notify(${this.#schema}, ${String(version.number)})`.execute(tables);
      return true;
    });
  }

  async owners(): Promise<readonly Owner[]> {
    const rows = await this.#tables.selectFrom("owner").select("content").execute();
    return rows.map(({ content }) => parse(ownerSchema, content));
  }

  async putOwner(owner: Owner): Promise<void> {
    const content = JSON.stringify(owner);
    await this.#tables
      .insertInto("owner")
      .values({ owner: owner.owner, content })
      .onConflict((conflict) => conflict.column("owner").doUpdateSet({ content }))
      .execute();
  }

  async addUsage(usage: readonly OperationUsage[]): Promise<void> {
    // In one order, so that two gateways never wait for each other.
    const rows = usage.map(rowOf).toSorted((a, b) => (a.hash < b.hash ? -1 : 1));
    await this.#tables.transaction().execute(async (tables) => {
      for (const row of rows) {
        await tables
          .insertInto("usage")
          .values(row)
          .onConflict((conflict) =>
            conflict.columns(["client", "client_version", "operation_name", "hash"]).doUpdateSet({
              count: sql`usage.count + excluded.count`,
              first_seen: sql`least(usage.first_seen, excluded.first_seen)`,
              last_seen: sql`greatest(usage.last_seen, excluded.last_seen)`,
            }),
          )
          .execute();
      }
    });
  }

  async usage(): Promise<readonly OperationUsage[]> {
    const rows = await this.#tables
      .selectFrom("usage")
      .select(USAGE_COLUMNS)
      .orderBy("count", "desc")
      .orderBy("hash")
      .execute();
    return z.array(usageRowSchema).parse(rows);
  }

  watch(onVersion: (number: number) => void, onFault: (fault: Error) => void): Promise<VersionWatch> {
    return Watch.open({
      read: () => this.newest(),
      announce: (nudge) => listen(this.#url, this.#schema, nudge),
      everyMs: this.#lookEveryMs,
      isSame: (before, now) => now <= before,
      onChange: onVersion,
      onFault,
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#database[Symbol.asyncDispose]();
  }

  get #tables() {
    return this.#database.kysely.withSchema(this.#schema);
  }
}

const USAGE_COLUMNS = [
  "client",
  "client_version",
  "operation_name",
  "hash",
  "document",
  "count",
  "first_seen",
  "last_seen",
] as const;

function rowOf(usage: OperationUsage) {
  return {
    client: usage.client,
    client_version: usage.clientVersion ?? "",
    operation_name: usage.operationName ?? "",
    hash: usage.hash,
    document: usage.document,
    count: usage.count,
    first_seen: usage.firstSeen,
    last_seen: usage.lastSeen,
  };
}

function parse<Schema extends z.ZodType>(schema: Schema, content: unknown): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(String(content)));
  } catch (cause) {
    throw new RegistryUnavailable("A row of the registry cannot be read.", { cause });
  }
}
