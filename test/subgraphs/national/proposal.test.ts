import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Database } from "../../../subgraphs/kit/database/database.js";
import { checkCountry } from "../../../subgraphs/national/check/check-country.js";
import { readConfiguration } from "../../../subgraphs/national/configuration.js";
import { openCountry } from "../../../subgraphs/national/open-country.js";
import { proposeCountry } from "../../../subgraphs/national/propose/propose-country.js";
import type { Proposal, ProposalTerms } from "../../../subgraphs/national/propose/propose-country.js";
import { answeringEngines, MARIADB_URL, openEngine, POSTGRES_URL } from "../../support/databases.js";
import { runProgram, temporaryFolder } from "../../support/processes.js";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const URLS = { postgres: POSTGRES_URL, mariadb: MARIADB_URL } as const;
const engines = (await answeringEngines()).flatMap((engine) => (engine === "pglite" ? [] : [engine]));
const SAFE = { value: "H2" };

describe.each(engines)("what is proposed over %s", (engine) => {
  let database: Database;
  let count = 0;

  beforeAll(() => {
    database = openEngine(engine);
  });

  afterAll(() => database[Symbol.asyncDispose]());

  /** A schema with these tables, what is proposed of them, and what the server that this makes is found to do. */
  async function propose(
    statements: readonly string[],
    { tellsWhole = false, ...said }: Partial<Pick<ProposalTerms, "tellsWhole" | "tables" | "columns">> = {},
  ) {
    const schema = `crosscheck_proposal_${process.pid}_${(count += 1)}`;
    await using resources = new AsyncDisposableStack();
    const drop = engine === "mariadb" ? `DROP DATABASE ${schema}` : `DROP SCHEMA ${schema} CASCADE`;
    await database.run(`CREATE SCHEMA ${schema}`);
    resources.defer(() => database.run(drop));
    for (const statement of statements) await database.run(statement.replaceAll("@", `${schema}.`));
    const proposal = await proposeCountry(database, { country: "ESP", schema, tellsWhole, ...said });
    // A server of nothing does not start.
    if (proposal.domains.length === 0) return { proposal, faults: [] };
    const folder = resources.use(await temporaryFolder());
    const config = join(folder.path, "country.json");
    const written = {
      country: "ESP",
      server: "esp-server",
      contact: { bureau: "Invented bureau" },
      legalBasis: "Training",
      database: { engine, urlFrom: "DATABASE" },
      index: { place: { kind: "folder", folder: "index" } },
      keys: "keys",
      listen: {},
      domains: proposal.domains.map(({ entry }) => entry),
    };
    await writeFile(config, JSON.stringify(written));
    await using country = await openCountry(await readConfiguration(config), { DATABASE: URLS[engine] });
    const findings = await checkCountry(country, AbortSignal.timeout(60_000));
    return { proposal, faults: findings.filter(({ isGood }) => !isGood) };
  }

  test("a table of notices is a register of notices, by its colours", async () => {
    const { proposal, faults } = await propose(NOTICES);

    expect(faults).toEqual([]);
    expect(fieldsOf(proposal, "notices")).toMatchObject({
      entityId: { column: "numero_aviso" },
      colour: { column: "tipo_aviso", codes: { ROJO: "RED", AZUL: "BLUE" } },
      kind: { value: "NOTICE" },
      state: { column: "estado", codes: { VIGENTE: "PUBLISHED", CANCELADO: "CANCELLED" } },
      names: {
        list: [
          {
            object: {
              family: { first: [{ column: "apellidos", most: 120 }, { value: "" }] },
              given: { first: [{ column: "nombres", most: 120 }, { value: "" }] },
              original: { value: null },
            },
          },
        ],
      },
      datesOfBirth: { list: [{ column: "fecha_nacimiento", date: "YYYY-MM-DD" }] },
      warrants: {
        list: [
          {
            object: {
              issuingCountry: { value: "ESP" },
              charge: { column: "delito", most: 200 },
              chargeTranslation: { value: null },
            },
          },
        ],
      },
    });
  });

  test("a notice whose state nobody has a word for is left to a person, and its record is unavailable", async () => {
    const { proposal, faults } = await propose([...NOTICES, NOTICE_IN_ANOTHER_STATE]);

    expect(todosOf(proposal, "notices")).toContain("state: 1 codes of aviso.estado have no known word");
    expect(faults.map(({ check, domain }) => [check, domain])).toContainEqual(["READS_RECORDS", "notices"]);
  });

  test("what the owner's columns lay down is the restriction, and where they say nothing H2 holds", async () => {
    const { proposal, faults } = await propose(PERSONS);

    expect(faults).toEqual([]);
    expect(fieldsOf(proposal, "persons")?.["restriction"]).toEqual({
      object: {
        handling: { list: [{ first: [{ column: "verwendung", codes: { OFFEN: "H0", GESPERRT: "H2" } }, SAFE] }] },
        confidentiality: { column: "geheimhaltungsgrad", codes: { GEHEIM: "CONFIDENTIAL", "VS-NFD": "RESTRICTED" } },
        allowedCountries: { column: "erlaubte_lander", split: ";", country: true },
        deniedCountries: { column: "gesperrte_lander", split: ",", country: true },
      },
    });
    expect(todosOf(proposal, "persons")).toContain("Look at each code");
  });

  test("an owner who tells whole records tells them where the columns say nothing", async () => {
    const { proposal } = await propose(PERSONS, { tellsWhole: true });

    expect(fieldsOf(proposal, "persons")?.["restriction"]).toMatchObject({
      object: { handling: { list: [{ first: [{ column: "verwendung" }, { value: null }] }] } },
    });
  });

  test("a column that may restrict and cannot be read tells nothing the more, and is left to a person", async () => {
    const { proposal } = await propose(UNREADABLE);

    expect(fieldsOf(proposal, "persons")?.["restriction"]).toBeUndefined();
    expect(todosOf(proposal, "persons")).toContain("may say deniedCountries, and could not be read");
  });

  test("a column that no word is known for is named, for it may keep records secret; so is what nothing can be found by", async () => {
    const { proposal } = await propose([
      "CREATE TABLE @pojazd (id INTEGER PRIMARY KEY, vin VARCHAR(17), marka VARCHAR(20), tajne VARCHAR(10))",
      "INSERT INTO @pojazd VALUES (1, 'WVWZZZ1KZAW518264', 'Volkswagen', 'TAJNE'), (2, 'WF0AXXWPMAJR12345', 'Ford', 'JAWNE')",
    ]);

    expect(todosOf(proposal, "vehicles")).toMatch(/pojazd: not read are (.*, )?tajne\b.*`restriction`/);
    expect(todosOf(proposal, "vehicles")).toContain("plate: no column gives it, so that nothing is ever found by it.");
  });

  test("registers of Slavic languages are recognised, in either script", async () => {
    const { proposal, faults } = await propose(SLAVIC);

    expect(faults).toEqual([]);
    expect(fieldsOf(proposal, "persons")).toMatchObject({
      datesOfBirth: { list: [{ column: "datum_narozeni" }] },
      sex: { column: "pohlavi", codes: { M: "M", Z: "F" } },
      nationalities: { list: [{ column: "statni_prislusnost", country: true }] },
    });
    expect(fieldsOf(proposal, "vehicles")).toMatchObject({
      vin: { column: "број_шасије" },
      plate: { column: "регистарска_ознака" },
      status: { column: "стање", codes: { УКРАДЕНО: "STOLEN", ПРОНАЂЕНО: "RECOVERED" } },
    });
  });

  test("a table that no word is known for is taken as somebody says who knows it", async () => {
    const silent = await propose(NAMELESS);
    const { proposal, faults } = await propose(NAMELESS, {
      tables: { persons: "t17" },
      columns: { a1: "family", "t17.a2": "given", a3: "dateOfBirth" },
    });

    expect(silent.proposal.domains).toEqual([]);
    expect(silent.proposal.todos).toContain(
      "persons: no table was recognised. Where there is one, name it: --table persons=NAME.",
    );
    expect(faults).toEqual([]);
    expect(fieldsOf(proposal, "persons")).toMatchObject({
      datesOfBirth: { list: [{ column: "a3", date: "YYYY-MM-DD" }] },
      names: { list: [{ object: { family: { first: [{ column: "a1" }, { value: "" }] } } }] },
    });
  });

  test("a table that is named and has no names of people is told what to say of its columns", async () => {
    const { proposal } = await propose(NAMELESS, { tables: { persons: "t17" } });

    expect(proposal.todos).toContain(
      "persons: the table t17 has not what the domain needs. Say what its columns hold: --column NAME=family.",
    );
  });

  test.each([
    [{ tables: { persons: "t18" } }, "There is no table t18. There are t17."],
    [{ columns: { "t18.a1": "family" } }, "There is no column t18.a1 in any table."],
    [{ tables: { persons: "t17", vehicles: "t17" } }, "The table t17 is named for two domains."],
  ] as const)("what is named and is not there is refused: %j", async (said, message) => {
    await expect(propose(NAMELESS, said)).rejects.toThrow(message);
  });
});

test.each([
  [
    ["--table", "osoby"],
    "--table: Say of which domain it is: persons=NAME, notices=NAME, travel-documents=NAME, vehicles=NAME.\n",
  ],
  [
    ["--column", "prijmeni=surname"],
    expect.stringMatching(/^--column: Say what it holds: NAME=family, .*\bdateOfBirth\b/),
  ],
])("country init says how to name what it does not know: %s", async (given, stderr) => {
  const result = await runProgram("subgraphs/national/country.js", {
    arguments: ["init", "CZE", "--database", "postgres://127.0.0.1:9/register", ...given],
  });

  expect(result).toEqual({ code: 3, stdout: "", stderr });
});

type Domain = Proposal["domains"][number]["entry"]["domain"];

function fieldsOf({ domains }: Proposal, domain: Domain) {
  return domains.find(({ entry }) => entry.domain === domain)?.entry.mapping.fields;
}

function todosOf({ domains }: Proposal, domain: Domain): string {
  return domains.find(({ entry }) => entry.domain === domain)?.todos.join("\n") ?? "";
}

const NOTICES = [
  "CREATE TABLE @aviso (id INTEGER PRIMARY KEY, numero_aviso VARCHAR(12), tipo_aviso VARCHAR(10), estado VARCHAR(12), apellidos VARCHAR(60), nombres VARCHAR(60), fecha_nacimiento DATE, sexo CHAR(1), nacionalidad CHAR(3), delito VARCHAR(120))",
  "INSERT INTO @aviso VALUES (1, '2024/90001', 'ROJO', 'VIGENTE', 'Serrano', 'Lucia', '1980-02-03', 'F', 'ESP', 'Estafa'), (2, '2023/417', 'AZUL', 'CANCELADO', 'Molina', 'Pablo', '1975-11-30', 'M', 'PRT', NULL), (3, NULL, 'ROJO', 'VIGENTE', 'Ibarra', 'Nuria', NULL, 'F', 'ESP', 'Robo')",
] as const;
const NOTICE_IN_ANOTHER_STATE =
  "INSERT INTO @aviso VALUES (4, '2022/5', 'ROJO', 'EN ESTUDIO', 'Vega', 'Irene', NULL, 'F', 'ESP', NULL)";

const PERSONS = [
  "CREATE TABLE @fahndung (nr INTEGER PRIMARY KEY, nachname VARCHAR(60), vorname VARCHAR(60), geburtsdatum DATE, verwendung VARCHAR(12), geheimhaltungsgrad VARCHAR(12), erlaubte_lander VARCHAR(40), gesperrte_lander VARCHAR(40))",
  "INSERT INTO @fahndung VALUES (1, 'Brandt', 'Jonas', '1979-05-06', 'OFFEN', NULL, NULL, 'RUS,BLR'), (2, 'Falk', 'Mira', '1988-01-09', 'GESPERRT', 'GEHEIM', 'FRA;ES', NULL), (3, 'Thoma', 'Karl', '1966-12-12', NULL, 'VS-NFD', NULL, 'TUR'), (4, 'Linde', 'Eva', NULL, NULL, NULL, 'UTO', NULL)",
] as const;

const UNREADABLE = [
  "CREATE TABLE @fahndung (nr INTEGER PRIMARY KEY, nachname VARCHAR(60), vorname VARCHAR(60), geburtsdatum DATE, gesperrte_lander VARCHAR(60))",
  "INSERT INTO @fahndung VALUES (1, 'Brandt', 'Jonas', '1979-05-06', 'Russland und Belarus'), (2, 'Falk', 'Mira', '1988-01-09', NULL)",
] as const;

const SLAVIC = [
  "CREATE TABLE @hledane_osoby (cislo INTEGER PRIMARY KEY, prijmeni VARCHAR(60), jmeno VARCHAR(60), datum_narozeni DATE, pohlavi CHAR(1), statni_prislusnost CHAR(3))",
  "INSERT INTO @hledane_osoby VALUES (1, 'Novotna', 'Jitka', '1981-07-08', 'Z', 'CZE'), (2, 'Malek', 'Ondrej', '1977-02-03', 'M', 'SVK')",
  "CREATE TABLE @возила (број INTEGER PRIMARY KEY, број_шасије VARCHAR(17), регистарска_ознака VARCHAR(12), марка VARCHAR(20), боја VARCHAR(20), стање VARCHAR(12))",
  "INSERT INTO @возила VALUES (1, 'WVWZZZ1KZAW518264', 'BG123AB', 'Zastava', 'ПЛАВА', 'УКРАДЕНО'), (2, 'WF0AXXWPMAJR12345', 'NS456CD', 'Ford', 'ЦРНА', 'ПРОНАЂЕНО')",
] as const;

const NAMELESS = [
  "CREATE TABLE @t17 (kt INTEGER PRIMARY KEY, a1 VARCHAR(60), a2 VARCHAR(60), a3 DATE)",
  "INSERT INTO @t17 VALUES (1, 'Jonsdottir', 'Asta', '1981-07-08'), (2, 'Gunnarsson', 'Bjarki', '1977-02-03')",
] as const;
