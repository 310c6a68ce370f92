import { randomUUID } from "node:crypto";
import { GraphQLError } from "graphql";
import { GRAPH } from "../../schema/checks/schema-change.js";
import type { CheckReport, SchemaChange } from "../../schema/checks/schema-change.js";
import { CrosscheckError } from "../../subgraphs/kit/errors.js";
import { composeSupergraph } from "../../schema/compose.js";
import { signOrder } from "../../schema/registry/envelope.js";
import type { Order } from "../../schema/registry/envelope.js";
import { FileStore } from "../../schema/registry/files/file-store.js";
import type { Owner } from "../../schema/registry/owner.js";
import { PostgresStore } from "../../schema/registry/postgres/postgres-store.js";
import { Registry } from "../../schema/registry/registry.js";
import type { RegistrySettings } from "../../schema/registry/registry.js";
import type { RegistryStore } from "../../schema/registry/registry-store.js";
import { dropSchema } from "../../subgraphs/kit/database/create-table.js";
import { openPostgres } from "../../subgraphs/kit/database/database.js";
import { POSTGRES_URL } from "./databases.js";
import { signingKey } from "./hop.js";
import { temporaryFolder } from "./processes.js";

/** An owner with a key that the registry knows, or is to be told of. */
export class SigningOwner {
  readonly code: string;
  readonly #key = signingKey("key-1");
  #sequence = 0;

  constructor(code: string) {
    this.code = code;
  }

  get entry(): Owner {
    const { x = "" } = this.#key.publicKey.key.export({ format: "jwk" });
    return {
      owner: this.code,
      keys: [{ kty: "OKP", crv: "Ed25519", kid: "key-1", nbf: 0, x }],
      allowPrivateAddress: false,
    };
  }

  publish(name: string, sdl: string, differences: Partial<Order> = {}): Promise<string> {
    const url = `https://${name}.example/graphql`;
    return this.#sign({ kind: "publish", name, sdl, url, ...this.#rest(), ...differences } as Order);
  }

  rollback(to: number, name: string | null = null): Promise<string> {
    return this.#sign({ kind: "rollback", to, name, ...this.#rest() });
  }

  withdraw(name: string, differences: Partial<Order> = {}): Promise<string> {
    return this.#sign({ kind: "withdraw", name, ...this.#rest(), ...differences } as Order);
  }

  switchTo(kind: "disable" | "enable", name: string, differences: Partial<Order> = {}): Promise<string> {
    return this.#sign({ kind, name, ...this.#rest(), ...differences } as Order);
  }

  #rest() {
    this.#sequence += 1;
    return { owner: this.code, publishedAt: "2026-11-24T10:00:00Z", sequence: this.#sequence };
  }

  #sign(order: Order): Promise<string> {
    return signOrder(order, this.#key.privateKey);
  }
}

/** The one check of a test's registry: that the graph composes. */
async function checkChange({ name, sdl, url, current, isWithdrawn }: SchemaChange): Promise<CheckReport> {
  const others = current.filter((subgraph) => subgraph.name !== name);
  const after = isWithdrawn === true ? others : [...others, { name, sdl, url }];
  try {
    return { findings: [], supergraphSdl: composeSupergraph(after), passed: true };
  } catch (error) {
    if (!(error instanceof CrosscheckError || error instanceof GraphQLError)) throw error;
    const finding = {
      code: "NOT_COMPOSED",
      severity: "error",
      message: error.message,
      why: "A test.",
      todo: "Nothing.",
    } as const;
    return { findings: [finding], supergraphSdl: null, passed: false };
  }
}

/** A registry whose one check is that the graph composes. */
export function registryOver(store: RegistryStore, settings: Partial<RegistrySettings> = {}): Registry {
  return new Registry({
    store,
    checkChange,
    compose: composeSupergraph,
    operations: async () => [],
    waivers: async () => [],
    ...settings,
  });
}

export const STORES = {
  async files(): Promise<RegistryStore> {
    const folder = await temporaryFolder();
    return closing(await FileStore.open(folder.path), () => folder[Symbol.asyncDispose]());
  },
  async postgres(): Promise<RegistryStore> {
    const schema = `registry_${randomUUID()}`;
    return closing(await PostgresStore.open(POSTGRES_URL, { schema }), () => dropRegistry(schema));
  },
} as const;

async function dropRegistry(schema: string): Promise<void> {
  await using database = openPostgres(POSTGRES_URL);
  await dropSchema(database, schema);
}

/** The same store, after whose end something else is done. */
function closing(store: RegistryStore, after: () => PromiseLike<void>): RegistryStore {
  const close = store[Symbol.asyncDispose].bind(store);
  store[Symbol.asyncDispose] = async () => {
    await close();
    await after();
  };
  return store;
}

/** A store with the graph's own owner and Sweden, and a graph of one subgraph. */
export async function seeded(store: RegistryStore) {
  const graph = new SigningOwner(GRAPH);
  const sweden = new SigningOwner("SWE");
  for (const owner of [graph, sweden]) await store.putOwner(owner.entry);
  const registry = registryOver(store);
  await registry.seed([await graph.publish("checks", "type Query { open: String }")]);
  return { registry, graph, sweden };
}
