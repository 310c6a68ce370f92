import { InvalidConfiguration } from "../errors.js";
import { Watch } from "../watch.js";
import type { SourceList } from "./live-lines.js";
import { readFileOf } from "./registry.js";
import type { SourceConfiguration } from "./registry.js";
import { openSourceStore } from "./source-store.js";
import type { SourceStore } from "./source-store.js";

type Rows = ReadonlyMap<string, string>;

/**
 * The sources of a registry, read again whenever they change. At the start every row must be right; afterwards one that is
 * at fault stays as it was before, so that a slip in one country's row neither takes it away nor holds up another's.
 */
export class WatchedSources implements SourceList, AsyncDisposable {
  readonly #store: SourceStore;
  readonly #onFault: (fault: Error) => void;
  readonly #takers: ((sources: readonly SourceConfiguration[]) => void)[] = [];
  readonly #good = new Map<string, readonly SourceConfiguration[]>();
  #watch: Watch<Rows> | null = null;
  #current: readonly SourceConfiguration[];

  private constructor(store: SourceStore, rows: Rows, onFault: (fault: Error) => void) {
    this.#store = store;
    this.#onFault = onFault;
    const { sources, faults } = this.#read(rows);
    if (faults.length > 0) throw new InvalidConfiguration(faults.join("\n"));
    this.#current = sources;
  }

  /** @param onFault told of rows that cannot be used, and while the store cannot be read @throws InvalidConfiguration */
  static async open(store: SourceStore, onFault: (fault: Error) => void): Promise<WatchedSources> {
    const watched = new WatchedSources(store, await store.read(), onFault);
    watched.#watch = await Watch.open({
      read: () => store.read(),
      announce: (nudge) => store.announce(nudge),
      isSame: (before, now) => before.size === now.size && [...now].every(([name, text]) => before.get(name) === text),
      everyMs: store.lookEveryMs,
      onChange: (rows) => watched.#take(rows),
      onFault,
    });
    watched.#take(watched.#watch.current);
    return watched;
  }

  get current(): readonly SourceConfiguration[] {
    return this.#current;
  }

  subscribe(take: (sources: readonly SourceConfiguration[]) => void): void {
    this.#takers.push(take);
  }

  #take(rows: Rows): void {
    const { sources, faults } = this.#read(rows);
    this.#current = sources;
    for (const fault of faults) this.#onFault(new InvalidConfiguration(fault));
    for (const take of this.#takers) {
      try {
        take(sources);
      } catch (error) {
        this.#onFault(error instanceof Error ? error : new Error(String(error)));
      }
    }
  }

  #read(rows: Rows): { readonly sources: readonly SourceConfiguration[]; readonly faults: readonly string[] } {
    for (const name of this.#good.keys()) if (!rows.has(name)) this.#good.delete(name);
    const faults = [...rows].flatMap(([name, text]) => {
      const read = readFileOf(name, text);
      if (read.faults.length === 0) this.#good.set(name, read.sources);
      return read.faults;
    });
    const byId = new Map<string, SourceConfiguration>();
    for (const source of [...rows.keys()].flatMap((name) => this.#good.get(name) ?? [])) {
      if (byId.has(source.id)) faults.push(`The source ${source.id} stands twice.`);
      else byId.set(source.id, source);
    }
    return { sources: [...byId.values()], faults };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#watch?.[Symbol.asyncDispose]();
    await this.#store[Symbol.asyncDispose]();
  }
}

/** What is told when a row cannot be used, or the registry cannot be read. */
export interface SourceFaultLog {
  error(fault: object, message: string): void;
}

/** The sources of the registry at a place: a folder, or `postgres://…`. @throws RegistryUnavailable, InvalidConfiguration */
export async function openSources(place: string, log: SourceFaultLog): Promise<WatchedSources> {
  return WatchedSources.open(await openSourceStore(place), ({ message }) =>
    log.error({ fault: message }, "sources not taken as they stand"),
  );
}
