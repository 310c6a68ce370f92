import { createPrivateKey, createPublicKey } from "node:crypto";
import { offerSource } from "../../all.js";
import { createFieldRights } from "../../kit/access/field-rights.js";
import type { Authority } from "../../kit/authority/authority.js";
import type { ContractOffer } from "../../kit/contract/answer-question.js";
import { serveSubgraph } from "../../kit/graph/serve-subgraph.js";
import { HopGate } from "../../kit/hop/hop-gate.js";
import { HopSender } from "../../kit/hop/hop-sender.js";
import { KeySet } from "../../kit/hop/keys.js";
import type { Keys } from "../../kit/hop/keys.js";
import { newSigningKey, publicHalf } from "../../kit/hop/new-key.js";
import type { DomainConfiguration } from "../configuration.js";
import { sqlSourceOf } from "../national-sources.js";
import type { Country } from "../open-country.js";

/** The country's server over real HTTP, with keys of this moment, and the graph's own way of asking it. */
export interface AskedServer extends AsyncDisposable {
  readonly url: string;
  /** A domain as the graph reaches it. */
  offer(entry: DomainConfiguration): ContractOffer;
  /** One signed request, and the text of the answer. */
  send(body: string, authority: Authority): Promise<string>;
}

/** Starts the server for as long as it is checked: on this machine, at any free port. */
export async function startAskedServer(country: Country): Promise<AskedServer> {
  const { configuration } = country;
  const [graph, server] = [newPair("graph"), newPair(configuration.server)];
  const issuer = configuration.graph;
  const audience = configuration.server;
  const gate = new HopGate({ issuer, audience, tokenKeys: graph.public, signatureKeys: graph.public });
  const served = await serveSubgraph(
    { ...country.server, [Symbol.asyncDispose]: async () => {} },
    { host: "127.0.0.1", port: 0, gate, answerKeys: server.private },
  );
  const sender = new HopSender({
    issuer,
    audience,
    tokenKeys: graph.private,
    signatureKeys: graph.private,
    needs: { scopes: new Set(), policies: new Set() },
  });
  const connections = { databases: noDatabase, senderTo: () => sender, answerKeysOf: () => server.public };
  return {
    url: served.url,
    offer: (entry) => {
      const service = { url: served.url, allowPrivateAddress: true, mostReplyBytes: 8 * 1024 * 1024 };
      const { connector: _connector, ...source } = sqlSourceOf(configuration, entry);
      return offerSource({ ...source, connector: { kind: "graphql", server: audience, service } }, connections);
    },
    send: async (body, authority) => {
      const fieldRights = createFieldRights({ isAuthenticated: true, scopes: [], policies: [] });
      const path = new URL(served.url).pathname;
      const request = { method: "POST", path, body, sourcesMs: 10_000, auditId: "none", authority, fieldRights };
      const headers = { "content-type": "application/json", ...sender.headersFor(request) };
      return (await fetch(served.url, { method: "POST", headers, body })).text();
    },
    [Symbol.asyncDispose]: () => served[Symbol.asyncDispose](),
  };
}

function newPair(owner: string): { readonly private: Keys; readonly public: Keys } {
  const jwk = newSigningKey(owner, 0);
  const of = (key: ReturnType<typeof createPublicKey>): Keys => ({
    current: new KeySet([{ id: jwk.kid, from: 0, key }]),
  });
  return {
    private: of(createPrivateKey({ key: jwk, format: "jwk" })),
    public: of(createPublicKey({ key: publicHalf(jwk), format: "jwk" })),
  };
}

function noDatabase(): never {
  throw new Error("The graph reads no table of a country's.");
}
