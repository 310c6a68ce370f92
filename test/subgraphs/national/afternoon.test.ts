import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createPool } from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createEmbeddedGraph } from "../../../gateway/embedded-graph.js";
import { GraphInUse } from "../../../gateway/graph/graph-in-use.js";
import { serveGraph } from "../../../gateway/http/serve-graph.js";
import { TRAINING_AUTHORITY } from "../../../gateway/officer/training.js";
import { readSupergraph } from "../../../gateway/schema-files.js";
import { HopSender } from "../../../subgraphs/kit/hop/hop-sender.js";
import { readKeySet } from "../../../subgraphs/kit/hop/keys.js";
import type { Keys } from "../../../subgraphs/kit/hop/keys.js";
import { newSigningKey, publicHalf } from "../../../subgraphs/kit/hop/new-key.js";
import { createLogger } from "../../../subgraphs/kit/process.js";
import { readRegistry } from "../../../subgraphs/kit/sources/registry.js";
import { openWorld } from "../../../subgraphs/world/index.js";
import { RememberedTrail } from "../../support/audit.js";
import { answeringEngines, MARIADB_URL } from "../../support/databases.js";
import { askOverHttp } from "../../support/federation.js";
import { runProgram, startProgram, temporaryFolder } from "../../support/processes.js";
import { commandsOf } from "./readme-commands.js";
import { SHAPES, WIDE } from "./shapes.js";
import type { Shape } from "./shapes.js";

const PROGRAM = "subgraphs/national/country.js";
/** What a country may take from the first look into its database to its first answer, milliseconds of machine time. */
const AN_AFTERNOON_MS = 600_000;
const COMMANDS = await commandsOf("subgraphs/national/README.md");

vi.setConfig({ testTimeout: AN_AFTERNOON_MS, hookTimeout: 120_000 });

const hasMariadb = (await answeringEngines()).includes("mariadb");
const resources = new AsyncDisposableStack();
let folder: string;
let world: Awaited<ReturnType<typeof openWorld>>;
const graphKey = newSigningKey("gateway", 0);

beforeAll(async () => {
  folder = resources.use(await temporaryFolder()).path;
  world = resources.use(await openWorld({ size: 1_000, seed: 1 }));
});

afterAll(() => resources.disposeAsync());

function databaseOf({ country }: Pick<Shape, "country">): string {
  return `crosscheck_afternoon_${country.toLowerCase()}`;
}

/** A database of this test's own, with the shape's tables. */
async function createDatabase(shape: Shape): Promise<string> {
  const name = databaseOf(shape);
  const pool = createPool({ uri: MARIADB_URL, charset: "utf8mb4" });
  await pool.query(`DROP DATABASE IF EXISTS ${name}`);
  await pool.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  const connection = await pool.getConnection();
  await connection.query(`USE ${name}`);
  for (const statement of shape.tables) await connection.query(statement);
  connection.destroy();
  resources.defer(async () => {
    await pool.query(`DROP DATABASE IF EXISTS ${name}`);
    await pool.end();
  });
  const url = new URL(MARIADB_URL);
  url.pathname = `/${name}`;
  return url.href;
}

/** The arguments of the README's command, with this country in place of the README's. */
function argumentsOf(command: string, { country }: Shape, places: { readonly database: string; readonly url: string }) {
  const given = COMMANDS.get(command);
  if (given === undefined) throw new Error(`The README has no command ${command}.`);
  return given.map((argument) =>
    argument
      .replace("mysql://reader@127.0.0.1:3306/register", places.database)
      .replace("http://127.0.0.1:4300/graphql", places.url)
      .replace(/^4300$/, "0")
      .replace(/^SWE$/, country)
      .replace(/^SWE\//, `${country}/`)
      .replace(/^swe(?=\/|$)/, join(folder, country.toLowerCase()))
      .replace(/^sources$/, join(folder, "sources")),
  );
}

async function askGraph(subject: Shape["subject"], keys: { readonly server: Keys }) {
  const path = join(folder, "sources");
  const sender: Keys = { current: readKeySet("private", JSON.stringify({ keys: [graphKey] })) };
  const graph = await createEmbeddedGraph(
    {
      sources: [...world.sources, ...(await readRegistry(path))],
      databases: world.databases,
      senderTo: (audience) =>
        new HopSender({
          issuer: "gateway",
          audience,
          tokenKeys: sender,
          signatureKeys: sender,
          needs: { scopes: new Set(), policies: new Set() },
        }),
      answerKeysOf: () => keys.server,
    },
    { supergraphSdl: await readSupergraph(), introspection: true, audit: new RememberedTrail() },
  );
  await using served = await serveGraph(new GraphInUse({ server: graph, version: null }), {
    host: "127.0.0.1",
    port: 0,
    deadlineMs: 10_000,
    authorityOf: async () => TRAINING_AUTHORITY,
    explorer: false,
    logger: createLogger("silent"),
  });
  return await askOverHttp(
    `${served.url}/graphql`,
    `query ($subject: SubjectInput!) {
      check(subject: $subject) {
        sources { source outcome reason }
        persons { hits { ref owner person { sex } } }
      }
    }`,
    { subject },
  );
}

describe.runIf(hasMariadb)("an afternoon", () => {
  test.each(SHAPES)("$country, $what: the commands of the README bring it into the graph", async (shape) => {
    const startedAt = performance.now();
    const database = await createDatabase(shape);
    const env = { COUNTRY_DATABASE_URL: database, COUNTRY_CONFIG: "" };
    const place = { database, url: "" };

    const init = await runProgram(PROGRAM, { arguments: argumentsOf("init", shape, place), env });
    expect({ code: init.code, stderr: init.stderr }).toEqual({ code: 0, stderr: "" });
    const graphKeys = JSON.stringify({ keys: [publicHalf(graphKey)] });
    await writeFile(join(folder, shape.country.toLowerCase(), "keys", "graph.public.jwks.json"), graphKeys);
    const check = await runProgram(PROGRAM, { arguments: [...argumentsOf("check", shape, place), "--json"], env });
    expect({ code: check.code, findings: failedIn(check.stdout) }).toEqual({ code: 0, findings: [] });
    await using server = await startProgram(PROGRAM, {
      arguments: argumentsOf("serve", shape, place),
      env,
      until: /answers at (\S+)/,
    });
    const url = server.found[1] ?? "";
    const register = await runProgram(PROGRAM, {
      arguments: [...argumentsOf("register", shape, { database, url }), "--json", "--deadline", "10000"],
      env,
    });
    expect({ code: register.code, stderr: register.stderr }).toEqual({ code: 0, stderr: "" });
    const { publicKeys, sources } = JSON.parse(register.stdout);
    const answer = await askGraph(shape.subject, {
      server: { current: readKeySet("public", JSON.stringify(publicKeys)) },
    });

    expect(answer.errors).toEqual([]);
    expect(repliesOf(answer.data, shape)).toEqual(shape.domains.map(() => "HIT"));
    expect(refsOf(answer.data, shape)).toEqual([shape.ref]);
    expect(sources).toEqual(shape.domains.map((domain) => `${shape.country.toLowerCase()}-${domain}`));
    expect(performance.now() - startedAt).toBeLessThan(AN_AFTERNOON_MS);
  });
});

describe.runIf(hasMariadb)("the other commands of the README", () => {
  const shape = WIDE;
  const place = { database: "", url: "" };

  async function run(command: string, more: readonly string[] = []) {
    const database = new URL(MARIADB_URL);
    database.pathname = `/${databaseOf(shape)}`;
    return runProgram(PROGRAM, {
      arguments: [...argumentsOf(command, shape, place), ...more],
      env: { COUNTRY_DATABASE_URL: database.href, COUNTRY_CONFIG: "" },
    });
  }

  async function enabledSources(): Promise<readonly unknown[]> {
    const text = await readFile(join(folder, "sources", `${shape.country.toLowerCase()}-server.json`), "utf8");
    return JSON.parse(text).sources.map(({ id, enabled }: Readonly<Record<string, unknown>>) => [id, enabled]);
  }

  test("view says what the graph asks for, and what an officer of another country is told", async () => {
    const general = await run("view", ["--json"]);
    const one = await run("view", ["--ref", shape.ref]);

    const { as, domains } = JSON.parse(general.stdout);
    expect({ as, told: domains[0].told, questions: domains[0].questions }).toEqual({
      as: "FRA",
      told: "HIT_ONLY",
      questions: ["persons", "personsByRef"],
    });
    expect(domains[0].fields).toContainEqual({
      field: "names",
      from: ["personas_buscadas.apellidos", "personas_buscadas.nombres"],
    });
    expect({ code: one.code, stdout: one.stdout }).toEqual({ code: 0, stdout: `${shape.ref} (persons): HIT_ONLY\n` });
  });

  test("disable is one word in the registry's file, and enable takes it back", async () => {
    const disabled = await run("disable");
    const whileDisabled = await enabledSources();
    const enabled = await run("enable");

    expect([disabled.code, enabled.code]).toEqual([0, 0]);
    expect(whileDisabled).toEqual([["per-persons", false]]);
    expect(await enabledSources()).toEqual([["per-persons", true]]);
  });

  test("index builds the keys by hand", async () => {
    const { code, stdout } = await run("index");

    expect({ code, stdout }).toEqual({ code: 0, stdout: "persons: the keys of 3 records are in use.\n" });
  });

  test("a configuration that is there is not written over, and no value of a record is ever printed", async () => {
    const again = await run("init");
    const check = await run("check");

    expect(again.code).toBe(3);
    expect(again.stderr).toContain("is there already: --force writes it anew.");
    expect(check.stdout).not.toMatch(/quispe|huaman|cusco|PX4471903/i);
  });

  test.each([
    [["--help"], 0],
    [["init"], 3],
    [["init", "ZZZ", "--database", "mysql://root@127.0.0.1/none"], 3],
    [["init", "SWE", "--database", "oracle://register"], 3],
    [["check", "--config", "not-there.json"], 3],
    [["disable", "--config", "not-there.json"], 3],
  ])("%j ends with %i", async (given, exit) => {
    const { code } = await runProgram(PROGRAM, { arguments: given });

    expect(code).toBe(exit);
  });
});

interface Checked {
  readonly check: {
    readonly sources: readonly { readonly source: string; readonly outcome: string }[];
    readonly persons: { readonly hits: readonly { readonly ref: string; readonly owner: string }[] };
  };
}

/** How each of the country's sources answered, in the order of its domains. */
function repliesOf(data: unknown, { country, domains }: Shape): readonly (string | undefined)[] {
  const { check } = data as Checked;
  const outcomes = new Map(check.sources.map(({ source, outcome }) => [source, outcome]));
  return domains.map((domain) => outcomes.get(`${country.toLowerCase()}-${domain}`));
}

/** The country's own records among the hits. */
function refsOf(data: unknown, { country }: Shape): readonly string[] {
  const { check } = data as Checked;
  return check.persons.hits.filter(({ owner }) => owner === country).map(({ ref }) => ref);
}

function failedIn(stdout: string): unknown {
  const { findings } = JSON.parse(stdout);
  return findings.filter(({ isGood }: { readonly isGood: boolean }) => !isGood);
}
