import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "../../../subgraphs/kit/database/database.js";
import { Disclosures } from "../../../subgraphs/kit/policy/disclosures.js";
import { writeRef } from "../../../subgraphs/kit/sources/record-ref.js";
import { startAskedServer } from "../../../subgraphs/national/check/ask-as-graph.js";
import { checkCountry } from "../../../subgraphs/national/check/check-country.js";
import { inventedOfficer } from "../../../subgraphs/national/check/invented-officers.js";
import type { CountryConfiguration, DomainConfiguration } from "../../../subgraphs/national/configuration.js";
import { openCountry } from "../../../subgraphs/national/open-country.js";
import { proposeCountry } from "../../../subgraphs/national/propose/propose-country.js";
import { answeringEngines, MARIADB_URL, openEngine, POSTGRES_URL } from "../../support/databases.js";

const URLS = { postgres: POSTGRES_URL, mariadb: MARIADB_URL } as const;
const engines = (await answeringEngines()).flatMap((engine) => (engine === "pglite" ? [] : [engine]));
const signal = AbortSignal.timeout(120_000);

describe.each(engines)("a country's server over %s", (engine) => {
  const suffix = randomUUID().slice(0, 8);
  const schema = `crosscheck_own_${suffix}`;
  const indexSchema = `crosscheck_keys_${suffix}`;
  const env = { DATABASE: URLS[engine] };
  let database: Database;
  let configuration: CountryConfiguration;

  beforeAll(async () => {
    database = openEngine(engine);
    await database.run(`CREATE SCHEMA ${schema}`);
    const table = `${schema}.wanted`;
    await database.run(
      `CREATE TABLE ${table} (no INTEGER PRIMARY KEY, surname VARCHAR(60), forename VARCHAR(60), birth_date DATE, sex CHAR(1), secrecy VARCHAR(20))`,
    );
    await database.run(
      `INSERT INTO ${table} VALUES (1, 'Nilsen', 'Kari', '1979-04-01', 'F', NULL), (2, 'Haugen', 'Ola', '1982-10-09', 'M', NULL), (3, 'Strand', 'Liv', NULL, 'F', 'SWE')`,
    );
    configuration = configurationOf(await proposedPersons());
  });

  afterAll(async () => {
    const cascade = engine === "postgres" ? " CASCADE" : "";
    for (const name of [schema, indexSchema]) await database.run(`DROP SCHEMA IF EXISTS ${name}${cascade}`);
    await database[Symbol.asyncDispose]();
  });

  async function proposedPersons(): Promise<DomainConfiguration> {
    const { domains } = await proposeCountry(database, { country: "NOR", schema, tellsWhole: false });
    const [persons] = domains;
    if (persons === undefined) throw new Error("Nothing was recognised.");
    const { mapping, name } = persons.entry;
    const fields = {
      ...mapping.fields,
      restriction: { object: { deniedCountries: { column: "secrecy", split: "," } } },
    };
    const defaultRestriction = {
      allowedCountries: [],
      deniedCountries: [],
      purposes: [],
      handling: ["H2" as const],
      confidentiality: "FOR_OFFICIAL_USE_ONLY" as const,
      jointInvestigation: null,
      hiddenUntil: null,
    };
    return {
      domain: "persons",
      name,
      mapping: { ...mapping, keys: {}, fields, defaultRestriction },
      numericIds: persons.entry.numericIds ?? false,
      purposes: [],
    };
  }

  function configurationOf(persons: DomainConfiguration, staleAfterS = 900): CountryConfiguration {
    return {
      country: "NOR",
      server: "nor-server",
      contact: { bureau: "Invented bureau" },
      legalBasis: "Training",
      database: { engine, urlFrom: "DATABASE" },
      index: {
        place: { kind: "database", engine, urlFrom: "DATABASE", schema: indexSchema },
        refreshS: 60,
        staleAfterS,
      },
      keys: "keys",
      graph: "gateway",
      listen: { host: "127.0.0.1", port: 0 },
      domains: [persons],
    };
  }

  async function tablesOf(): Promise<readonly unknown[]> {
    const { rows } =
      await sql`select table_name as name from information_schema.tables where table_schema = ${schema}`.execute(
        database.kysely,
      );
    return rows;
  }

  /** Whom the search for Kari Nilsen finds, and who is withheld, as the graph hears of it. */
  async function search(
    over: CountryConfiguration,
    officer = inventedOfficer("SWE"),
    family = "Nilsen",
    given = "Kari",
  ) {
    await using country = await openCountry(over, env);
    await using asked = await startAskedServer(country);
    const [entry] = over.domains;
    if (entry === undefined) throw new Error("There is no domain.");
    const disclosures = new Disclosures(() => "FULL", { authority: officer });
    const question = { names: [{ family, given }], dateOfBirth: null, sex: null, nationalities: [], documents: [] };
    const finds = await asked.offer(entry).search(question, disclosures, signal);
    return {
      found: finds.map(({ record }) => writeRef(record)),
      withheld: disclosures.withheld.map(({ ref }) => writeRef(ref)),
    };
  }

  async function rebuild(over: CountryConfiguration) {
    await using country = await openCountry(over, env);
    return await country.rebuildIndex(signal);
  }

  test("keeps every promise of the contract, and leaves the country's own tables as they are", async () => {
    await using country = await openCountry(configuration, env);

    const findings = await checkCountry(country, signal);

    expect(findings.filter(({ isGood }) => !isGood)).toEqual([]);
    expect(new Set(findings.map(({ check }) => check)).size).toBe(9);
    expect(await tablesOf()).toEqual([{ name: "wanted" }]);
  });

  test("tells its own officers the record, others that there is one, and whom the owner keeps out nothing", async () => {
    await rebuild(configuration);

    const answers = {
      own: await search(configuration, inventedOfficer("NOR")),
      other: await search(configuration),
      denied: await search(configuration, inventedOfficer("SWE"), "Strand", "Liv"),
    };

    expect(answers).toEqual({
      own: { found: ["NOR/1"], withheld: [] },
      other: { found: [], withheld: ["NOR/1"] },
      denied: { found: [], withheld: [] },
    });
  });

  test("takes no text for a number: an id that is none is nobody's", async () => {
    await using country = await openCountry(configuration, env);
    await using asked = await startAskedServer(country);
    const [entry] = configuration.domains;
    const refs = ["1x", "01", "", "x", "1 OR 1=1"].map((localId) => ({ owner: "NOR", localId }));

    const found = await asked
      .offer(entry ?? (await proposedPersons()))
      .findByRefs(refs, new Disclosures(() => "FULL", { authority: inventedOfficer("NOR") }), signal);

    expect(found).toEqual([]);
  });

  test("with keys that are too old, or of another mapping, a search fails and is no no-hit", async () => {
    await rebuild(configuration);
    const [persons] = configuration.domains;
    if (persons === undefined) throw new Error("There is no domain.");
    const remapped = {
      ...persons,
      mapping: { ...persons.mapping, fields: { ...persons.mapping.fields, sex: { value: null } } },
    };

    await expect(search(configurationOf(persons, -1))).rejects.toThrow("The source answered with an error.");
    await expect(search(configurationOf(remapped))).rejects.toThrow("The source answered with an error.");
  });

  test("one record that gives no keys keeps the old ones in use, and is told by field and number", async () => {
    await rebuild(configuration);
    await database.run(`INSERT INTO ${schema}.wanted VALUES (4, NULL, NULL, NULL, 'M', NULL)`);

    const [report] = await rebuild(configuration);
    const answer = await search(configuration, inventedOfficer("NOR"));
    await database.run(`DELETE FROM ${schema}.wanted WHERE no = 4`);

    expect(report).toEqual({
      domain: "persons",
      outcome: { kind: "FAULTY", faults: { records: 1, reasons: ["A record has no valid names."] } },
    });
    expect(answer.found).toEqual(["NOR/1"]);
  });

  test("two that build at the same moment never make one index of two halves, and old generations go", async () => {
    for (const _round of [1, 2, 3]) await Promise.allSettled([rebuild(configuration), rebuild(configuration)]);
    await rebuild(configuration);

    const answer = await search(configuration, inventedOfficer("NOR"));
    const { rows } =
      await sql`select table_name from information_schema.tables where table_schema = ${indexSchema}`.execute(
        database.kysely,
      );

    expect(answer.found).toEqual(["NOR/1"]);
    expect(rows.length).toBeLessThanOrEqual(1 + 3 * 2);
  });

  test("a check says what is wrong with records, and nothing of what they hold", async () => {
    await database.run(`INSERT INTO ${schema}.wanted VALUES (5, 'Secretname', 'Anna', NULL, 'Q', NULL)`);
    await using country = await openCountry(configuration, env);

    const findings = await checkCountry(country, signal);
    await database.run(`DELETE FROM ${schema}.wanted WHERE no = 5`);

    expect(findings.filter(({ isGood }) => !isGood)).toEqual([
      {
        check: "READS_RECORDS",
        domain: "persons",
        isGood: false,
        detail:
          "1 of 4 records are not: The source's reply breaks the contract: column sex holds a code that the mapping does not list.",
      },
    ]);
  });
});
