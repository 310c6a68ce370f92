import { endingWith } from "../../kit/database/database.js";
import type { OwnSchema } from "../../kit/decisions/own-schemas.js";
import type { Telling } from "./confirmation-source.js";

/** How long a candidate can be confirmed after it was last told of: longer than a laboratory takes. */
const KEPT_DAYS = 90;
const DAY_MS = 86_400_000;

/** A telling by the digest of who was told of what: nothing of an officer, a case or a record stands in the table. */
export interface KeyedTelling extends Telling {
  readonly key: string;
}

/** Who was told of which candidate, as digests, for as long as it can be confirmed. */
export class SqlTellings {
  readonly #schema: OwnSchema;

  constructor(schema: OwnSchema) {
    this.#schema = schema;
  }

  /** Adds tellings, or brings them up to date; those whose time is over are erased. */
  async add(tellings: readonly KeyedTelling[], signal: AbortSignal): Promise<void> {
    if (tellings.length === 0) return;
    const { database } = this.#schema;
    const now = new Date();
    const told_at = now.toISOString();
    const values = tellings.map(({ key, about, origin }) => ({ told: key, origin: origin ?? "", about, told_at }));
    await this.#schema.use(async (tables) => {
      const insert = tables.insertInto("telling").values(values);
      await (
        database.engine === "mariadb"
          ? insert.onDuplicateKeyUpdate({ told_at })
          : insert.onConflict((conflict) => conflict.columns(["told", "origin", "about"]).doUpdateSet({ told_at }))
      ).execute(endingWith(signal, database));
      await tables.deleteFrom("telling").where("told_at", "<", endOf(now)).execute(endingWith(signal, database));
    });
  }

  /** @param origin of the search, where only that one counts */
  async last(key: string, origin: string | null, signal: AbortSignal): Promise<Telling | null> {
    const rows = await this.#schema.use((tables) => {
      const told = tables
        .selectFrom("telling")
        .select(["about", "origin"])
        .where("told", "=", key)
        .where("told_at", ">=", endOf(new Date()));
      return (origin === null ? told : told.where("origin", "=", origin))
        .orderBy("told_at", "desc")
        .limit(1)
        .execute(endingWith(signal, this.#schema.database));
    });
    const [last] = rows;
    if (last === undefined) return null;
    return { about: String(last["about"]), origin: last["origin"] === "" ? null : String(last["origin"]) };
  }
}

function endOf(now: Date): string {
  return new Date(now.getTime() - KEPT_DAYS * DAY_MS).toISOString();
}
