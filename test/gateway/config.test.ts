import { expect, test } from "vitest";
import { readConfig } from "../../gateway/config.js";
import { readSigner, writeVerifierKey } from "../../gateway/audit/note/note-key.js";
import { newPem } from "../../gateway/audit/store/log-key.js";
import { SUBGRAPH_NAMES } from "../../subgraphs/all.js";
import { codeWords, readTable } from "../support/readme-table.js";

/** Six services, as the setting has them. */
const SERVICES = SUBGRAPH_NAMES.map((name, index) => `${name}=http://127.0.0.1:${4101 + index}/graphql`);

function faultOf(env: Readonly<Record<string, string>>): unknown {
  try {
    return readConfig(env);
  } catch (error) {
    return error;
  }
}

test("without settings the graph is embedded, on loopback, in development", () => {
  expect(readConfig({ PATH: "/usr/bin" })).toEqual({
    HOST: "127.0.0.1",
    PORT: 4000,
    DEADLINE_MS: 2_000,
    SUBGRAPHS: null,
    AUDIENCE: "urn:crosscheck:graph",
    TOKEN_ALGORITHMS: ["EdDSA", "ES256", "PS256"],
    CLOCK_TOLERANCE_S: 5,
    NODE_ENV: "development",
    AUTHORIZATION_REJECT_UNAUTHORIZED: false,
    AUTHORIZATION_DRY_RUN: false,
    AUTHORIZATION_ERRORS_RESPONSE: "errors",
    AUTHORIZATION_ERRORS_LOG: true,
    LOG_LEVEL: "info",
    CALLBACK_PORT: 4_001,
    DATA_FOLDER: ".crosscheck",
    KEYS_FOLDER: ".crosscheck/keys",
    AUDIT_ORIGIN: "crosscheck.local/audit",
    AUDIT_WITNESSES: [],
    AUDIT_WITNESS_EVERY_S: 60,
    TRUSTED_DOCUMENTS: "off",
    WORLD_SIZE: 50_000,
    WORLD_SEED: 1,
  });
});

test("settings cannot be changed once they are read", () => {
  expect(Object.isFrozen(readConfig({}))).toBe(true);
});

test("all faults are told together, without the values", () => {
  const error = faultOf({
    PORT: "99999",
    DEADLINE_MS: "soon",
    NODE_ENV: "staging",
    DATABASE_URL: "mysql://officer:secret@db/police",
    SUBGRAPHS: "persons=http://127.0.0.1:1/graphql",
  });

  expect(error).toMatchObject({
    name: "InvalidConfiguration",
    code: "INVALID_CONFIGURATION",
    message: expect.stringMatching(/PORT[^]*DEADLINE_MS[^]*SUBGRAPHS[^]*NODE_ENV[^]*DATABASE_URL/),
  });
  expect(String(error)).not.toMatch(/secret|99999|staging/);
});

test("a list of services gives the address of each subgraph", () => {
  const { SUBGRAPHS } = readConfig({ SUBGRAPHS: SERVICES.join(", ") });

  expect(SUBGRAPHS).toEqual(
    new Map([
      ["checks", "http://127.0.0.1:4101/graphql"],
      ["persons", "http://127.0.0.1:4102/graphql"],
      ["notices", "http://127.0.0.1:4103/graphql"],
      ["travel-documents", "http://127.0.0.1:4104/graphql"],
      ["vehicles", "http://127.0.0.1:4105/graphql"],
      ["biometrics", "http://127.0.0.1:4106/graphql"],
    ]),
  );
});

test.each(["ISSUER", "JWKS_URL"] as const)("%s is reached over https, or without leaving the machine", (setting) => {
  const message = expect.stringContaining("give an https address");

  expect(faultOf({ [setting]: "http://issuer.example" })).toMatchObject({ code: "INVALID_CONFIGURATION", message });
  expect(readConfig({ [setting]: "https://issuer.example" })[setting]).toBe("https://issuer.example");
  expect(readConfig({ [setting]: "http://127.0.0.1:4010" })[setting]).toBe("http://127.0.0.1:4010");
});

test.each(["HS256", "none", "EdDSA,HS256", ""])("tokens cannot be allowed the signature %j", (TOKEN_ALGORITHMS) => {
  expect(faultOf({ TOKEN_ALGORITHMS })).toMatchObject({ code: "INVALID_CONFIGURATION" });
});

test("in production clients may ask registered documents alone, unless it is said otherwise", () => {
  expect(readConfig({ NODE_ENV: "production" }).TRUSTED_DOCUMENTS).toBe("only");
  expect(readConfig({ NODE_ENV: "production", TRUSTED_DOCUMENTS: "off" }).TRUSTED_DOCUMENTS).toBe("off");
  expect(readConfig({ TRUSTED_DOCUMENTS: "only" }).TRUSTED_DOCUMENTS).toBe("only");
});

test("every address may be the registry's, where there is one", () => {
  expect(readConfig({ SUBGRAPHS: "registry", REGISTRY: "registry" }).SUBGRAPHS).toEqual(new Map());
  expect(faultOf({ SUBGRAPHS: "registry" })).toMatchObject({
    code: "INVALID_CONFIGURATION",
    message: expect.stringContaining("Without REGISTRY there is nowhere to take the addresses from."),
  });
});

test("an address may hold an equals sign", () => {
  const { SUBGRAPHS } = readConfig({ SUBGRAPHS: `${SERVICES.join()}?zone=a` });

  expect(SUBGRAPHS?.get("biometrics")).toBe("http://127.0.0.1:4106/graphql?zone=a");
});

test("a list of witnesses gives the address and the key of each, and every fault of it is told", () => {
  const key = writeVerifierKey(readSigner("swe.example/witness", "witness", newPem()));

  const { AUDIT_WITNESSES } = readConfig({ AUDIT_WITNESSES: `https://w.example/a/=${key}, http://127.0.0.1:1=${key}` });
  const fault = faultOf({ AUDIT_WITNESSES: `nowhere=${key},https://w.example=swe.example/witness` });

  expect(AUDIT_WITNESSES.map(({ url }) => url)).toEqual(["https://w.example/a", "http://127.0.0.1:1"]);
  expect(AUDIT_WITNESSES.map((witness) => writeVerifierKey(witness.key))).toEqual([key, key]);
  expect(fault).toMatchObject({
    code: "INVALID_CONFIGURATION",
    message: expect.stringMatching(/A witness is an http address[^]*A verifier key is a name/),
  });
});

test.each([
  ["a subgraph is missing", SERVICES.slice(1).join()],
  ["an address is not of the web", SERVICES.join().replace("http://127.0.0.1:4101", "file://")],
  ["an address is missing", SERVICES.join().replace("http://127.0.0.1:4101/graphql", "")],
  ["there is no equals sign", SERVICES.join().replace("=", ":")],
])("a list of services is refused where %s, and the subgraph is named", (_name, SUBGRAPHS) => {
  expect(faultOf({ SUBGRAPHS })).toMatchObject({
    code: "INVALID_CONFIGURATION",
    message: expect.stringContaining("SUBGRAPHS gives no http address for checks."),
  });
});

test("a list of services is refused where it names what is no subgraph", () => {
  expect(faultOf({ SUBGRAPHS: `${SERVICES.join()},weapons=http://127.0.0.1:4107/graphql` })).toMatchObject({
    code: "INVALID_CONFIGURATION",
    message: expect.stringContaining("SUBGRAPHS names what is no subgraph: weapons."),
  });
});

test("the README's table has every setting with its default, and no other", async () => {
  const rows = await readTable("gateway/README.md", "Settings");
  const given = "REGISTRY SUBGRAPHS ISSUER JWKS_URL DATABASE_URL MARIADB_URL TRUST_FOLDER CALLBACK_URL AUDIT_FOLDER";
  const names = [...given.split(" "), "AUDIT_WITNESSES"];
  const optional = Object.fromEntries(names.map((name) => [name, null]));

  const listed = rows.map(([setting = "", preset = ""]) => [codeWords(setting)[0], codeWords(preset)[0] ?? "none"]);

  const defaults = Object.entries({ ...readConfig({}), ...optional });
  expect(Object.fromEntries(listed)).toEqual(
    Object.fromEntries(defaults.map(([setting, preset]) => [setting, String(preset ?? "none")])),
  );
});
