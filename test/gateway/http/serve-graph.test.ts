import { createHash } from "node:crypto";
import { connect } from "node:net";
import { pino } from "pino";
import { expect, test } from "vitest";
import { createGraph } from "../../../gateway/graph/create-graph.js";
import type { SubgraphClient } from "../../../gateway/graph/subgraph-client.js";
import { GraphInUse } from "../../../gateway/graph/graph-in-use.js";
import { serveGraph } from "../../../gateway/http/serve-graph.js";
import type { HttpSettings } from "../../../gateway/http/serve-graph.js";
import { TRAINING_AUTHORITY } from "../../../gateway/officer/training.js";
import { TrustedDocuments } from "../../../gateway/trusted/trusted-documents.js";
import { composeSupergraph } from "../../../schema/compose.js";
import { RememberedTrail } from "../../support/audit.js";

const SDL = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { greeting(name: String!): String }
`;
const QUERY = "query Greet($name: String!) { greeting(name: $name) }";
const OPERATION = JSON.stringify({ query: QUERY, variables: { name: "Eriksson" } });
const JSON_BODY = { "content-type": "application/json" };

type Fetch = SubgraphClient["fetch"];

const greet: Fetch = async ({ variables }) => ({ data: { greeting: `Hello ${String(variables?.["name"])}` } });

/** A graph of one field over real HTTP. Every line that it logs is kept. */
async function startGraph(
  fetchGreeting: Fetch = greet,
  settings: Partial<HttpSettings> = {},
  version: number | null = null,
) {
  const lines: string[] = [];
  const client: SubgraphClient = { fetch: fetchGreeting, [Symbol.asyncDispose]: async () => {} };
  const graph = await createGraph({
    supergraphSdl: composeSupergraph([{ name: "greetings", sdl: SDL, url: "http://127.0.0.1:1/graphql" }]),
    subgraphs: new Map([["greetings", client]]),
    introspection: false,
    audit: new RememberedTrail(),
  });
  const served = await serveGraph(new GraphInUse({ server: graph, version }), {
    host: "127.0.0.1",
    port: 0,
    deadlineMs: 10_000,
    authorityOf: async () => TRAINING_AUTHORITY,
    explorer: false,
    logger: pino({ level: "trace" }, { write: (line: string) => void lines.push(line) }),
    ...settings,
  });
  return { ...served, lines };
}

function post(url: string, body: string, headers: Readonly<Record<string, string>> = JSON_BODY): Promise<Response> {
  return fetch(`${url}/graphql`, { method: "POST", headers, body });
}

async function read(response: Response): Promise<{ readonly status: number; readonly body: unknown }> {
  return { status: response.status, body: await response.json() };
}

/** A fetch that tells when it is under way and ends when it is told to. */
function heldFetch() {
  const started = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  const held: Fetch = async (operation, terms) => {
    started.resolve();
    await go.promise;
    return greet(operation, terms);
  };
  return { held, started: started.promise, go: go.resolve };
}

/** A connection on which a request has begun but not ended, so that it is not idle. */
async function halfARequest(url: string, path: string) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await new Promise<void>((resolve) => socket.once("connect", resolve));
  const answer = new Promise<string>((resolve) => {
    let text = "";
    socket.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    socket.once("close", () => resolve(text));
  });
  socket.write(`GET ${path} HTTP/1.1\r\nhost: ${hostname}\r\n`);
  return {
    end: () => {
      socket.write("connection: close\r\n\r\n");
      return answer;
    },
  };
}

test("an operation is answered", async () => {
  await using graph = await startGraph();

  const answer = await read(await post(graph.url, OPERATION));

  expect(answer).toEqual({ status: 200, body: { data: { greeting: "Hello Eriksson" } } });
});

test("the probes say that the process lives and takes requests", async () => {
  await using graph = await startGraph();

  expect(await read(await fetch(`${graph.url}/health`))).toEqual({ status: 200, body: { status: "ok" } });
  expect(await read(await fetch(`${graph.url}/ready`))).toEqual({ status: 200, body: { status: "ready" } });
});

test("while it drains, a request under way is answered, it is not ready, and takes no new connection", async () => {
  const { held, started, go } = heldFetch();
  const graph = await startGraph(held);
  const probe = await halfARequest(graph.url, "/ready");
  const underWay = post(graph.url, OPERATION);
  await started;

  const drained = graph[Symbol.asyncDispose]();
  const ready = await probe.end();
  await expect(fetch(`${graph.url}/health`)).rejects.toThrow("fetch failed");
  go();
  const answered = await underWay;

  expect(ready).toMatch(/^HTTP\/1.1 503 /);
  expect(answered.headers.get("connection")).toBe("close");
  expect(await read(answered)).toEqual({ status: 200, body: { data: { greeting: "Hello Eriksson" } } });
  await drained;
});

test("a client that goes ends the fetch that was made for it", async () => {
  const ended = Promise.withResolvers<string>();
  const started = Promise.withResolvers<void>();
  await using graph = await startGraph(async (_operation, { signal }) => {
    signal.addEventListener("abort", () => ended.resolve("ended"));
    started.resolve();
    await ended.promise;
    return { data: null };
  });
  const client = new AbortController();

  const underWay = fetch(`${graph.url}/graphql`, {
    method: "POST",
    headers: JSON_BODY,
    body: OPERATION,
    signal: client.signal,
  });
  await started.promise;
  client.abort();

  await expect(underWay).rejects.toThrow("aborted");
  await expect(ended.promise).resolves.toBe("ended");
});

test("the explorer is there when it is asked for, and loads nothing from elsewhere", async () => {
  await using graph = await startGraph(greet, { explorer: true });

  const response = await fetch(`${graph.url}/`);
  const page = await response.text();

  expect(response.headers.get("content-type")).toMatch(/^text\/html/);
  expect(page).toContain("Crosscheck");
  expect(
    page.match(/(?:\b(?:src|href|action)\s*=\s*["']?|\bimport\s*\(?\s*["']|\burl\(\s*["']?)(?:https?:)?\/\//gi),
  ).toBe(null);
});

test("without being asked for there is no explorer, and a path that is not there is told with a code", async () => {
  await using graph = await startGraph();

  expect(await read(await fetch(`${graph.url}/`))).toEqual({
    status: 404,
    body: { errors: [{ message: "There is nothing at this address.", extensions: { code: "INVALID_INPUT" } }] },
  });
});

const UNREADABLE = {
  errors: [{ message: "The request could not be read.", extensions: { code: "INVALID_INPUT" } }],
};

test.each([
  ["a body above 4 MiB", 413, JSON.stringify({ query: QUERY, variables: { name: "x".repeat(4 * 1024 * 1024) } }), {}],
  ["rubbish for JSON", 400, '{"query": "{ greeting(name: Eriksson', {}],
  ["an empty body", 400, "", {}],
  ["another type of content", 415, OPERATION, { "content-type": "text/xml" }],
])("%s is refused with a code and nothing more", async (_name, status, body, headers) => {
  await using graph = await startGraph();

  const answer = await read(await post(graph.url, body, { ...JSON_BODY, ...headers }));

  expect(answer).toEqual({ status, body: UNREADABLE });
});

test("JSON that is no operation is refused with a code and without a stack", async () => {
  await using graph = await startGraph();

  const { status, body } = await read(await post(graph.url, '{"variables":{"name":"Eriksson"}}'));

  expect(status).toBe(400);
  expect(body).toEqual({ errors: [{ message: expect.any(String), extensions: { code: "BAD_REQUEST" } }] });
  expect(JSON.stringify(body)).not.toMatch(/Eriksson|\.js:/);
});

test("a GET that a foreign page could cause is refused; with a header that no such page can set it is answered", async () => {
  await using graph = await startGraph();
  const search = new URLSearchParams({ query: QUERY, variables: '{"name":"Anna"}' }).toString();
  const address = `${graph.url}/graphql?${search}`;

  const refused = await read(await fetch(address));
  const answered = await read(await fetch(address, { headers: { "apollo-require-preflight": "true" } }));

  expect(refused).toEqual({
    status: 400,
    body: { errors: [{ message: expect.any(String), extensions: { code: "BAD_REQUEST" } }] },
  });
  expect(answered).toEqual({ status: 200, body: { data: { greeting: "Hello Anna" } } });
});

test("the probe tells which version of the graph is in use, where a registry has it", async () => {
  await using graph = await startGraph(greet, {}, 7);

  expect(await read(await fetch(`${graph.url}/ready`))).toEqual({ status: 200, body: { status: "ready", version: 7 } });
});

test("where registered documents alone are answered, one may be named by its digest or sent whole, by POST and by GET", async () => {
  const digest = createHash("sha256").update(QUERY).digest("hex");
  await using graph = await startGraph(greet, { trusted: new TrustedDocuments(new Map([[digest, QUERY]]), true) });
  const variables = { name: "Anna" };
  const persisted = { persistedQuery: { version: 1, sha256Hash: digest } };
  const ask = async (parameters: object) => read(await post(graph.url, JSON.stringify(parameters)));
  const get = async (parameters: Readonly<Record<string, string>>) => {
    const search = new URLSearchParams({ ...parameters, variables: JSON.stringify(variables) }).toString();
    return read(await fetch(`${graph.url}/graphql?${search}`, { headers: { "apollo-require-preflight": "true" } }));
  };

  const answers = await Promise.all([
    ask({ documentId: `sha256:${digest}`, variables }),
    ask({ extensions: persisted, variables }),
    ask({ query: QUERY, variables }),
    get({ documentId: digest }),
    get({ extensions: JSON.stringify(persisted) }),
    get({ query: QUERY }),
  ]);
  const refused = await Promise.all([
    ask({ query: "{ __typename }" }),
    ask({ documentId: "a".repeat(64) }),
    get({ query: "{ __typename }" }),
    get({ documentId: digest, extensions: "rubbish", query: "{ __typename }" }).then(({ body }) => body),
  ]);

  const greeting = { status: 200, body: { data: { greeting: "Hello Anna" } } };
  const untrusted = {
    status: 403,
    body: { errors: [{ message: expect.any(String), extensions: { code: "UNTRUSTED_DOCUMENT" } }] },
  };
  expect(answers).toEqual(answers.map(() => greeting));
  // A document beside a digest is not looked at: what runs is what was registered.
  expect(refused).toEqual([untrusted, untrusted, untrusted, greeting.body]);
});

test("a client that may not read the schema is not told of it by a mistyped field", async () => {
  await using graph = await startGraph();

  const { body } = await read(await post(graph.url, '{"query":"{ greetin }"}'));

  expect(body).toEqual({
    errors: [
      {
        message: 'Cannot query field "greetin" on type "Query".',
        locations: [{ line: 1, column: 3 }],
        extensions: { code: "GRAPHQL_VALIDATION_FAILED" },
      },
    ],
  });
});

test("each request is logged by its route, and no line holds a variable, an operation or an address", async () => {
  const graph = await startGraph(async () => {
    throw new Error("Eriksson is not to be told");
  });
  const search = new URLSearchParams({ query: QUERY, variables: '{"name":"Eriksson"}' }).toString();

  await post(graph.url, OPERATION);
  await post(graph.url, '{"query":"{ Eriksson"}');
  await post(graph.url, '{"Eriksson');
  await fetch(`${graph.url}/graphql?${search}`, { headers: { "apollo-require-preflight": "true" } });
  await fetch(`${graph.url}/elsewhere?${search}`);
  await graph[Symbol.asyncDispose]();

  const answered = graph.lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === "answered");
  expect(answered.map(({ method, route, status }) => [method, route ?? null, status])).toEqual([
    ["POST", "/graphql", 200],
    ["POST", "/graphql", 400],
    ["POST", "/graphql", 400],
    ["GET", "/graphql", 200],
    ["GET", null, 404],
  ]);
  expect(graph.lines.join("")).not.toMatch(/Eriksson|greeting|query=/);
});
