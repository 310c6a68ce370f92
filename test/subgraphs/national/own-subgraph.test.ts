import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createKeyRing, writeKeyRing } from "../../../gateway/cli/key-ring.js";
import { fieldRightsBy } from "../../../gateway/access/field-rights-by.js";
import { runEmbedded } from "../../../gateway/embedded-graph.js";
import { createGraph } from "../../../gateway/graph/create-graph.js";
import { httpSubgraph } from "../../../gateway/graph/http-subgraph.js";
import { openRequestScope } from "../../../gateway/graph/request-scope.js";
import { countryNeeds } from "../../../gateway/hop-needs.js";
import { openHopSenders } from "../../../gateway/hop-senders.js";
import { checkChange } from "../../../schema/checks/check-change.js";
import { GRAPH } from "../../../schema/checks/schema-change.js";
import type { Waiver } from "../../../schema/checks/waivers.js";
import { readSubgraphs } from "../../../schema/schema-folder.js";
import type { Authority } from "../../../subgraphs/kit/authority/authority.js";
import type { Database } from "../../../subgraphs/kit/database/database.js";
import { packageFile } from "../../../subgraphs/kit/package-file.js";
import { createLogger } from "../../../subgraphs/kit/process.js";
import { readConfiguration } from "../../../subgraphs/national/configuration.js";
import { ownSubgraphSchema } from "../../../subgraphs/national/own/own-configuration.js";
import { serveCountry } from "../../../subgraphs/national/serve-country.js";
import { makeServerKeys } from "../../../subgraphs/national/server-keys.js";
import { RememberedTrail } from "../../support/audit.js";
import { POLICIES } from "../../support/authority.js";
import { answeringEngines, MARIADB_URL, openEngine } from "../../support/databases.js";
import { runProgram, temporaryFolder } from "../../support/processes.js";
import { registryOver, SigningOwner, STORES } from "../../support/registry.js";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const SCHEMA = `crosscheck_own_part_${process.pid}`;
const hasMariadb = (await answeringEngines()).includes("mariadb");

const PERSON_FIELDS = ["names { family given original }", "dateOfBirth"] as const;

/** A country's file with a register of its own. */
function configurationOf(keys: string, change: object = {}) {
  const mapping = { schema: SCHEMA, table: "licence", id: "no" };
  const name = {
    kind: { value: "PRIMARY" },
    family: { column: "surname" },
    given: { column: "forename" },
    original: { value: null },
  };
  return {
    country: "SWE",
    server: "swe-server",
    contact: { bureau: "National Central Bureau" },
    legalBasis: "An invented law",
    database: { engine: "mariadb", urlFrom: "DATABASE" },
    index: { place: { kind: "folder", folder: "index" } },
    keys,
    listen: { port: 0 },
    domains: [
      {
        domain: "vehicles",
        name: "Register of vehicles",
        numericIds: true,
        mapping: {
          schema: SCHEMA,
          table: "vehicle",
          id: "no",
          fields: {
            status: { value: "STOLEN" },
            vin: { column: "vin" },
            ...Object.fromEntries(
              [
                "plate",
                "plateCountry",
                "engineNumber",
                "make",
                "model",
                "colour",
                "category",
                "year",
                "countryOfTheft",
                "dateOfTheft",
              ].map((field) => [field, { value: null }]),
            ),
            partNumbers: { list: [] },
          },
        },
      },
    ],
    ownSubgraph: {
      listen: { port: 0 },
      registers: [
        {
          field: "sweFirearmLicences",
          description: "What Sweden's register of firearms holds on the subject.",
          foundAs: "persons",
          numericIds: true,
          purposes: ["WANTED_SEARCH"],
          record: {
            type: "SweFirearmLicence",
            description: "A licence to keep a firearm, of Sweden's register.",
            access: { scopes: [["person:read"]] },
            fields: {
              validUntil: {
                description: "Until when it is good (ISO 8601).",
                type: "String",
                from: { column: "valid_until", date: "YYYY-MM-DD" },
              },
              firearms: { description: "How many firearms it is for.", type: "Int", from: { column: "firearms" } },
              caution: {
                description: "Whether its holder must be met with caution.",
                type: "Boolean",
                access: { scopes: [["person:cautions"]], policies: [["caution"]] },
                from: { column: "danger", codes: { J: "true", N: "false" } },
              },
            },
          },
          mapping: {
            ...mapping,
            found: { names: { list: [{ object: name }] }, datesOfBirth: { list: [{ column: "born" }] } },
            restriction: {
              object: {
                handling: { list: [{ column: "secrecy", codes: { OPEN: "H1", CLOSED: "H2" } }] },
                deniedCountries: { column: "denied", split: "," },
              },
            },
          },
          ...change,
        },
      ],
    },
  };
}

function officer(scopes: readonly string[], differences: Partial<Authority["officer"]> = {}): Authority {
  return {
    officer: {
      id: "officer-1",
      country: "FRA",
      agency: "police",
      unit: "nice-airport",
      roles: ["investigator"],
      scopes: [...scopes],
      clearance: "CONFIDENTIAL",
      jointInvestigations: [],
      ...differences,
    },
    justification: {
      purpose: "WANTED_SEARCH",
      caseReference: "2026/1234",
      offence: "ILM",
      role: "SUSPECT",
      aim: "IDENTIFY",
      orderedBy: "U-17",
    },
  };
}

const SCOPES = ["check:run", "person:search", "person:read", "person:identity", "person:cautions"];
const QUESTION = `query ($subject: SubjectInput!, $first: Int! = 5) {
  check(subject: $subject) {
    sweFirearmLicences(first: $first) {
      outcome
      count
      hits { ref score contact record { owner localId validUntil firearms caution } }
    }
  }
}`;
const KRAUS = { names: [{ family: "Kraus", given: "Otto" }], dateOfBirth: "1971-02-03" };

/** What a country is sent that nobody has sent it yet, signed off by who answers for it. */
const WAIVERS: readonly Waiver[] = [
  "Subject.dateOfBirth",
  "SubjectName.family",
  "SubjectName.given",
  "SubjectName.original",
].map((coordinate) => ({
  file: `${coordinate}.json`,
  subgraph: "swe",
  code: "DATA_WIDENED",
  coordinate,
  owner: "Data protection officer",
  reason: "The register of firearms is searched by name and date of birth.",
  until: "2099-12-31",
}));

describe.runIf(hasMariadb)("a country's own part of the graph, by its configuration alone", () => {
  const resources = new AsyncDisposableStack();
  const audit = new RememberedTrail();
  let database: Database;
  let folder: string;
  let config: string;
  let sdl: string;
  let graph: Awaited<ReturnType<typeof createGraph>>;

  beforeAll(async () => {
    database = resources.use(openEngine("mariadb"));
    resources.defer(() => database.run(`DROP DATABASE IF EXISTS ${SCHEMA}`));
    for (const statement of TABLES) await database.run(statement);
    folder = resources.use(await temporaryFolder()).path;
    config = join(folder, "country.json");
    const keys = join(folder, "keys");
    await writeKeyRing(keys, createKeyRing(Math.floor(Date.now() / 1_000)));
    await makeServerKeys(keys, "swe-server");
    await copyFile(join(keys, "sources.public.jwks.json"), join(keys, "graph.public.jwks.json"));
    await writeFile(config, JSON.stringify(configurationOf("keys")));
    const written = await runProgram("subgraphs/national/country.js", { arguments: ["sdl", "--config", config] });
    sdl = written.stdout;
    const logger = createLogger("silent");
    const served = resources.use(
      await serveCountry(await readConfiguration(config), { DATABASE: MARIADB_URL }, logger),
    );
    const senders = resources.use(await openHopSenders(keys, POLICIES, logger, []));
    const own = httpSubgraph(served.ownUrl ?? "", senders.to("swe", countryNeeds(sdl, POLICIES)));
    resources.defer(async () => own[Symbol.asyncDispose]?.());
    const embedded = await runEmbedded({ sources: [], databases: () => database }, POLICIES);
    graph = await createGraph({
      supergraphSdl: await publish(sdl),
      subgraphs: new Map([...embedded, ["swe", own]]),
      audit,
      introspection: false,
      fieldRightsOf: fieldRightsBy(POLICIES),
    });
    resources.defer(() => graph.stop());
  });

  afterAll(() => resources.disposeAsync());

  async function ask(authority: Authority, subject: object = KRAUS, first = 5) {
    const contextValue = openRequestScope({
      clientSignal: new AbortController().signal,
      deadlineMs: 20_000,
      authority,
    });
    const { body } = await graph.executeOperation({ query: QUESTION, variables: { subject, first } }, { contextValue });
    if (body.kind !== "single") throw new Error("An answer comes at once.");
    const { data, errors } = JSON.parse(JSON.stringify(body.singleResult));
    return { answer: data?.check?.sweFirearmLicences, errors: errors ?? [] };
  }

  test("the README's example is one", async () => {
    const readme = await readFile(packageFile("subgraphs/national/README.md"), "utf8");
    const [, example = ""] = /^## `ownSubgraph`\n\n```json\n(.*?)^```/ms.exec(readme) ?? [];

    expect(ownSubgraphSchema.safeParse(JSON.parse(example)).error?.issues ?? []).toEqual([]);
  });

  test("asks of the subject what it is found by, and no more", () => {
    expect(sdl).toContain(`@requires(fields: "subject { ${PERSON_FIELDS.join(" ")} }")`);
    expect(sdl).not.toMatch(/documents|vehicles|nationalities/);
  });

  test("passes every check of the schema but for what has to be signed off", async () => {
    const current = await readSubgraphs(packageFile("schema/subgraphs"));
    const { findings } = await checkChange({
      name: "swe",
      sdl,
      url: "https://swe.example/graphql",
      owner: "SWE",
      current,
      operations: [],
      usage: [],
      waivers: [],
    });

    expect(
      findings.filter(({ severity }) => severity === "error").map(({ code, coordinate }) => `${code} ${coordinate}`),
    ).toEqual(WAIVERS.map(({ code, coordinate }) => `${code} ${coordinate}`));
  });

  test("answers an officer who may, and the log has whose records it told of", async () => {
    const { answer, errors } = await ask(officer(SCOPES));
    const { payload } = audit.entries.at(-1) ?? {};

    expect(errors).toEqual([]);
    expect(payload).toMatchObject({ kind: "RELEASE", refs: ["SWE/1", "SWE/2"] });
    expect(answer).toEqual({
      outcome: "HIT",
      count: 2,
      hits: [
        {
          ref: "SWE/1",
          score: 1,
          contact: "National Central Bureau",
          record: { owner: "SWE", localId: "1", validUntil: "2030-01-31", firearms: 3, caution: true },
        },
        { ref: "SWE/2", score: 1, contact: "National Central Bureau", record: null },
      ],
    });
  });

  test("refuses a field that the officer's rights do not cover, and the rest is answered", async () => {
    const { answer, errors } = await ask(officer(SCOPES.filter((scope) => scope !== "person:cautions")));

    expect(answer.hits[0].record).toEqual({
      owner: "SWE",
      localId: "1",
      validUntil: "2030-01-31",
      firearms: 3,
      caution: null,
    });
    expect(
      errors.map(({ extensions, path }: { readonly extensions: { readonly code: string }; readonly path: unknown }) => [
        extensions.code,
        path,
      ]),
    ).toContainEqual(["UNAUTHORIZED_FIELD_OR_TYPE", ["check", "sweFirearmLicences", "hits", 0, "record", "caution"]]);
  });

  test("opens no record for an officer who may read none", async () => {
    const { answer } = await ask(officer(["check:run", "person:search"]));

    expect(answer.hits.map(({ record }: { readonly record: unknown }) => record)).toEqual([null, null]);
  });

  test("a record that is denied to the officer's country looks absent", async () => {
    const denied = await ask(officer(SCOPES, { country: "DEU" }));
    const absent = await ask(officer(SCOPES), { names: [{ family: "Nobody", given: "None" }] });

    expect([denied.answer.count, denied.answer.hits.map(({ ref }: { readonly ref: string }) => ref)]).toEqual([
      1,
      ["SWE/2"],
    ]);
    expect(absent).toEqual({ answer: { outcome: "NO_HIT", count: 0, hits: [] }, errors: [] });
  });

  test("a subject without what it is searched by is not asked about", async () => {
    const { answer } = await ask(officer(SCOPES), { vehicles: [{ vin: "WVWZZZ1KZAW518264" }] });

    expect(answer).toEqual({ outcome: "NOT_ASKED", count: 0, hits: [] });
  });

  test("more hits than may be asked for at once are refused", async () => {
    const { answer, errors } = await ask(officer(SCOPES), KRAUS, 21);

    expect([answer, errors[0]?.extensions?.code]).toEqual([null, "INVALID_INPUT"]);
  });

  test("a table that is gone is a failure, never a no-hit", async () => {
    await database.run(`RENAME TABLE ${SCHEMA}.licence TO ${SCHEMA}.away`);
    const { answer, errors } = await ask(officer(SCOPES));
    await database.run(`RENAME TABLE ${SCHEMA}.away TO ${SCHEMA}.licence`);

    expect([answer, errors[0]?.extensions?.code]).toEqual([null, "SOURCE_UNAVAILABLE"]);
  });

  test("a check of the country says what is wrong with its register, and nothing of what it holds", async () => {
    const path = join(folder, "unknown-code.json");
    const configuration = configurationOf("keys");
    const [register] = configuration.ownSubgraph.registers;
    if (register === undefined) throw new Error("There is a register.");
    register.record.fields.caution.from.codes = { J: "true" } as { J: string; N: string };
    const index = { place: { kind: "folder", folder: "other-index" } };
    await writeFile(path, JSON.stringify({ ...configuration, index }));

    const { code, stdout, stderr } = await runProgram("subgraphs/national/country.js", {
      arguments: ["check", "--config", path],
      env: { DATABASE: MARIADB_URL },
    });

    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    const lines = stdout.split("\n").filter((line) => line.includes("own-swefirearmlicences"));
    expect(lines.map((line) => line.replace("own-swefirearmlicences: ", ""))).toEqual([
      "ok   every record gives its search keys (3 records)",
      "FAIL every record can be read as one of its domain (2 of 3 are not: The source's reply breaks the contract: column danger holds a code that the mapping does not list.)",
      "FAIL finds each record by what is known of it (3 of 3 records are not)",
      "ok   tells an officer of another country what the record's restriction allows, and no more (3 records)",
    ]);
    expect(stdout).not.toMatch(/Kraus|Lind|1971|2030/);
  });

  test.each([
    [{ field: "firearmLicences" }, "firearmLicences does not begin with swe and a capital."],
    [{ field: "sweetLicences" }, "sweetLicences does not begin with swe and a capital."],
    [{ foundAs: "vehicles" }, "sweFirearmLicences cannot be found by names"],
    [{ mapping: { schema: "s", table: "t", id: "no", found: { names: { column: "name" } } } }, "Map `restriction`, or"],
  ])("a configuration with %j is refused, and why is said", async (change, why) => {
    const path = join(folder, "wrong.json");
    await writeFile(path, JSON.stringify(configurationOf("keys", change)));

    await expect(readConfiguration(path)).rejects.toThrow(why);
  });
});

/** The supergraph of a registry that has taken the SDL, by the checks that it always makes. */
async function publish(sdl: string): Promise<string> {
  await using store = await STORES.files();
  const [operator, sweden] = [new SigningOwner(GRAPH), new SigningOwner("SWE")];
  for (const owner of [operator, sweden]) await store.putOwner(owner.entry);
  const registry = registryOver(store, { checkChange, waivers: async () => WAIVERS });
  const committed = await readSubgraphs(packageFile("schema/subgraphs"));
  const orders = committed.map(({ name, sdl: own, url }) => operator.publish(name, own, { url }));
  await registry.seed(await Promise.all(orders));
  const published = await registry.publish(await sweden.publish("swe", sdl));
  return store.text(published.version.supergraph);
}

const TABLES = [
  `CREATE DATABASE ${SCHEMA} CHARACTER SET utf8mb4`,
  `CREATE TABLE ${SCHEMA}.licence (no INT PRIMARY KEY, surname VARCHAR(60), forename VARCHAR(60), born DATE, valid_until DATE, firearms INT, danger CHAR(1), secrecy VARCHAR(10), denied VARCHAR(20))`,
  `INSERT INTO ${SCHEMA}.licence VALUES (1, 'Kraus', 'Otto', '1971-02-03', '2030-01-31', 3, 'J', 'OPEN', 'DEU'), (2, 'Kraus', 'Otto', '1971-02-03', '2031-01-31', 1, 'N', 'CLOSED', NULL), (3, 'Lind', 'Eva', '1980-05-06', NULL, 2, 'N', 'OPEN', NULL)`,
  `CREATE TABLE ${SCHEMA}.vehicle (no INT PRIMARY KEY, vin VARCHAR(17))`,
  `INSERT INTO ${SCHEMA}.vehicle VALUES (1, 'WVWZZZ1KZAW518264')`,
] as const;
