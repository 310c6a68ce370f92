import { setTimeout as wait } from "node:timers/promises";
import { createGraph } from "../../gateway/graph/create-graph.js";
import { followRegistry } from "../../gateway/graph/follow-registry.js";
import { httpSubgraph } from "../../gateway/graph/http-subgraph.js";
import { PlanningThread } from "../../gateway/graph/planning-thread.js";
import { countryNeeds } from "../../gateway/hop-needs.js";
import { readSubgraphAddresses } from "../../gateway/graph/subgraph-addresses.js";
import { SubgraphPool } from "../../gateway/graph/subgraph-pool.js";
import { serveGraph } from "../../gateway/http/serve-graph.js";
import { TRAINING_AUTHORITY } from "../../gateway/officer/training.js";
import type { RegistryStore } from "../../schema/registry/registry-store.js";
import { EVERY_RIGHT } from "../../subgraphs/kit/access/field-rights.js";
import { HopSender } from "../../subgraphs/kit/hop/hop-sender.js";
import { createLogger } from "../../subgraphs/kit/process.js";
import { RememberedTrail } from "./audit.js";
import { POLICIES } from "./authority.js";
import { hopEnds } from "./hop.js";
import { startService } from "./service.js";

/**
 * Two subgraphs of which every version says which it is: in the schema, as the description of a type, and in the answer,
 * by the address at which it was asked. `alpha` has the things, `swe-beta` adds to them, so that one question takes both.
 */
export const VERSIONED = {
  alpha: (version: number): string => `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
    type Query { thing(id: ID!): Thing }
    "alpha ${version}"
    type Thing @key(fields: "id") { id: ID! alphaVersion: Int }`,
  beta: (version: number): string => `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
    type Thing @key(fields: "id") { id: ID! sweVersion: Int swe: SweThing }
    "beta ${version}"
    type SweThing { name: String }`,
} as const;

const VERSIONED_QUERY = `query Thing($id: ID!) {
  thing(id: $id) { id alphaVersion sweVersion }
  alpha: __type(name: "Thing") { description }
  beta: __type(name: "SweThing") { description }
}`;

/** What one question was told: by the schema, and by each subgraph. */
export interface VersionsTold {
  readonly alpha: readonly [schema: string | null, subgraph: number | null];
  readonly beta: readonly [schema: string | null, subgraph: number | null];
}

export interface VersionedSubgraphs extends AsyncDisposable {
  url(name: "alpha" | "swe-beta", version: number): string;
  /** How often each thing was asked for, by the subgraph and the thing. */
  readonly asked: ReadonlyMap<string, number>;
}

/** Both, at an address for each version. They take a moment to answer, so that questions are under way while the graph changes. */
export async function startVersionedSubgraphs(mostDelayMs = 15): Promise<VersionedSubgraphs> {
  const asked = new Map<string, number>();
  const service = await startService(async (request, response) => {
    const [, name = "", version = ""] = (request.url ?? "").split("/");
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { variables } = JSON.parse(Buffer.concat(chunks).toString());
    const ids: readonly string[] = variables.representations?.map(({ id }: { readonly id: string }) => id) ?? [
      variables.id,
    ];
    for (const id of ids) asked.set(`${name} ${id}`, (asked.get(`${name} ${id}`) ?? 0) + 1);
    await wait(Math.random() * mostDelayMs);
    const data =
      name === "alpha"
        ? { thing: { __typename: "Thing", id: variables.id, alphaVersion: Number(version) } }
        : { _entities: ids.map((id) => ({ __typename: "Thing", id, sweVersion: Number(version) })) };
    response.setHeader("content-type", "application/json").end(JSON.stringify({ data }));
  });
  return {
    asked,
    url: (name, version) => new URL(`/${name}/${version}`, service.url).href,
    [Symbol.asyncDispose]: () => service[Symbol.asyncDispose](),
  };
}

/** A gateway that follows a registry, over HTTP, as `main.ts` puts it together. */
export async function startFollowingGateway(store: RegistryStore) {
  const resources = new AsyncDisposableStack();
  const faults: unknown[] = [];
  const thread = resources.use(new PlanningThread({ onFault: (error) => faults.push(error) }));
  const pool = new SubgraphPool(async ({ name, url, needs }) =>
    httpSubgraph(url, new HopSender({ ...hopEnds(name).sender, needs })),
  );
  const followed = resources.use(
    await followRegistry({
      store,
      log: { info: () => {}, error: (fact) => faults.push(fact) },
      build: async ({ supergraphSdl, number: version, sdlOf }) => {
        const asked = readSubgraphAddresses(supergraphSdl).map(async (address) => ({
          ...address,
          needs: countryNeeds(await sdlOf(address.name), POLICIES),
          mustBePublic: false,
        }));
        const { clients, release } = await pool.take(await Promise.all(asked));
        const server = await createGraph({
          supergraphSdl,
          subgraphs: clients,
          introspection: true,
          audit: new RememberedTrail(),
          fieldRightsOf: () => EVERY_RIGHT,
          planning: (sdl) => thread.planningOf(sdl),
          warmUp: [VERSIONED_QUERY],
        });
        return { server, version, release };
      },
    }),
  );
  const served = resources.use(
    await serveGraph(followed.graph, {
      host: "127.0.0.1",
      port: 0,
      deadlineMs: 20_000,
      authorityOf: async () => TRAINING_AUTHORITY,
      explorer: false,
      logger: createLogger("silent"),
    }),
  );
  return {
    url: served.url,
    faults,
    get version(): number {
      return followed.graph.version ?? 0;
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

/** Asks for one thing. @throws where the answer is anything but whole */
export async function askForVersions(url: string, id: string): Promise<VersionsTold> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: VERSIONED_QUERY, variables: { id } }),
  });
  const { data, errors } = await response.json();
  if (response.status !== 200 || errors !== undefined || data.thing?.id !== id)
    throw new Error(`${response.status}: ${JSON.stringify({ data, errors })}`);
  const { thing, alpha, beta } = data;
  return {
    alpha: [alpha?.description ?? null, thing.alphaVersion],
    beta: [beta?.description ?? null, thing.sweVersion],
  };
}
