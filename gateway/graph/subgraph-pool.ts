import type { SubgraphAddress } from "./subgraph-addresses.js";
import type { SubgraphClient } from "./subgraph-client.js";

interface Shared {
  readonly client: SubgraphClient;
  users: number;
}

/** The ways to subgraphs, each kept for as long as a version of the graph has a subgraph of that name at that address. */
export class SubgraphPool {
  readonly #connect: (address: SubgraphAddress) => Promise<SubgraphClient>;
  readonly #shared = new Map<string, Promise<Shared>>();

  constructor(connect: (address: SubgraphAddress) => Promise<SubgraphClient>) {
    this.#connect = connect;
  }

  /** The way to each, until `release` is called. @throws what connecting throws, and then keeps none of them */
  async take(addresses: readonly SubgraphAddress[]): Promise<{
    readonly clients: ReadonlyMap<string, SubgraphClient>;
    readonly release: () => Promise<void>;
  }> {
    const taken = await Promise.allSettled(addresses.map((address) => this.#take(address)));
    const release = async (): Promise<void> => {
      await Promise.all(taken.map((one) => (one.status === "fulfilled" ? this.#release(one.value) : undefined)));
    };
    const failed = taken.find((one) => one.status === "rejected");
    if (failed !== undefined) {
      await release();
      throw failed.reason;
    }
    const clients = taken.flatMap((one, index) =>
      one.status === "fulfilled" ? [[addresses[index]?.name ?? "", one.value.shared.client] as const] : [],
    );
    return { clients: new Map(clients), release };
  }

  async #take(address: SubgraphAddress): Promise<{ readonly key: string; readonly shared: Shared }> {
    const key = JSON.stringify([address.name, address.url]);
    const connecting = this.#shared.get(key) ?? this.#connect(address).then((client): Shared => ({ client, users: 0 }));
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
