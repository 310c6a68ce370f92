import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { GATEWAY, PUBLIC_TOKEN_KEYS } from "../../../subgraphs/kit/hop/key-folder.js";
import { HopGate } from "../../../subgraphs/kit/hop/hop-gate.js";
import { KeyFile } from "../../../subgraphs/kit/hop/key-file.js";
import { serveSubgraph } from "../../../subgraphs/kit/graph/serve-subgraph.js";
import { packageFile } from "../../../subgraphs/kit/package-file.js";
import { REFUSALS } from "../../../schema/registry/refused.js";
import { startAbis } from "../../support/abis.js";
import { askOverHttp, checkOperation } from "../../support/federation.js";
import { codeWords, readTable } from "../../support/readme-table.js";
import { runProgram, startProgram, temporaryFolder } from "../../support/processes.js";
import { describeSource } from "../../support/sources.js";
import {
  fingerprintSample,
  fingerprintText,
  printOf,
  RIGHT_INDEX,
  scanOf,
} from "../../subgraphs/biometrics/samples.js";

const GREETINGS = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@authenticated"])

type Query {
  "Who asks, as the graph says."
  greeting: String @authenticated
}
`;

/** Nothing else of the tests listens there. */
const CALLBACK_PORT = "41973";

const resources = new AsyncDisposableStack();
let env: Readonly<Record<string, string>>;
let folder: string;
let url: string;
let greetings: string;

beforeAll(async () => {
  folder = resources.use(await temporaryFolder()).path;
  const KEYS_FOLDER = join(folder, "keys");
  env = {
    DATA_FOLDER: folder,
    KEYS_FOLDER,
    REGISTRY: join(folder, "registry"),
    WORLD_SIZE: "1000",
    DEADLINE_MS: "20000",
    CALLBACK_URL: `http://127.0.0.1:${CALLBACK_PORT}`,
    CALLBACK_PORT,
  };
  await runProgram("gateway/cli/keys.js", { env });
  await schema("owner", "GRAPH", "--new", join(folder, "owners"));
  await schema("seed", "--key", key("GRAPH"));
  const gateway = resources.use(
    await startProgram("gateway/main.js", { env: { ...env, PORT: "0" }, until: /answers at (http\S+)\/graphql/ }),
  );
  url = gateway.found[1] ?? "";
  greetings = (await startGreetings(KEYS_FOLDER)).url;
  await writeFile(join(folder, "greetings.graphql"), GREETINGS);
}, 120_000);

afterAll(() => resources.disposeAsync(), 60_000);

/** A subgraph that knows nothing of the gateway but its public keys. */
async function startGreetings(keysFolder: string) {
  const keys = resources.use(await KeyFile.open(join(keysFolder, PUBLIC_TOKEN_KEYS), "public"));
  const gate = new HopGate({ issuer: GATEWAY, audience: "greetings", tokenKeys: keys, signatureKeys: keys });
  const subgraph = {
    name: "greetings",
    execute: async (_operation: unknown, { authority }: { readonly authority?: unknown }) => ({
      data: { greeting: `Hello ${Object(authority).officer.id}` },
    }),
    [Symbol.asyncDispose]: async () => {},
  };
  return resources.use(await serveSubgraph(subgraph, { host: "127.0.0.1", port: 0, gate }));
}

function schema(...given: readonly string[]) {
  return runProgram("schema/main.js", { arguments: given, env });
}

function key(owner: string): string {
  return join(folder, "owners", `${owner}.jwks.json`);
}

function publishGreetings(...given: readonly string[]) {
  const file = join(folder, "greetings.graphql");
  return schema("publish", "greetings", "--schema", file, "--key", key("GRAPH"), "--url", greetings, ...given);
}

async function untilVersion(version: number): Promise<void> {
  const ready = async () => (await fetch(`${url}/ready`)).json();
  await vi.waitFor(async () => expect(await ready()).toEqual({ status: "ready", version }), {
    timeout: 10_000,
    interval: 20,
  });
}

vi.setConfig({ testTimeout: 60_000 });

test("a registry begins with the committed graph, and the gateway serves it", async () => {
  const { stdout } = await schema("versions", "1");

  expect(stdout).toMatch(/^1 {2}\S+ {2}begun by GRAPH\n(?: {2}\S+ of GRAPH at http\S+, since version 1\n){7}$/);
  await untilVersion(1);
});

test("a new subgraph is published, and asked at the address that the registry has, signed by the gateway's own key", async () => {
  const published = await publishGreetings("--json");
  await untilVersion(2);
  const answer = await askOverHttp(`${url}/graphql`, "{ greeting }");

  expect(published).toMatchObject({ code: 0, stderr: "" });
  expect(JSON.parse(published.stdout)).toMatchObject({
    version: { number: 2, change: { kind: "publish", name: "greetings" } },
  });
  expect(answer).toMatchObject({ data: { greeting: "Hello training-officer" }, errors: [] });
});

test("what the explorer reads of the schema is that of the version in use", async () => {
  const { data } = await askOverHttp(`${url}/graphql`, '{ __type(name: "Query") { fields { name description } } }');

  expect(JSON.stringify(data)).toContain('{"name":"greeting","description":"Who asks, as the graph says."}');
});

test("a subgraph that is disabled is asked no more once the version is taken, and its fields read as unavailable, until it is enabled", async () => {
  const disabled = await schema("disable", "greetings", "--key", key("GRAPH"));
  await untilVersion(3);
  const whileDisabled = await askOverHttp(`${url}/graphql`, "{ greeting }");
  const shown = await schema("versions", "3");
  const enabled = await schema("enable", "greetings", "--key", key("GRAPH"), "--json");
  await untilVersion(4);
  const again = await askOverHttp(`${url}/graphql`, "{ greeting }");

  expect(disabled).toMatchObject({ code: 0, stdout: "Version 3: greetings disabled by GRAPH.\n", stderr: "" });
  expect(whileDisabled).toMatchObject({
    data: { greeting: null },
    errors: [{ extensions: { code: "SUBGRAPH_UNAVAILABLE", subgraph: "greetings" } }],
  });
  expect(shown.stdout).toMatch(/greetings of GRAPH at \S+ since version 2, disabled by GRAPH\n/);
  expect(JSON.parse(enabled.stdout)).toMatchObject({ version: { change: { kind: "enable", name: "greetings" } } });
  expect(again).toMatchObject({ data: { greeting: "Hello training-officer" }, errors: [] });
});

test("a bad change fails with every finding, and the graph stays", async () => {
  const file = join(folder, "bad.graphql");
  await writeFile(file, GREETINGS.replace("greeting: String", "greeting: Nothing"));
  const cutShort = join(folder, "cut-short.graphql");
  await writeFile(cutShort, GREETINGS.replace("}", ""));

  const refused = await schema("publish", "greetings", "--schema", file, "--key", key("GRAPH"), "--json");

  const toPerson = await schema("publish", "greetings", "--schema", cutShort, "--key", key("GRAPH"));

  expect(refused.code).toBe(1);
  expect(JSON.parse(refused.stdout)).toMatchObject({ reason: "CHECKS_FAILED", findings: [{ severity: "error" }] });
  expect(toPerson.stderr).toContain(`error  SDL_SYNTAX  ${cutShort}:`);
  await untilVersion(4);
});

test("two versions are told apart, and each can be shown", async () => {
  const difference = await schema("versions", "2", "--since", "1");
  const shown = await schema("versions", "2", "--subgraph", "greetings");
  const supergraph = await schema("versions", "2", "--supergraph");

  expect(difference.stdout).toBe("Subgraph added: greetings of GRAPH, since version 2\nAdded: Query.greeting\n");
  expect(shown.stdout).toBe(GREETINGS);
  expect(supergraph.stdout).toContain('@join__graph(name: "greetings"');
});

test("the graph goes back, and clients are told that the field is gone", async () => {
  const { code, stdout } = await schema("rollback", "1", "--key", key("GRAPH"));
  await untilVersion(5);
  const { errors } = await askOverHttp(`${url}/graphql`, "{ greeting }");

  expect({ code, stdout }).toEqual({ code: 0, stdout: "Version 5: the graph back as in version 1, by GRAPH.\n" });
  expect(errors).toEqual([expect.objectContaining({ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } })]);
});

test("a subgraph is withdrawn, but not one that others of the graph need", async () => {
  const file = join(folder, "farewells.graphql");
  await writeFile(file, GREETINGS.replace("greeting:", "farewell:"));
  await schema("publish", "farewells", "--schema", file, "--key", key("GRAPH"), "--url", greetings);

  const withdrawn = await schema("withdraw", "farewells", "--key", key("GRAPH"));
  const refused = await schema("withdraw", "vehicles", "--key", key("GRAPH"), "--json");
  await untilVersion(7);
  const { errors } = await askOverHttp(`${url}/graphql`, "{ farewell }");

  expect(withdrawn).toMatchObject({ code: 0, stderr: "" });
  expect(withdrawn.stdout).toMatch(/farewell[^]*Version 7: farewells withdrawn by GRAPH\.\n$/);
  expect(errors).toEqual([expect.objectContaining({ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } })]);
  expect(refused.code).toBe(1);
  expect(JSON.parse(refused.stdout)).toMatchObject({ reason: "CHECKS_FAILED" });
  expect(refused.stdout).toContain("COMPOSITION_FAILED");
});

test("an ABIS that is added as a source is asked within a second, and delivers later what it finds", async () => {
  const print = printOf(1, RIGHT_INDEX);
  const gallery = { wanted: [{ personId: "P-1", sample: fingerprintSample(print) }] };
  const { url: address } = resources.use(await startAbis(gallery, { manner: "BY_TASK" }));
  const connector = {
    kind: "osia",
    service: { url: address, allowPrivateAddress: true },
    bearer: "ita-abis",
    gallery: "wanted",
  };
  const source = { ...describeSource("biometrics", "ITA"), connector };
  await writeFile(join(folder, "keys", "ita-abis.secret"), "abis");
  await writeFile(join(folder, "ita.json"), JSON.stringify({ sources: [source] }));
  const query = `query ($template: Base64!) {
    identify(samples: [{ kind: FINGERPRINT, template: $template }]) { hits { ref } sources { source outcome } }
  }`;
  const template = fingerprintText(scanOf(print));
  const ask = async () => (await askOverHttp(`${url}/graphql`, query, { template })).data;

  const { stdout } = await schema("source", "ita-biometrics", "--add", join(folder, "ita.json"));

  expect(stdout).toBe("ita-biometrics  ITA  biometrics\n");
  await vi.waitFor(
    async () =>
      expect(await ask()).toEqual({
        identify: {
          hits: expect.arrayContaining([{ ref: "ITA/P-1" }]),
          sources: expect.arrayContaining([{ source: "ita-biometrics", outcome: "HIT" }]),
        },
      }),
    { timeout: 10_000, interval: 100 },
  );
});

test("a source that is disabled is not asked within a second, and is named as one that does not answer, until it is enabled", async () => {
  const query =
    '{ check(subject: { vehicles: [{ vin: "WVWZZZ1KZAW518264" }] }) { complete vehicles { sources { source outcome reason } } } }';
  const ask = async () => (await askOverHttp(`${url}/graphql`, query)).data;
  const disabled = { source: "swe-vehicles", outcome: "UNAVAILABLE", reason: "DISABLED" };
  const sources = expect.arrayContaining([disabled, { source: "fra-vehicles", outcome: "HIT", reason: null }]);

  const { stdout } = await schema("source", "swe-vehicles", "--disable");
  await vi.waitFor(
    async () => expect(await ask()).toEqual({ check: { complete: false, vehicles: { sources } } }),
    1_000,
  );
  await schema("source", "swe-vehicles", "--enable");

  expect(stdout).toBe("swe-vehicles  SWE  vehicles  disabled\n");
  await vi.waitFor(async () => expect(await ask()).toMatchObject({ check: { complete: true } }), 1_000);
});

test("what clients ask is recorded under their names, without what they ask about", async () => {
  const client = { "apollographql-client-name": "border", "apollographql-client-version": "2.1" };
  await askOverHttp(`${url}/graphql`, '{ vehicle(vin: "WVWZZZ1KZAW518264") { outcome } }', {}, client);
  await askOverHttp(`${url}/graphql`, await checkOperation(), { subject: { names: [{ family: "Eriksson" }] } }, client);

  const recorded = async () => JSON.parse((await schema("usage", "--client", "border", "--json")).stdout);
  await vi.waitFor(async () => expect(await recorded()).toHaveLength(2), { timeout: 20_000, interval: 500 });

  const usage = await recorded();
  expect(usage).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        client: "border",
        clientVersion: "2.1",
        operationName: null,
        document: "query ($literal1: String!) {\n  vehicle(vin: $literal1) {\n    outcome\n  }\n}",
        count: 1,
      }),
      expect.objectContaining({ operationName: "Check", count: 1 }),
    ]),
  );
  expect(JSON.stringify(usage)).not.toMatch(/Eriksson|WVWZZZ/);
});

test("a change is checked against the registry's graph, and names the client whose operation it breaks", async () => {
  const sdl = await readFile(packageFile("schema/subgraphs/vehicles.graphql"), "utf8");
  const file = join(folder, "vehicles.graphql");
  await writeFile(file, sdl.replace("  vehicle(", "  vehicleByVin("));

  const given = ["check", "vehicles", "--schema", file, "--registry", env["REGISTRY"] ?? "", "--format", "json"];
  const { code, stdout } = await schema(...given);

  const findings: readonly { readonly coordinate?: string }[] = JSON.parse(stdout).findings;
  expect(code).toBe(1);
  expect(JSON.stringify(findings.filter(({ coordinate }) => coordinate === "Query.vehicle"))).toMatch(/border/);
});

test("the commands of the README do what it says, one after the other, in an empty folder", async () => {
  await using empty = await temporaryFolder();
  const readme = await readFile(packageFile("schema/README.md"), "utf8");
  const [, block = ""] = /```sh\n(npm run schema -- owner [^]*?)```/.exec(readme) ?? [];
  const commands = block.trim().split("\n");

  const ended = [];
  for (const command of commands) {
    const given = command
      .replace("npm run schema -- ", "")
      .replace("schema/subgraphs/", packageFile("schema/subgraphs/"));
    const run = await runProgram("schema/main.js", {
      arguments: given.split(" "),
      folder: empty.path,
      env: { REGISTRY: "registry" },
    });
    ended.push([command, run.code, run.stderr]);
  }

  expect(commands.length).toBeGreaterThan(8);
  expect(ended).toEqual(commands.map((command) => [command, 0, ""]));
});

test.each([
  ["no such file", ["publish", "greetings", "--schema", "nowhere", "--key", "nowhere"], 3],
  ["a key that is none", ["publish", "greetings", "--schema", "package.json", "--key", "package.json"], 3],
  ["a name that is none", ["publish", "Greetings", "--schema", "package.json", "--key", "KEY"], 3],
  ["an option that is none", ["versions", "--frequently"], 3],
  ["a number that is none", ["versions", "newest"], 3],
  ["a version that is not there", ["rollback", "99", "--key", "KEY"], 1],
  ["a folder without a registry", ["usage", "--registry", "test/schema/golden"], 3],
  ["a registry that does not answer", ["versions", "--registry", "postgres://postgres@127.0.0.1:9/none"], 2],
])("%s has its exit code, and a message without a stack", async (_what, given, code) => {
  const run = await schema(
    ...given.map((word) => (word === "KEY" ? key("GRAPH") : word === "package.json" ? packageFile(word) : word)),
  );

  expect(run.code).toBe(code);
  expect(run.stderr).toMatch(/\S/);
  expect(run.stderr).not.toMatch(/ at .*\.js:/);
});

test("the README has every reason for which the registry refuses, and no other", async () => {
  const rows = await readTable("schema/README.md", "The registry");

  const reasons = rows.flatMap(([reason = ""]) => codeWords(reason)).filter((word) => /^[A-Z_]+$/.test(word));
  expect(reasons.toSorted()).toEqual(Object.keys(REFUSALS).toSorted());
});
