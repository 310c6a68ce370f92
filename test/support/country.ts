import { createContractServer } from "../../subgraphs/kit/contract/contract-server.js";
import { serveSubgraph } from "../../subgraphs/kit/graph/serve-subgraph.js";
import type { RequestContext } from "../../subgraphs/kit/graph/request-context.js";
import { HopGate } from "../../subgraphs/kit/hop/hop-gate.js";
import { HopSender } from "../../subgraphs/kit/hop/hop-sender.js";
import type { Disclosures } from "../../subgraphs/kit/policy/disclosures.js";
import { RequestPolicies } from "../../subgraphs/kit/policy/request-policies.js";
import type { Connections } from "../../subgraphs/kit/sources/connections.js";
import type { SourceConfiguration, SourceOver } from "../../subgraphs/kit/sources/registry.js";
import { offerSource } from "../../subgraphs/all.js";
import { everything, POLICIES } from "./authority.js";
import { keysOf, signingKey } from "./hop.js";

/** The keys of the graph and of one country's server. */
export function countryKeys() {
  const [graph, server] = [signingKey("graph-1"), signingKey("server-1")];
  return {
    graph: { private: keysOf(graph.privateKey), public: keysOf(graph.publicKey) },
    server: { private: keysOf(server.privateKey), public: keysOf(server.publicKey) },
  };
}
export type CountryKeys = ReturnType<typeof countryKeys>;

/** What the graph reaches a country's server with. */
export function connectionsTo(keys: CountryKeys): Connections {
  return {
    databases: (name) => {
      throw new Error(`The graph reads no database ${name} here.`);
    },
    senderTo: (server) =>
      new HopSender({
        issuer: "graph",
        audience: server,
        tokenKeys: keys.graph.private,
        signatureKeys: keys.graph.private,
        needs: { scopes: new Set(), policies: new Set() },
      }),
    answerKeysOf: () => keys.server.public,
  };
}

/** A source behind a server of the contract, as the graph's registry has it. */
export function remoteSource(source: SourceConfiguration, url: string): SourceOver<"graphql"> {
  const service = { url, allowPrivateAddress: true, mostReplyBytes: 8 * 1024 * 1024 };
  // A test of what is answered has the time that it takes.
  return { ...source, deadlineMs: 60_000, connector: { kind: "graphql", server: serverOf(source.owner), service } };
}

function serverOf(owner: string): string {
  return `${owner.toLowerCase()}-server`;
}

/** One owner's sources behind a real server of the contract, over HTTP. */
export async function startCountry(
  sources: readonly SourceConfiguration[],
  connections: Connections,
  keys: CountryKeys,
): Promise<{ readonly url: string } & AsyncDisposable> {
  const owner = sources[0]?.owner ?? "UTO";
  const tokenKeys = keys.graph.public;
  const gate = new HopGate({ issuer: "graph", audience: serverOf(owner), tokenKeys, signatureKeys: tokenKeys });
  const server = await createContractServer({
    name: serverOf(owner),
    owner,
    offers: sources.map((source) => offerSource(source, connections)),
    policiesFor: policiesOfTest,
  });
  return serveSubgraph(server, { host: "127.0.0.1", port: 0, gate, answerKeys: keys.server.private });
}

/** Whom no officer asks, a test asks, which wants to see everything. */
function policiesOfTest({ authority, auditId }: RequestContext): {
  readonly maySearch: () => boolean;
  readonly disclosures: () => Disclosures;
} {
  if (authority === null || authority === undefined) return { maySearch: () => true, disclosures: everything };
  const policies = new RequestPolicies(POLICIES, authority, auditId);
  return { maySearch: () => true, disclosures: () => policies.disclosures() };
}
