import { afterAll, beforeAll, expect, test } from "vitest";
import { readIssuerKeys } from "../../../gateway/issuer/key-file.js";
import { serveIssuer } from "../../../gateway/issuer/serve-issuer.js";
import { JUSTIFICATION, tokenOf } from "../../support/officers.js";
import { temporaryFolder } from "../../support/processes.js";
import { startGraphWithoutSources } from "../../support/served-graph.js";

const CHECK = 'query Name { check(subject: { names: [{ family: "Eriksson" }] }) { outcome } }';
const NO_HIT = { data: { check: { outcome: "NO_HIT" } } };

const resources = new AsyncDisposableStack();
let issuer: string;
let url: string;
let trainingUrl: string;

beforeAll(async () => {
  const folder = resources.use(await temporaryFolder());
  const keys = await readIssuerKeys(folder.path);
  issuer = resources.use(await serveIssuer({ port: 0, audience: "urn:crosscheck:graph", keys })).url;
  url = resources.use(await startGraphWithoutSources({ ISSUER: issuer })).url;
  trainingUrl = resources.use(await startGraphWithoutSources({ DATA_FOLDER: folder.path })).url;
});

afterAll(() => resources.disposeAsync());

async function ask(graph: string, query: string, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(`${graph}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query }),
  });
  return {
    status: response.status,
    challenge: response.headers.get("www-authenticate"),
    body: await response.json(),
  };
}

async function bearer(): Promise<{ readonly authorization: string }> {
  return { authorization: `Bearer ${await tokenOf(issuer)}` };
}

test("an officer of the issuer with a complete justification is answered", async () => {
  const answer = await ask(url, CHECK, { ...(await bearer()), "crosscheck-justification": JUSTIFICATION });

  expect(answer).toEqual({ status: 200, challenge: null, body: NO_HIT });
});

test("who shows no token is told how to send one", async () => {
  const answer = await ask(url, CHECK, { "crosscheck-justification": JUSTIFICATION });

  expect(answer).toEqual({
    status: 401,
    challenge: 'Bearer realm="crosscheck"',
    body: {
      errors: [
        {
          message: "Send an access token of your issuer: `Authorization: Bearer <token>`.",
          extensions: { code: "UNAUTHENTICATED" },
        },
      ],
    },
  });
});

test.each(["Basic dXNlcjpwYXNz", "Bearer", "Bearer a b", "Bearer a,b"])(
  "%j is no bearer token",
  async (authorization) => {
    const answer = await ask(url, CHECK, { authorization });

    expect(answer).toMatchObject({
      status: 401,
      challenge: expect.stringContaining('error="invalid_token"'),
      body: { errors: [{ message: "Write the header as: Authorization: Bearer <token>." }] },
    });
  },
);

test("the scheme may be written in any case", async () => {
  const { authorization } = await bearer();

  const answer = await ask(url, CHECK, {
    authorization: authorization.replace("Bearer", "bEARER"),
    "crosscheck-justification": JUSTIFICATION,
  });

  expect(answer.body).toEqual(NO_HIT);
});

test.each([
  ["{ __typename ...F } fragment F on Query { __schema { queryType { name } } }", 200],
  [CHECK, 403],
  ['{ readMrz(mrz: "x") { __typename } }', 403],
  ['{ ... on Query { __typename person(ref: "FRA/1") { ref } } }', 403],
  ['{ ...F } fragment F on Query { person(ref: "FRA/1") { ref } }', 403],
  ['{ person(ref: "FRA/1") @skip(if: true) { ref } __typename }', 403],
])("without a justification %s has the status %i", async (query, status) => {
  const answer = await ask(url, query, await bearer());

  expect(answer.status).toBe(status);
});

test("a question without a justification is told all that belongs into one", async () => {
  const answer = await ask(url, CHECK, await bearer());

  expect(answer).toMatchObject({ status: 403, body: { errors: [{ extensions: { code: "JUSTIFICATION_REQUIRED" } }] } });
  const names = ["purpose", "case", "offence", "role", "aim", "ordered-by"];
  expect(answer.body.errors[0].extensions.fields).toMatchObject(
    names.map((name) => ({ code: "MISSING_MEMBER", path: ["crosscheck-justification", name] })),
  );
});

test("an issuer that is not there is a 503, not a wrong token", async () => {
  await using graph = await startGraphWithoutSources({ ISSUER: "http://127.0.0.1:9" });

  const answer = await ask(graph.url, CHECK, await bearer());

  expect(answer).toMatchObject({ status: 503, body: { errors: [{ extensions: { code: "ISSUER_UNAVAILABLE" } }] } });
});

test("the training graph answers without a token and says in every answer what it is", async () => {
  const answer = await ask(trainingUrl, CHECK);
  const refused = await ask(trainingUrl, CHECK, { "crosscheck-justification": "case=1" });
  const unread = await fetch(`${trainingUrl}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{",
  });
  const nowhere = await fetch(`${trainingUrl}/nowhere`);

  const training = { extensions: { training: true } };
  expect(answer).toEqual({ status: 200, challenge: null, body: { ...NO_HIT, ...training } });
  expect(refused).toMatchObject({ status: 403, body: training });
  expect(await unread.json()).toMatchObject(training);
  expect(await nowhere.json()).toMatchObject(training);
});

test("the training graph honours tokens of its own issuer, and no others", async () => {
  const own = await tokenOf(`${trainingUrl}/issuer`);
  const headers = { "crosscheck-justification": JUSTIFICATION };

  const answer = await ask(trainingUrl, CHECK, { ...headers, authorization: `Bearer ${own}` });
  const refused = await ask(trainingUrl, CHECK, { ...headers, ...(await bearer()) });

  expect(answer.status).toBe(200);
  expect(refused.status).toBe(401);
});
