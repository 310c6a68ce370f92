import { setTimeout as wait } from "node:timers/promises";
import { mayBePrivate } from "../../schema/registry/index.js";
import type { RegistryStore } from "../../schema/registry/index.js";
import { InvalidConfiguration } from "../../subgraphs/kit/errors.js";
import { GraphInUse } from "./graph-in-use.js";
import type { GraphGeneration } from "./graph-in-use.js";

/** A version of the graph as the registry keeps it. */
export interface PublishedGraph {
  readonly number: number;
  readonly supergraphSdl: string;
  /** The subgraphs that are not asked. */
  readonly disabled: ReadonlySet<string>;
  /** Those that may be on loopback or in the graph's own network. */
  readonly mayBePrivate: ReadonlySet<string>;
  /** The SDL of one of its subgraphs. */
  sdlOf(name: string): Promise<string>;
}

export interface FollowSettings {
  readonly store: RegistryStore;
  /** Makes a version ready to answer: parsed, its subgraphs known, its operations planned. */
  readonly build: (version: PublishedGraph) => Promise<GraphGeneration>;
  readonly log: {
    info(facts: object, message: string): void;
    error(facts: object, message: string): void;
  };
}

/** How long after a version could not be made ready it is tried again, milliseconds; twice as long each time. */
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 30_000;

/**
 * The registry's newest version, and each that comes after it once it is ready. One that cannot be made ready is told in
 * the log and tried again, and the last good one goes on answering.
 * @throws InvalidConfiguration where the registry has no graph yet
 */
export async function followRegistry(
  settings: FollowSettings,
): Promise<{ readonly graph: GraphInUse } & AsyncDisposable> {
  const { store, build, log } = settings;
  const newest = await store.newest();
  if (newest === 0) throw new InvalidConfiguration("The registry has no graph yet: begin with npm run schema -- seed.");
  const graph = new GraphInUse(await build(await readVersion(store, newest)));
  const follower = new Follower(graph, newest, settings);
  const watch = await store.watch(
    (number) => follower.follow(number),
    ({ message }) => log.error({ fault: message }, "registry not reached"),
  );
  follower.follow(watch.current);
  return {
    graph,
    [Symbol.asyncDispose]: async () => {
      await watch[Symbol.asyncDispose]();
      await follower.end();
    },
  };
}

/** Makes one version ready at a time, and always the newest next: those between two that are ready are passed over. */
class Follower {
  readonly #graph: GraphInUse;
  readonly #settings: FollowSettings;
  readonly #ended = new AbortController();
  #newest: number;
  #ready: number;
  #working: Promise<void> | null = null;

  constructor(graph: GraphInUse, ready: number, settings: FollowSettings) {
    this.#graph = graph;
    this.#newest = ready;
    this.#ready = ready;
    this.#settings = settings;
  }

  follow(number: number): void {
    this.#newest = Math.max(this.#newest, number);
    this.#working ??= this.#catchUp().finally(() => {
      this.#working = null;
      if (this.#ready < this.#newest && !this.#ended.signal.aborted) this.follow(this.#newest);
    });
  }

  async #catchUp(): Promise<void> {
    let pause = FIRST_RETRY_MS;
    while (this.#ready < this.#newest && !this.#ended.signal.aborted) {
      const number = this.#newest;
      if (await this.#take(number)) {
        pause = FIRST_RETRY_MS;
        continue;
      }
      await this.#untilNewerThan(number, pause);
      pause = Math.min(2 * pause, LONGEST_RETRY_MS);
    }
  }

  async #take(number: number): Promise<boolean> {
    const { store, build, log } = this.#settings;
    try {
      this.#graph.replace(await build(await readVersion(store, number)));
      this.#ready = number;
      log.info({ version: number }, "graph taken");
      return true;
    } catch (error) {
      const fault = error instanceof Error ? error.message : String(error);
      log.error({ version: number, fault }, "graph not taken: the one before goes on answering");
      return false;
    }
  }

  /** Waits, but no longer than until there is a newer version to try instead. */
  async #untilNewerThan(number: number, pause: number): Promise<void> {
    const until = performance.now() + pause;
    while (performance.now() < until && this.#newest === number && !this.#ended.signal.aborted)
      await wait(Math.min(FIRST_RETRY_MS, pause), undefined, { signal: this.#ended.signal }).catch(() => {});
  }

  async end(): Promise<void> {
    this.#ended.abort();
    await this.#working;
  }
}

async function readVersion(store: RegistryStore, number: number): Promise<PublishedGraph> {
  const version = await store.version(number);
  if (version === null) throw new InvalidConfiguration(`The registry has no version ${number}.`);
  const owners = new Set((await store.owners()).filter(mayBePrivate).map(({ owner }) => owner));
  return {
    number,
    disabled: new Set(Object.keys(version.disabled)),
    mayBePrivate: new Set(version.subgraphs.filter(({ owner }) => owners.has(owner)).map(({ name }) => name)),
    supergraphSdl: await store.text(version.supergraph),
    sdlOf: async (name) => {
      const subgraph = version.subgraphs.find((published) => published.name === name);
      if (subgraph === undefined) throw new InvalidConfiguration(`Version ${number} has no subgraph ${name}.`);
      return store.text(subgraph.sdl);
    },
  };
}
