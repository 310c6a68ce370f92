import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfig } from "../../../gateway/config.js";
import { readIssuerKeys } from "../../../gateway/issuer/key-file.js";
import { serveIssuer } from "../../../gateway/issuer/serve-issuer.js";
import { askOverHttp } from "../../support/federation.js";
import { JUSTIFICATION, tokenOf } from "../../support/officers.js";
import { temporaryFolder } from "../../support/processes.js";
import { startGraphWithoutSources } from "../../support/served-graph.js";

const resources = new AsyncDisposableStack();
let issuer: string;
let headers: Readonly<Record<string, string>>;

beforeAll(async () => {
  const folder = resources.use(await temporaryFolder());
  const keys = await readIssuerKeys(folder.path);
  issuer = resources.use(await serveIssuer({ port: 0, audience: "urn:crosscheck:graph", keys })).url;
  const token = await tokenOf(issuer, { scopes: ["check:run"] });
  headers = { authorization: `Bearer ${token}`, "crosscheck-justification": JUSTIFICATION };
});

afterAll(() => resources.disposeAsync());

const QUERY = `query Q {
  check(subject: { names: [{ family: "Eriksson" }] }) { outcome }
  vehicle(vin: "WVWZZZ3CZEE140287") { outcome }
}`;
const REFUSED = expect.objectContaining({
  path: ["vehicle"],
  extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE" },
});

/** What an officer is answered who may ask for the check, and not for the vehicle; and the coordinates in the log. */
async function answerWith(settings: Readonly<Record<string, string>>) {
  await using graph = await startGraphWithoutSources({ ISSUER: issuer, ...settings });
  const { text } = await askOverHttp(`${graph.url}/graphql`, QUERY, {}, headers);
  const logged = graph.lines.map((line) => JSON.parse(line)).flatMap(({ coordinates = [] }) => coordinates);
  return { body: JSON.parse(text), logged };
}

test("without settings what is refused is null with an error, and the log has its coordinate", async () => {
  expect(await answerWith({})).toEqual({
    body: { data: { check: { outcome: "NO_HIT" }, vehicle: null }, errors: [REFUSED] },
    logged: ["Query.vehicle"],
  });
});

test("an operation with a refused field can be refused as a whole", async () => {
  const { body } = await answerWith({ AUTHORIZATION_REJECT_UNAUTHORIZED: "true" });

  expect(body).toEqual({ data: null, errors: [REFUSED] });
});

test("refusals can be told in the extensions, or nowhere", async () => {
  const data = { check: { outcome: "NO_HIT" }, vehicle: null };

  const inExtensions = await answerWith({ AUTHORIZATION_ERRORS_RESPONSE: "extensions" });
  const nowhere = await answerWith({ AUTHORIZATION_ERRORS_RESPONSE: "disabled", AUTHORIZATION_ERRORS_LOG: "false" });

  expect(inExtensions.body).toEqual({ data, extensions: { authorizationErrors: [REFUSED] } });
  expect(nowhere).toEqual({ body: { data }, logged: [] });
});

test("a dry run cuts nothing, neither in the gateway nor in a subgraph, and tells what would be refused", async () => {
  const { body, logged } = await answerWith({ AUTHORIZATION_DRY_RUN: "true" });

  expect(body).toEqual({
    data: { check: { outcome: "NO_HIT" }, vehicle: { outcome: "NOT_ASKED" } },
    errors: [REFUSED],
  });
  expect(logged).toEqual(["Query.vehicle"]);
});

test.each([
  { AUTHORIZATION_DRY_RUN: "true", NODE_ENV: "production" },
  { AUTHORIZATION_DRY_RUN: "yes" },
  { AUTHORIZATION_ERRORS_RESPONSE: "none" },
])("%o is refused as a setting", (settings) => {
  expect(() => readConfig(settings)).toThrow(
    expect.objectContaining({ code: "INVALID_CONFIGURATION", message: expect.stringContaining("AUTHORIZATION_") }),
  );
});
