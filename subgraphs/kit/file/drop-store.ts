import { hash } from "node:crypto";
import { stat } from "node:fs/promises";
import { createTable } from "../database/create-table.js";
import type { Database } from "../database/database.js";
import type { RecordRef } from "../sources/record-ref.js";
import { WAY_OF_KEYS } from "../sources/key-lookup.js";
import { SourceFailure } from "../sources/source.js";
import { DropFault } from "./drop-fault.js";
import { DONE_TABLE, loadDrop } from "./load-drop.js";
import type { DropSettings } from "./load-drop.js";

export interface DropStoreSettings<Record extends RecordRef> extends DropSettings<Record> {
  readonly database: Database;
  readonly schema: string;
  readonly lookEveryMs: number;
  readonly stillForMs: number;
  /** Told once of each fault, when it begins. */
  readonly onFault: (fault: DropFault) => void;
}

/** A schema that holds a whole drop. */
interface Slot {
  readonly schema: string;
  /** Of the file that was loaded, and of the way in which it was read. */
  readonly mark: string;
  /** Counts up with each drop. */
  readonly turn: number;
}

/**
 * What an owner has dropped, in one of two schemas in turn. A new file is streamed into the one that is not in use, which is
 * taken once it is whole: a file that is half written, or at fault, leaves in use what was read before. It lasts through a
 * restart.
 */
export class DropStore<Record extends RecordRef> implements AsyncDisposable {
  readonly #settings: DropStoreSettings<Record>;
  /** Of the mapping and the way that keys are made: what was read otherwise would find less. */
  readonly #way: string;
  readonly #timer: NodeJS.Timeout;
  /** The newest, in whatever way it was read: another process may be reading it. */
  #newest: Slot | null = null;
  #looking: Promise<void>;
  #isBusy = false;
  #refused: string | null = null;

  constructor(settings: DropStoreSettings<Record>) {
    this.#settings = settings;
    this.#way = hash("sha256", JSON.stringify([WAY_OF_KEYS, settings.layout, settings.mapping]), "base64url");
    this.#looking = this.#open();
    this.#timer = setInterval(() => void this.look(), settings.lookEveryMs);
    this.#timer.unref();
  }

  /** The schema to read; waits only for the first drop of all. @throws SourceFailure while there has been none */
  async schemaNow(): Promise<string> {
    if (this.#slot === null) await this.#looking;
    if (this.#slot === null) throw new SourceFailure("FAILED", "no file of the source has been read yet");
    return this.#slot.schema;
  }

  /** Once what is there has been read, or found at fault. */
  ready(): Promise<void> {
    return this.#looking;
  }

  /** Looks at the file now; one look at a time. */
  look(): Promise<void> {
    if (!this.#isBusy) this.#looking = this.#look();
    return this.#looking;
  }

  /** The one in use. */
  get #slot(): Slot | null {
    return this.#newest?.mark.endsWith(this.#way) === true ? this.#newest : null;
  }

  async #open(): Promise<void> {
    this.#isBusy = true;
    const slots = await Promise.all(slotsOf(this.#settings.schema).map((schema) => this.#slotIn(schema)));
    this.#newest = slots.filter((slot) => slot !== null).toSorted((one, other) => other.turn - one.turn)[0] ?? null;
    await this.#look();
  }

  async #look(): Promise<void> {
    this.#isBusy = true;
    let mark = "none";
    try {
      const seen = await this.#markNow();
      mark = seen.mark;
      const isStill = Date.now() - seen.changedAt >= this.#settings.stillForMs;
      if (mark !== this.#slot?.mark && mark !== this.#refused && isStill) await this.#load(mark);
    } catch (error) {
      this.#tell(error, mark);
    } finally {
      this.#isBusy = false;
    }
  }

  async #load(mark: string): Promise<void> {
    const { database } = this.#settings;
    const [first, second] = slotsOf(this.#settings.schema);
    const schema = this.#newest?.schema === first ? second : first;
    const turn = (this.#newest?.turn ?? 0) + 1;
    await loadDrop(this.#settings, database, schema);
    if ((await this.#markNow()).mark !== mark) throw new DropFault("DROP_CHANGED", null);
    await createTable(database, schema, {
      name: DONE_TABLE,
      columns: { mark: "code", turn: "integer" },
      indexes: [],
    });
    await database.kysely.withSchema(schema).insertInto(DONE_TABLE).values({ mark, turn }).execute();
    this.#newest = { schema, mark, turn };
    this.#refused = null;
  }

  async #markNow(): Promise<{ readonly mark: string; readonly changedAt: number }> {
    try {
      const { size, mtimeMs, ino } = await stat(this.#settings.path);
      return { mark: `${ino}-${size}-${mtimeMs}-${this.#way}`, changedAt: Math.floor(mtimeMs) };
    } catch (cause) {
      throw new DropFault("DROP_MISSING", null, "", { cause });
    }
  }

  /** A file that was found at fault is not read again until it changes; a fault that lasts is told once. */
  #tell(error: unknown, mark: string): void {
    const fault = error instanceof DropFault ? error : new DropFault("DROP_NOT_STORED", null, "", { cause: error });
    const isAnothers = fault.code === "DROP_CHANGED" || fault.code === "DROP_NOT_STORED";
    const isTold = this.#refused === mark;
    this.#refused = isAnothers ? null : mark;
    if (!isTold) this.#settings.onFault(fault);
  }

  /** Null where there is no such schema, or no whole drop in it. */
  async #slotIn(schema: string): Promise<Slot | null> {
    const { kysely } = this.#settings.database;
    try {
      const done = await kysely.withSchema(schema).selectFrom(DONE_TABLE).select(["mark", "turn"]).executeTakeFirst();
      return done === undefined ? null : { schema, mark: String(done["mark"]), turn: Number(done["turn"]) };
    } catch {
      return null;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }
}

/** Both are made anew and dropped at will, so nobody else's can have their names. */
function slotsOf(schema: string): readonly [string, string] {
  return [`crosscheck_drop_${schema}_a`, `crosscheck_drop_${schema}_b`];
}
