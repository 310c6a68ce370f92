import type { Needs } from "../../subgraphs/kit/hop/claims.js";
import type { SubgraphAddress } from "./subgraph-addresses.js";
import type { SubgraphClient } from "./subgraph-client.js";

/** A subgraph of one version of the graph, with what it is told of an officer's rights in that version. */
export interface AskedSubgraph extends SubgraphAddress {
  readonly needs: Needs;
  /** Whether it may be asked nowhere but on the public network: it is another owner's. */
  readonly mustBePublic: boolean;
}

interface Shared {
  readonly client: SubgraphClient;
  users: number;
}

/** The ways to subgraphs, each kept for as long as a version of the graph has that subgraph at that address with those needs. */
export class SubgraphPool {
  readonly #connect: (subgraph: AskedSubgraph) => Promise<SubgraphClient>;
  readonly #shared = new Map<string, Promise<Shared>>();

  constructor(connect: (subgraph: AskedSubgraph) => Promise<SubgraphClient>) {
    this.#connect = connect;
  }

  /** The way to each, until `release` is called. @throws what connecting throws, and then keeps none of them */
  async take(subgraphs: readonly AskedSubgraph[]): Promise<{
    readonly clients: ReadonlyMap<string, SubgraphClient>;
    readonly release: () => Promise<void>;
  }> {
    const taken = await Promise.allSettled(subgraphs.map((subgraph) => this.#take(subgraph)));
    const release = async (): Promise<void> => {
      await Promise.all(taken.map((one) => (one.status === "fulfilled" ? this.#release(one.value) : undefined)));
    };
    const failed = taken.find((one) => one.status === "rejected");
    if (failed !== undefined) {
      await release();
      throw failed.reason;
    }
    const clients = taken.flatMap((one, index) =>
      one.status === "fulfilled" ? [[subgraphs[index]?.name ?? "", one.value.shared.client] as const] : [],
    );
    return { clients: new Map(clients), release };
  }

  async #take(subgraph: AskedSubgraph): Promise<{ readonly key: string; readonly shared: Shared }> {
    const { name, url, needs, mustBePublic } = subgraph;
    const words = [[...needs.scopes].toSorted(), [...needs.policies].toSorted()];
    const key = JSON.stringify([name, url, mustBePublic, ...words]);
    const connecting =
      this.#shared.get(key) ?? this.#connect(subgraph).then((client): Shared => ({ client, users: 0 }));
    this.#shared.set(key, connecting);
    try {
      const shared = await connecting;
      shared.users += 1;
      return { key, shared };
    } catch (error) {
      this.#shared.delete(key);
      throw error;
    }
  }

  async #release({ key, shared }: { readonly key: string; readonly shared: Shared }): Promise<void> {
    shared.users -= 1;
    if (shared.users > 0) return;
    this.#shared.delete(key);
    await shared.client[Symbol.asyncDispose]();
  }
}
