import { setImmediate } from "node:timers/promises";
import type {
  AccessLogFind,
  AccessLogQuestion,
  AccessLogSource,
  LoggedEntry,
  LogPlace,
} from "../../../subgraphs/access-log/index.js";
import { LogReader } from "../check/log-reader.js";
import type { PublishedEntry } from "../check/log-reader.js";
import { readPayload } from "../entry/payload.js";
import { TILE_WIDTH } from "../tree/tile.js";
import type { EntryIndex, IndexedEntry } from "./entry-index.js";
import { isWholeLane, fitsRest, laneFor, lanesOf } from "./lanes.js";
import { readEntry } from "./read-entry.js";
import type { FoundEntry } from "./read-entry.js";

/** As many entries are read for one question, whatever it asks for. */
const MOST_READ = 500;
/** As many are read before others have their turn. */
const SLICE = 16;
/** A bundle and the payloads of its months: entries of one question follow each other. */
const MOST_FILES = 8;
/** Before every entry of every lane. */
const NEWEST: LogPlace = { at: Date.UTC(9999, 0), index: Number.MAX_SAFE_INTEGER };

export interface IndexedLogSettings {
  /** The log's. */
  readonly folder: string;
  readonly index: EntryIndex;
  /** Done with every entry before it can be found, and again with those that a crash came upon. */
  readonly beforeTakenIn?: ((entries: readonly PublishedEntry[]) => Promise<void>) | undefined;
  /** Told when what was published cannot be taken in: it is tried again at the next publication. */
  readonly onFailure?: ((cause: unknown) => void) | undefined;
}

/** The published log, found by owner and by unit. It follows the log as that is published. */
export class IndexedLog implements AccessLogSource, AsyncDisposable {
  readonly #folder: string;
  readonly #index: EntryIndex;
  readonly #beforeTakenIn: (entries: readonly PublishedEntry[]) => Promise<void>;
  readonly #onFailure: (cause: unknown) => void;
  #published = 0;
  #next: number;
  #following: Promise<void> | null = null;
  #isClosed = false;

  constructor({ folder, index, beforeTakenIn = async () => {}, onFailure = () => {} }: IndexedLogSettings) {
    this.#folder = folder;
    this.#index = index;
    this.#beforeTakenIn = beforeTakenIn;
    this.#onFailure = onFailure;
    this.#next = index.next;
  }

  /** The log has published so many entries. @returns once they are taken in, or it failed */
  follow(size: number): Promise<void> {
    this.#published = size;
    this.#following ??= this.#takeIn().finally(() => {
      this.#following = null;
    });
    return this.#following;
  }

  async find(question: AccessLogQuestion, signal: AbortSignal): Promise<AccessLogFind> {
    const treeSize = this.#next;
    const isComplete = treeSize >= this.#published;
    const found = await this.#search(question, treeSize, signal);
    return { ...found, treeSize, isComplete };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    await this.#following;
    this.#index[Symbol.dispose]();
  }

  async #search(
    question: AccessLogQuestion,
    treeSize: number,
    signal: AbortSignal,
  ): Promise<Pick<AccessLogFind, "entries" | "end" | "hasMore">> {
    const entries: LoggedEntry[] = [];
    let end: LogPlace | null = null;
    let read = 0;
    const takesErased = isWholeLane(question);
    const reader = new LogReader(this.#folder, MOST_FILES);
    for (const place of this.#placesFor(question)) {
      if (entries.length === question.first || read === MOST_READ) return { entries, end, hasMore: true };
      const entry = readEntry(reader, place, treeSize);
      if (fits(entry, question, takesErased)) entries.push(entry.logged);
      end = place;
      read += 1;
      if (read % SLICE === 0) await setImmediate(undefined, { signal });
    }
    return { entries, end, hasMore: false };
  }

  #placesFor(question: AccessLogQuestion): Iterable<LogPlace> {
    const lane = laneFor(question);
    if (lane === null) return [];
    const until = question.until === null ? NEWEST : { at: question.until.getTime(), index: -1 };
    const after = earlier(question.after ?? NEWEST, until);
    return this.#index.places({ lane, from: Math.max(question.from?.getTime() ?? 0, 0), after });
  }

  async #takeIn(): Promise<void> {
    try {
      // Of a log that was put back from a copy, later entries are others.
      if (this.#next > this.#published) {
        this.#index.clear();
        this.#next = 0;
      }
      while (this.#next < this.#published && !this.#isClosed) {
        // Bundle by bundle: each is read once.
        const next = Math.min(this.#next - (this.#next % TILE_WIDTH) + TILE_WIDTH, this.#published);
        const entries = [...new LogReader(this.#folder).entries(next, this.#next)];
        await this.#beforeTakenIn(entries);
        this.#index.add(entries.map(asIndexed), next);
        this.#next = next;
        await setImmediate();
      }
    } catch (cause) {
      this.#onFailure(cause);
    }
  }
}

function asIndexed({ index, leaf, payload }: PublishedEntry): IndexedEntry {
  const read = payload === null || leaf.retention !== "nominal" ? null : readPayload(payload);
  return { place: { at: leaf.at.getTime(), index }, lanes: read === null ? [] : lanesOf(read) };
}

function fits({ payload }: FoundEntry, question: AccessLogQuestion, takesErased: boolean): boolean {
  return payload === null ? takesErased : fitsRest(payload, question);
}

function earlier(one: LogPlace, other: LogPlace): LogPlace {
  return one.at < other.at || (one.at === other.at && one.index < other.index) ? one : other;
}
