import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createPool } from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { answeringEngines, MARIADB_URL } from "../../support/databases.js";
import { askOverHttp } from "../../support/federation.js";
import { runProgram, startProgram, temporaryFolder } from "../../support/processes.js";
import { commandsOf, commandsUnder } from "./readme-commands.js";
import { SHAPES, WIDE } from "./shapes.js";
import type { Shape } from "./shapes.js";

const PROGRAM = "subgraphs/national/country.js";
/** What a country may take from the first look into its database to its first answer, milliseconds of machine time. */
const AN_AFTERNOON_MS = 600_000;
/** From its registration until the country is among those who answer. */
const ANSWERED_WITHIN_MS = 60_000;
const COMMANDS = await commandsOf("subgraphs/national/README.md");

vi.setConfig({ testTimeout: AN_AFTERNOON_MS, hookTimeout: AN_AFTERNOON_MS });

const hasMariadb = (await answeringEngines()).includes("mariadb");
const resources = new AsyncDisposableStack();
let folder: string;
/** Without the path. */
let graphUrl = "";

beforeAll(async () => {
  folder = resources.use(await temporaryFolder()).path;
  graphUrl = await startGraph();
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

/** The arguments of the README's command, with this country, these addresses and this folder in place of the README's. */
function argumentsOf(
  command: string,
  shape: Shape,
  places: { readonly database: string; readonly url: string },
): readonly string[] {
  return argumentsFor(argumentsGiven(command), shape, places);
}

function argumentsFor(
  given: readonly string[],
  { country }: Pick<Shape, "country">,
  places: { readonly database: string; readonly url: string },
): readonly string[] {
  return given.map((argument) =>
    inFolder(argument)
      .replace("mysql://reader@127.0.0.1:3306/register", places.database)
      .replace("http://127.0.0.1:4300/graphql", places.url)
      .replace("http://127.0.0.1:4301/graphql", places.url)
      .replace("http://127.0.0.1:4000", graphUrl)
      .replace(/^4300$/, "0")
      .replace(/^SWE$/, country)
      .replace(/^SWE\//, `${country}/`)
      .replace(/^swe\/owner\/SWE/, `swe/owner/${country}`)
      .replace(/^swe(?=\/|$)/, join(folder, country.toLowerCase()))
      .replace(/\/swe\.graphql$/, `/${country.toLowerCase()}.graphql`),
  );
}

function argumentsGiven(command: string): readonly string[] {
  const given = COMMANDS.get(command);
  if (given === undefined) throw new Error(`The README has no command ${command}.`);
  return given;
}

/** What the README has in the folder `graph` is in one of this test's own. */
function inFolder(argument: string): string {
  return argument.replace(/^graph(?=\/)/, join(folder, "graph"));
}

async function runOperators(command: "keys" | "schema owner" | "schema seed"): Promise<void> {
  const program = command === "keys" ? "gateway/cli/keys.js" : "schema/main.js";
  const { code, stderr } = await runProgram(program, { arguments: argumentsGiven(command).map(inFolder) });
  expect({ command, code, stderr }).toEqual({ command, code: 0, stderr: "" });
}

/** The graph, by the operator's commands and with the settings that the README gives `npm start`. */
async function startGraph(): Promise<string> {
  for (const command of ["keys", "schema owner", "schema seed"] as const) await runOperators(command);
  const settings = argumentsGiven("start").map((setting) => setting.split("="));
  const env = Object.fromEntries(settings.map(([name = "", value = ""]) => [name, inFolder(value)]));
  const own = { PORT: "0", DATA_FOLDER: join(folder, "graph", "world"), WORLD_SIZE: "1000" };
  const graph = await startProgram("gateway/main.js", { env: { ...own, ...env }, until: /answers at (\S+)\/graphql/ });
  return resources.use(graph).found[1] ?? "";
}

/**
 * What an officer is told by `check`, with the deadlines that everybody has. The graph looks at its registry once a second, and
 * where a machine has other things to do a source may read as timed out: the officer asks again, as the command says.
 */
async function askUntilAnswered(shape: Shape): Promise<unknown> {
  const [graph = "", address = ""] = argumentsOf("check", shape, { database: "", url: "" });
  return vi.waitFor(
    async () => {
      const { code, stdout } = await runProgram("gateway/cli/check.js", {
        arguments: [graph, address, ...shape.subject, "--json"],
      });
      const { data } = JSON.parse(stdout);
      expect({ code, replies: repliesOf(data, shape) }).toEqual({ code: 10, replies: shape.domains.map(() => "HIT") });
      return data;
    },
    { timeout: ANSWERED_WITHIN_MS, interval: 0 },
  );
}

describe.runIf(hasMariadb)("an afternoon", () => {
  test.each(SHAPES)("$country, $what: the commands of the README bring it into the graph", async (shape) => {
    const startedAt = performance.now();
    const database = await createDatabase(shape);
    const env = { COUNTRY_DATABASE_URL: database, COUNTRY_CONFIG: "" };
    const place = { database, url: "" };

    const init = await runProgram(PROGRAM, { arguments: argumentsOf("country init", shape, place), env });
    expect({ code: init.code, stderr: init.stderr }).toEqual({ code: 0, stderr: "" });
    const check = await runProgram(PROGRAM, {
      arguments: [...argumentsOf("country check", shape, place), "--json"],
      env,
    });
    expect({ code: check.code, findings: failedIn(check.stdout) }).toEqual({ code: 0, findings: [] });
    const [from = "", to = ""] = argumentsOf("cp", shape, place);
    await copyFile(from, to);
    await using server = await startProgram(PROGRAM, {
      arguments: argumentsOf("country serve", shape, place),
      env,
      until: /answers at (\S+)/,
    });
    const url = server.found[1] ?? "";
    const register = await runProgram(PROGRAM, {
      arguments: [...argumentsOf("country register", shape, { database, url }), "--json"],
      env,
    });
    expect({ code: register.code, stderr: register.stderr }).toEqual({ code: 0, stderr: "" });
    const { sources } = JSON.parse(register.stdout);
    const data = await askUntilAnswered(shape);

    expect(repliesOf(data, shape)).toEqual(shape.domains.map(() => "HIT"));
    expect(refsOf(data, shape)).toEqual([shape.ref]);
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
      arguments: [...argumentsOf(`country ${command}`, shape, place), ...more],
      env: { COUNTRY_DATABASE_URL: database.href, COUNTRY_CONFIG: "" },
    });
  }

  async function enabledSources(): Promise<readonly unknown[]> {
    const text = await readFile(
      join(folder, "graph", "registry", "sources", `${shape.country.toLowerCase()}-server.json`),
      "utf8",
    );
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

describe.runIf(hasMariadb)("the commands of the README for fields of its own", () => {
  const OWN_FIELDS = {
    listen: { port: 0 },
    registers: [
      {
        field: "perWanted",
        description: "Whom Peru's courts look for.",
        foundAs: "persons",
        numericIds: true,
        record: {
          type: "PerWanted",
          description: "A person whom a court of Peru looks for.",
          access: { scopes: [["person:read"]] },
          fields: {
            bornIn: { description: "Where the person was born.", type: "String", from: { column: "lugar_nacimiento" } },
          },
        },
        mapping: {
          table: "personas_buscadas",
          id: "nro_registro",
          found: {
            names: {
              list: [
                {
                  object: {
                    kind: { value: "PRIMARY" },
                    family: { column: "apellidos" },
                    given: { column: "nombres" },
                    original: { value: null },
                  },
                },
              ],
            },
            datesOfBirth: { list: [{ column: "fecha_nacimiento", date: "DD/MM/YYYY" }] },
          },
          defaultRestriction: {},
        },
      },
    ],
  };
  const QUESTION = `{ check(subject: { names: [{ family: "Quispe Huamani", given: "Maria Elena" }], dateOfBirth: "1974-08-12" }) {
    perWanted { outcome count hits { ref record { bornIn } } } } }`;
  const ask = async () => askOverHttp(`${graphUrl}/graphql`, QUESTION);
  const versionInUse = async () => (await (await fetch(`${graphUrl}/ready`)).json()).version;

  async function waive(findings: readonly { readonly code: string; readonly coordinate: string }[]): Promise<void> {
    for (const { code, coordinate } of findings) {
      const waiver = {
        subgraph: "per",
        code,
        coordinate,
        owner: "Data protection officer of the General Secretariat",
        reason: "The courts' register is searched by name and date of birth.",
        until: "2099-12-31",
      };
      await writeFile(join(folder, "graph", "waivers", `${coordinate}.json`), JSON.stringify(waiver));
    }
  }

  test("bring its part into the graph, have it asked no more and again, and take it out", async () => {
    const config = join(folder, "per", "country.json");
    const configuration = JSON.parse(await readFile(config, "utf8"));
    const [register] = OWN_FIELDS.registers;
    const mapping = { schema: databaseOf(WIDE), ...register?.mapping };
    const ownSubgraph = { ...OWN_FIELDS, registers: [{ ...register, mapping }] };
    await writeFile(config, JSON.stringify({ ...configuration, ownSubgraph }));
    const database = new URL(MARIADB_URL);
    database.pathname = `/${databaseOf(WIDE)}`;
    const env = { COUNTRY_DATABASE_URL: database.href, COUNTRY_CONFIG: "" };
    const commands = await commandsUnder("subgraphs/national/README.md", "### Fields of your own");
    const given = (index: number, url = "") => argumentsFor(commands[index]?.[1] ?? [], WIDE, { database: "", url });
    const schema = async (index: number, url = "", more: readonly string[] = []) =>
      runProgram("schema/main.js", {
        arguments: [
          ...given(index, url).map((word) => (word === "swe" || word.endsWith("/per") ? "per" : word)),
          ...more,
        ],
      });

    expect(commands.map(([name]) => name)).toEqual([
      "cp",
      "mkdir",
      "country sdl",
      "schema owner",
      "schema check",
      "schema publish",
      "schema disable",
      "schema enable",
      "schema withdraw",
    ]);
    const [from = "", to = ""] = given(0);
    await copyFile(from, to);
    await mkdir(given(1)[1] ?? "", { recursive: true });
    const held = await runProgram(PROGRAM, {
      arguments: [...argumentsOf("country check", WIDE, { database: "", url: "" }), "--json"],
      env,
    });
    const view = await runProgram(PROGRAM, {
      arguments: argumentsOf("country view", WIDE, { database: "", url: "" }),
      env,
    });
    await using server = await startProgram(PROGRAM, {
      arguments: argumentsOf("country serve", WIDE, { database: database.href, url: "" }),
      env,
      until: /own part of the graph is at (\S+)[^]*answers at/,
    });
    const url = server.found[1] ?? "";
    const written = await runProgram(PROGRAM, { arguments: given(2), env });
    const owner = await schema(3);
    const checked = await schema(4, url, ["--format", "json"]);
    await waive(errorsIn(checked.stdout));
    const published = await schema(5, url);
    const answered = await vi.waitFor(
      async () => {
        const answer = await ask();
        expect(answer.errors).toEqual([]);
        return answer;
      },
      { timeout: ANSWERED_WITHIN_MS, interval: 100 },
    );
    const disabled = await schema(6);
    const whileDisabled = await vi.waitFor(
      async () => {
        const answer = await ask();
        expect(answer.errors).not.toEqual([]);
        return answer;
      },
      { timeout: ANSWERED_WITHIN_MS, interval: 100 },
    );
    const sources = await runProgram(PROGRAM, {
      arguments: argumentsOf("country disable", WIDE, { database: "", url: "" }),
    });
    const enabled = await schema(7);
    const again = await vi.waitFor(
      async () => {
        const answer = await ask();
        expect(answer.errors).toEqual([]);
        return answer;
      },
      { timeout: ANSWERED_WITHIN_MS, interval: 100 },
    );
    // The operator no longer lets the part be in the graph's network: from the next version on it is not asked there.
    const keys = join(folder, "per", "owner", "PER.public.jwks.json");
    const registry = join(folder, "graph", "registry");
    const shut = await runProgram("schema/main.js", {
      arguments: ["owner", "PER", "--keys", keys, "--registry", registry],
    });
    await schema(6);
    await schema(7);
    const whileShut = await vi.waitFor(
      async () => {
        expect(await versionInUse()).toBe(6);
        return ask();
      },
      { timeout: ANSWERED_WITHIN_MS, interval: 100 },
    );
    // That this test has asked may have been counted by now: then the operator lets that through as well.
    const tried = await schema(8, "", ["--json"]);
    await waive(errorsIn(tried.stdout));
    const withdrawn = tried.code === 0 ? tried : await schema(8, "", ["--json"]);

    expect([written, owner, published, disabled, enabled, shut].map(({ code, stderr }) => [code, stderr])).toEqual(
      Array.from({ length: 6 }, () => [0, ""]),
    );
    expect({ code: held.code, findings: failedIn(held.stdout) }).toEqual({ code: 0, findings: [] });
    expect(checksOf(held.stdout, "own-perwanted")).toEqual([
      ["KEYS_BUILT", "3 records"],
      ["READS_RECORDS", "3 records"],
      ["FINDS_BY_WHAT_IS_KNOWN", "3 records"],
      ["TELLS_WHAT_IS_ALLOWED", "3 records"],
    ]);
    expect(view.stdout).toContain(
      "perWanted: asked by the field perWanted of a check; found by names, datesOfBirth; told FULL where a record says nothing else\n",
    );
    expect(view.stdout).toContain("  bornIn: personas_buscadas.lugar_nacimiento\n");
    expect(checked.code).toBe(1);
    expect(published.stdout).toMatch(/^waived DATA_WIDENED: [^]*Version 2: per published by PER\.\n$/);
    expect(answered.data).toEqual({
      check: { perWanted: { outcome: "HIT", count: 1, hits: [{ ref: "PER/1001", record: { bornIn: "Cusco" } }] } },
    });
    expect(again.data).toEqual(answered.data);
    for (const answer of [whileDisabled, whileShut])
      expect(answer).toMatchObject({
        data: { check: { perWanted: null } },
        errors: [{ path: ["check", "perWanted"], extensions: { code: "SUBGRAPH_UNAVAILABLE", subgraph: "per" } }],
      });
    expect(sources.stdout).toContain("Its own part of the graph is still asked: npm run schema -- disable per");
    expect(JSON.parse(withdrawn.stdout).version).toMatchObject({
      by: "PER",
      change: { kind: "withdraw", name: "per" },
    });
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

function errorsIn(stdout: string): readonly { readonly code: string; readonly coordinate: string }[] {
  const { findings } = JSON.parse(stdout);
  return findings.filter(({ severity }: { readonly severity: string }) => severity === "error");
}

function checksOf(stdout: string, register: string): readonly unknown[] {
  const { findings } = JSON.parse(stdout);
  return findings
    .filter(({ domain }: { readonly domain: string }) => domain === register)
    .map(({ check, detail }: { readonly check: string; readonly detail: string }) => [check, detail]);
}

function failedIn(stdout: string): unknown {
  const { findings } = JSON.parse(stdout);
  return findings.filter(({ isGood }: { readonly isGood: boolean }) => !isGood);
}
