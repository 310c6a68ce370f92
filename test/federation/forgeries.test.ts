import { SignJWT, UnsecuredJWT } from "jose";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Client } from "undici";
import type { Dispatcher } from "undici";
import { createSubgraph, SUBGRAPH_NAMES } from "../../subgraphs/all.js";
import type { SubgraphName } from "../../subgraphs/all.js";
import { runSubgraph } from "../../subgraphs/kit/graph/run-subgraph.js";
import { serveSubgraph } from "../../subgraphs/kit/graph/serve-subgraph.js";
import { contentDigest } from "../../subgraphs/kit/hop/content-digest.js";
import { HopGate } from "../../subgraphs/kit/hop/hop-gate.js";
import { HopSender } from "../../subgraphs/kit/hop/hop-sender.js";
import type { HopSenderSettings } from "../../subgraphs/kit/hop/hop-sender.js";
import { coveredByRequest } from "../../subgraphs/kit/hop/request-signature.js";
import { writeSignature } from "../../subgraphs/kit/hop/signature-fields.js";
import { HopTokenSigner } from "../../subgraphs/kit/hop/token-signer.js";
import { POLICIES } from "../support/authority.js";
import { AUTHORITY, RIGHTS, hopEnds, keysOf, secretKey, signingKey } from "../support/hop.js";
import type { HopEnds } from "../support/hop.js";

/** A request as it goes over the wire. */
interface Wire {
  readonly method: Dispatcher.HttpMethod;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One subgraph behind HTTP, with no source at all, and what it was given to run. */
interface Service {
  readonly client: Client;
  readonly ends: HopEnds;
  readonly executed: string[];
}

const TOKEN_KEY = signingKey("gateway-1");
const HOP = { authority: AUTHORITY, fieldRights: RIGHTS };
const BODY = JSON.stringify({ query: "{ _service { sdl } }" });

const resources = new AsyncDisposableStack();
const services = new Map<SubgraphName, Service>();

beforeAll(async () => {
  for (const name of SUBGRAPH_NAMES) services.set(name, await startService(name));
}, 60_000);

afterAll(() => resources.disposeAsync());

beforeEach(() => {
  for (const { executed } of services.values()) executed.length = 0;
});

async function startService(name: SubgraphName): Promise<Service> {
  const noDatabase = () => {
    throw new Error("There is no source, so none has a database.");
  };
  const running = await runSubgraph(await createSubgraph(name, [], { databases: noDatabase }, POLICIES));
  const executed: string[] = [];
  const watched: typeof running = {
    ...running,
    execute: (operation, request) => {
      executed.push(operation.query);
      return running.execute(operation, request);
    },
  };
  const ends = hopEnds(name, TOKEN_KEY);
  const gate = new HopGate(ends.gate);
  const served = resources.use(await serveSubgraph(watched, { host: "127.0.0.1", port: 0, gate }));
  const client = new Client(new URL(served.url).origin);
  resources.defer(() => client.destroy());
  return { client, ends, executed };
}

function serviceOf(name: SubgraphName): Service {
  const service = services.get(name);
  if (service === undefined) throw new Error(`${name} was not started.`);
  return service;
}

/** As the gateway sends it, or as somebody would who has other keys, another clock or another name. */
function written(service: Service, settings: Partial<HopSenderSettings> = {}, body: string = BODY): Wire {
  const sender = new HopSender({ ...service.ends.sender, ...settings });
  const [method, path] = ["POST", "/graphql"] as const;
  const headers = sender.headersFor({ ...HOP, method, path, body, sourcesMs: 500, auditId: "audit-1" });
  return { method, path, body, headers: { "content-type": "application/json", ...headers } };
}

/** A forged token under a signature that is good, as of somebody who holds the shared secret but not the gateway's key. */
function withToken({ ends }: Service, token: string): Wire {
  const [method, path] = ["POST", "/graphql"] as const;
  const digest = contentDigest(BODY);
  const components = coveredByRequest({ method, path, contentDigest: digest, token, sourcesMs: "500", auditId: "a" });
  const created = Math.floor(Date.now() / 1_000);
  const key = ends.sender.signatureKeys.current.signing(created);
  const headers = {
    ...Object.fromEntries(components.filter(([name]) => !name.startsWith("@"))),
    ...writeSignature(key, components, { created, nonce: crypto.randomUUID() }),
  };
  return { method, path, body: BODY, headers };
}

function without({ headers, ...wire }: Wire, ...names: readonly string[]): Wire {
  return { ...wire, headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name))) };
}

function replaced({ headers, ...wire }: Wire, others: Readonly<Record<string, string | undefined>>): Wire {
  const given = Object.entries(others).map(([name, value]) => [name, value ?? ""] as const);
  return { ...wire, headers: { ...headers, ...Object.fromEntries(given) } };
}

async function send({ client }: Service, { method, path, headers, body }: Wire) {
  const response = await client.request({
    method,
    path,
    headers: { ...headers },
    ...(method === "GET" || method === "HEAD" ? {} : { body }),
  });
  const { date: _date, ...others } = response.headers;
  return { status: response.statusCode, headers: others, body: await response.body.text() };
}

const REFUSAL_BODY =
  '{"errors":[{"message":"Ask the gateway: this part of the graph answers nobody else.","extensions":{"code":"HOP_REFUSED"}}]}';

const REFUSAL = {
  status: 401,
  headers: {
    "www-authenticate": "Crosscheck-Hop",
    "content-type": "application/json; charset=utf-8",
    "content-length": String(REFUSAL_BODY.length),
    connection: "keep-alive",
    "keep-alive": expect.any(String),
  },
  body: REFUSAL_BODY,
};

function secondsAway(seconds: number): Partial<HopSenderSettings> {
  return { now: () => Date.now() + seconds * 1_000 };
}

function tokenOf(settings: Partial<ConstructorParameters<typeof HopTokenSigner>[0]>, secondsFromNow = 0): string {
  const keys = keysOf(TOKEN_KEY.privateKey);
  const tokens = new HopTokenSigner({ issuer: "gateway", audience: "none", keys, ...settings });
  return tokens.tokenFor(HOP, Math.floor(Date.now() / 1_000) + secondsFromNow);
}

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
}

const TOKEN_HEADER = { kid: "gateway-1", typ: "crosscheck-hop+jwt" };

const FORGERIES: Readonly<Record<string, (service: Service, audience: SubgraphName) => Wire | Promise<Wire>>> = {
  "nothing at all": (service) => ({ ...written(service), headers: {} }),
  "no token": (service) => without(written(service), "crosscheck-hop"),
  "a token without a signature": (service) => without(written(service), "signature", "signature-input"),
  "a token alone": (service) => ({
    ...written(service),
    headers: { "crosscheck-hop": written(service).headers["crosscheck-hop"] ?? "" },
  }),
  "a token for another audience": (service) => withToken(service, tokenOf({ audience: "somebody" })),
  "a token of another issuer": (service, audience) => withToken(service, tokenOf({ audience, issuer: "somebody" })),
  "an expired token": (service, audience) => withToken(service, tokenOf({ audience }, -60)),
  "a token that is not in force yet": (service, audience) => withToken(service, tokenOf({ audience }, 60)),
  "a token without a signature of its own (alg: none)": (service, audience) =>
    withToken(service, new UnsecuredJWT(claimsOf(tokenOf({ audience }))).encode()),
  "a token signed by HS256 with the public key": async (service, audience) => {
    const publicKey = TOKEN_KEY.publicKey.key.export({ type: "spki", format: "der" });
    const header = { ...TOKEN_HEADER, alg: "HS256" };
    const token = await new SignJWT(claimsOf(tokenOf({ audience }))).setProtectedHeader(header).sign(publicKey);
    return withToken(service, token);
  },
  "a token by an unknown key": (service, audience) =>
    withToken(service, tokenOf({ audience, keys: keysOf(signingKey("gateway-9").privateKey) })),
  "a token by another key under a known id": (service, audience) =>
    withToken(service, tokenOf({ audience, keys: keysOf(signingKey("gateway-1").privateKey) })),
  "an old signature": (service) => written(service, secondsAway(-60)),
  "a signature from later": (service) => written(service, secondsAway(60)),
  "a signature by an unknown key": (service) => written(service, { signatureKeys: keysOf(secretKey("somebody-1")) }),
  "a signature by another key under a known id": (service, audience) =>
    written(service, { signatureKeys: keysOf(secretKey(`${audience}-1`)) }),
  "another subgraph's request": (_service, audience) =>
    written(serviceOf(audience === "persons" ? "vehicles" : "persons")),
  "one byte of the body changed": (service) => ({ ...written(service), body: BODY.replace("sdl", "sdL") }),
  "a body with its digest, under another's signature": (service) =>
    replaced({ ...written(service), body: "{}" }, { "content-digest": contentDigest("{}") }),
  "no body": (service) => ({ ...written(service), body: "" }),
  "another path": (service) => ({ ...written(service), path: "/graphql/" }),
  "a query beside the path": (service) => ({ ...written(service), path: "/graphql?query={__typename}" }),
  "a path that cannot be read": (service) => ({ ...written(service), path: "/%" }),
  "another method": (service) => ({ ...written(service), method: "PUT" }),
  "a read by GET": (service) => ({ ...written(service), method: "GET", path: "/graphql?query={__typename}" }),
  "another deadline": (service) => replaced(written(service), { "crosscheck-sources-ms": "501" }),
  "another audit id": (service) => replaced(written(service), { "crosscheck-audit-id": "audit-2" }),
  "another officer's token under this signature": (service, audience) =>
    replaced(written(service), { "crosscheck-hop": tokenOf({ audience }) }),
  "a content type that cannot be read": (service) =>
    replaced(without(written(service), "signature"), { "content-type": ";;" }),
};

describe.each(SUBGRAPH_NAMES)("%s", (name) => {
  test("answers what the gateway signed", async () => {
    const service = serviceOf(name);

    const answer = await send(service, written(service));

    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({ data: { _service: { sdl: expect.stringContaining("@link") } } });
    expect(service.executed).toEqual(["{ _service { sdl } }"]);
  });

  test.each(Object.entries(FORGERIES))("refuses %s, and runs nothing", async (_name, forge) => {
    const service = serviceOf(name);

    const answer = await send(service, await forge(service, name));

    expect(answer).toEqual(REFUSAL);
    expect(service.executed).toEqual([]);
  });

  test("refuses more than it reads like everything else, and hangs up", async () => {
    const service = serviceOf(name);

    const { headers, ...answer } = await send(service, { ...written(service), body: "[".repeat(5 * 1024 * 1024) });

    expect(answer).toEqual({ status: REFUSAL.status, body: REFUSAL.body });
    expect(headers).toMatchObject({ connection: "close", "www-authenticate": "Crosscheck-Hop" });
    expect(service.executed).toEqual([]);
  });

  test("refuses what it has answered already", async () => {
    const service = serviceOf(name);
    const wire = written(service);
    await send(service, wire);

    const answer = await send(service, wire);

    expect(answer).toEqual(REFUSAL);
    expect(service.executed).toHaveLength(1);
  });

  test.each([
    ["its schema", JSON.stringify({ query: "{ _service { sdl } }" })],
    ["introspection", JSON.stringify({ query: "{ __schema { types { name } } }" })],
    [
      "entities",
      JSON.stringify({
        query: "query($r: [_Any!]!) { _entities(representations: $r) { __typename } }",
        variables: { r: [{ __typename: "Vehicle", ref: "FRA/V9000000" }] },
      }),
    ],
    ["what is no JSON", "{"],
    ["what is no text", "\u0000\ufffd"],
  ])("gives nobody %s", async (_name, body) => {
    const service = serviceOf(name);

    const answer = await send(service, without(written(service, {}, body), "signature"));

    expect(answer).toEqual(REFUSAL);
    expect(service.executed).toEqual([]);
  });

  test("tells its gateway, and nobody else, that a body is no JSON", async () => {
    const service = serviceOf(name);

    const answer = await send(service, written(service, {}, "{"));

    expect([answer.status, JSON.parse(answer.body).errors[0].extensions.code]).toEqual([400, "INVALID_INPUT"]);
  });

  test("refuses any one byte changed in what is signed", async () => {
    const service = serviceOf(name);
    const covered = Object.keys(written(service).headers).filter((header) => header !== "content-type");
    const changes = fc.record({
      field: fc.constantFrom("body", ...covered),
      at: fc.nat(),
      byte: fc.integer({ min: 0x21, max: 0x7e }),
    });

    await fc.assert(
      fc.asyncProperty(changes, async ({ field, at, byte }) => {
        const wire = written(service);
        const text = field === "body" ? wire.body : (wire.headers[field] ?? "");
        const place = at % text.length;
        const changed = text.slice(0, place) + String.fromCharCode(byte) + text.slice(place + 1);
        fc.pre(changed !== text);

        const forged = field === "body" ? { ...wire, body: changed } : replaced(wire, { [field]: changed });

        expect(await send(service, forged)).toEqual(REFUSAL);
      }),
      { numRuns: 200 },
    );
    expect(service.executed).toEqual([]);
  });

  test("tells everybody that it lives", async () => {
    const service = serviceOf(name);

    const answer = await send(service, { method: "GET", path: "/health", headers: {}, body: "" });

    expect(JSON.parse(answer.body)).toEqual({ subgraph: name, status: "ok" });
  });
});
