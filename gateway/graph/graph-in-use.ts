import type { ApolloServer } from "@apollo/server";
import type { RequestScope } from "./request-scope.js";

/** One version of the graph, ready to answer. */
export interface GraphGeneration {
  readonly server: ApolloServer<RequestScope>;
  /** Its number in the registry; null for the committed schema. */
  readonly version: number | null;
  /** Lets go of what only this version needs, once nobody asks it any more. */
  readonly release?: () => Promise<void>;
}

interface Tenure extends GraphGeneration {
  /** How many operations run on it now. */
  underWay: number;
}

/**
 * The graph that answers at this moment. A version is a server of its own with its own schema, access rules, plans and
 * caches, and an operation runs on one of them from its first to its last step: what changes in between does not touch it.
 * A version that was replaced ends with the last operation that began on it.
 */
export class GraphInUse {
  #current: Tenure;
  #isStopped = false;
  readonly #ending = new Set<Promise<void>>();

  constructor(first: GraphGeneration) {
    this.#current = { ...first, underWay: 0 };
  }

  get version(): number | null {
    return this.#current.version;
  }

  /** From now on operations begin on this one, which must be ready: planned, and its subgraphs known. */
  replace(next: GraphGeneration): void {
    if (this.#isStopped) return this.#end({ ...next, underWay: 0 });
    const before = this.#current;
    this.#current = { ...next, underWay: 0 };
    if (before.underWay === 0) this.#end(before);
  }

  /** Runs one operation on the graph of this moment, to its end. */
  async run<T>(operation: (server: ApolloServer<RequestScope>) => Promise<T>): Promise<T> {
    const graph = this.#current;
    graph.underWay += 1;
    try {
      return await operation(graph.server);
    } finally {
      graph.underWay -= 1;
      if (graph.underWay === 0 && graph !== this.#current) this.#end(graph);
    }
  }

  /** Ends the version in use and those that were replaced. Nothing may be asked any more. */
  async stop(): Promise<void> {
    if (!this.#isStopped) this.#end(this.#current);
    this.#isStopped = true;
    await Promise.all(this.#ending);
  }

  #end({ server, release }: Tenure): void {
    const ending = server.stop().then(() => release?.());
    this.#ending.add(ending);
    void ending.finally(() => this.#ending.delete(ending)).catch(() => {});
  }
}
