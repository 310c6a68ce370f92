import { rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { StatementSync } from "node:sqlite";
import type { LogPlace } from "../../../subgraphs/access-log/index.js";
import { monthOf, retentionEnd } from "../entry/retention.js";
import { EVERYTHING } from "./lanes.js";
import type { Lane } from "./lanes.js";

/** Of the tables below: an index of another version is made anew. */
const VERSION = 1;

const TABLES = `
  CREATE TABLE IF NOT EXISTS seen (
    month TEXT NOT NULL,
    lane TEXT NOT NULL,
    about TEXT NOT NULL,
    at INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    PRIMARY KEY (month, lane, about, at, entry)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS progress (id INTEGER PRIMARY KEY CHECK (id = 1), next INTEGER NOT NULL);
  INSERT OR IGNORE INTO progress (id, next) VALUES (1, 0);
  PRAGMA user_version = ${VERSION};
`;

/** How long a write waits for one of another process, milliseconds: erasing is the only one. */
const BUSY_MS = 5_000;
/** As many places are read at once. */
const CHUNK = 128;

/** An entry as the index takes it in. */
export interface IndexedEntry {
  readonly place: LogPlace;
  readonly lanes: readonly Lane[];
}

/** The part of a lane that is read, the newest first. */
export interface LaneRange {
  readonly lane: Lane;
  /** Milliseconds since 1970, included. */
  readonly from: number;
  /** Entries that come after this place in the list. */
  readonly after: LogPlace;
}

/**
 * Where in the log the entries of each owner and unit are: numbers alone, made from the log and made again where it is
 * lost. A lane is read in its own order whatever else the log holds. Months come first in the key, so that what is erased
 * with a month's payloads lies together.
 */
export class EntryIndex implements Disposable {
  readonly #database: DatabaseSync;
  readonly #insert: StatementSync;
  readonly #advance: StatementSync;
  readonly #monthBefore: StatementSync;
  readonly #places: StatementSync;

  private constructor(database: DatabaseSync) {
    this.#database = database;
    this.#insert = database.prepare(
      "INSERT OR IGNORE INTO seen (month, lane, about, at, entry) VALUES (?, ?, ?, ?, ?)",
    );
    this.#advance = database.prepare("UPDATE progress SET next = ? WHERE id = 1");
    this.#monthBefore = database.prepare("SELECT max(month) AS month FROM seen WHERE month < ?");
    this.#places = database.prepare(
      `SELECT at, entry FROM seen
       WHERE month = ? AND lane = ? AND about = ? AND at >= ? AND (at, entry) < (?, ?)
       ORDER BY at DESC, entry DESC LIMIT ${CHUNK}`,
    );
  }

  /** Opens it, or begins it anew where there is none that can be used. */
  static open(path: string): EntryIndex {
    try {
      return new EntryIndex(openDatabase(path));
    } catch {
      // What is no index of ours holds nothing that the log does not.
      removeIndex(path);
      return new EntryIndex(openDatabase(path));
    }
  }

  /** The first entry that it does not have yet. */
  get next(): number {
    return numberOf(this.#database.prepare("SELECT next FROM progress").get(), "next");
  }

  /** Takes entries in, all or none. @param next the first entry after them */
  add(entries: readonly IndexedEntry[], next: number): void {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      for (const { place, lanes } of entries) {
        const month = monthOf(new Date(place.at));
        for (const { of, about } of lanes) this.#insert.run(month, of, about, place.at, place.index);
      }
      this.#advance.run(next);
      this.#database.exec("COMMIT");
    } catch (error) {
      this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  /** The places of a lane, the newest first, month by month. */
  *places({ lane, from, after }: LaneRange): Generator<LogPlace> {
    const oldest = monthOf(new Date(from));
    let place = after;
    let month: string | null = monthOf(new Date(after.at));
    while (month !== null && month >= oldest && place.at >= 0) {
      const rows = this.#places.all(month, lane.of, lane.about, from, place.at, place.index);
      for (const row of rows) {
        place = { at: numberOf(row, "at"), index: numberOf(row, "entry") };
        yield place;
      }
      if (rows.length < CHUNK) month = this.#before(month);
    }
  }

  /** Forgets what was asked and told in the months whose payloads are erased by then; that there were entries stays. */
  forget(before: Date): void {
    for (let month = this.#before("9999"); month !== null; month = this.#before(month)) {
      if (retentionEnd("nominal", month) > before) continue;
      this.#database.prepare("DELETE FROM seen WHERE month = ? AND about <> ?").run(month, EVERYTHING);
    }
    this.#database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  }

  /** Forgets everything: the log is another one. */
  clear(): void {
    this.#database.exec("BEGIN; DELETE FROM seen; UPDATE progress SET next = 0; COMMIT;");
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }

  #before(month: string): string | null {
    const found = this.#monthBefore.get(month)?.["month"];
    return typeof found === "string" ? found : null;
  }
}

function openDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    // What is erased is overwritten, not only unlinked.
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;`);
    database.exec(`PRAGMA busy_timeout = ${BUSY_MS};`);
    const version = numberOf(database.prepare("PRAGMA user_version").get(), "user_version");
    if (version !== 0 && version !== VERSION) throw new Error("The index is of another version.");
    database.exec(TABLES);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function removeIndex(path: string): void {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(`${path}${suffix}`, { force: true });
}

function numberOf(row: Readonly<Record<string, unknown>> | undefined, column: string): number {
  const value = row?.[column];
  if (typeof value !== "number") throw new Error(`The index has no number ${column}.`);
  return value;
}
