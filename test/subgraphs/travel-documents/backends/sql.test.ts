import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "../../../../subgraphs/kit/database/database.js";
import { tableMappingSchema } from "../../../../subgraphs/kit/sources/mapping.js";
import { InvalidReply } from "../../../../subgraphs/kit/sources/source.js";
import { connectTravelDocuments, documentKeys } from "../../../../subgraphs/travel-documents/index.js";
import type { TravelDocumentSource } from "../../../../subgraphs/travel-documents/index.js";
import { everything } from "../../../support/authority.js";
import { answeringEngines, openEngine } from "../../../support/databases.js";
import { describeSource } from "../fake-source.js";

const SCHEMA = "crosscheck_test_travel_documents";
const signal = AbortSignal.timeout(60_000);

const MAPPING = {
  schema: SCHEMA,
  table: "documento",
  id: "id",
  fields: {
    number: { column: "numero" },
    type: { column: "tipo", codes: { PAS: "PASSPORT", DNI: "ID_CARD" } },
    issuingCountry: { column: "pais" },
    status: { column: "motivo", codes: { "1": "STOLEN", "2": "STOLEN_BLANK" } },
    countryOfTheft: { value: "ESP" },
    dateOfTheft: { column: "fecha", date: "DD/MM/YYYY" },
    issuedOn: { value: null },
    expiresOn: { value: null },
    batch: { column: "lote" },
    note: { value: null },
    notice: { column: "difusion" },
  },
  keys: { number: { column: "numero_limpio" }, class: { column: "numero_clase" } },
};
const mapping = tableMappingSchema.parse(MAPPING);

const STOLEN_CARD = {
  owner: "ESP",
  localId: "1",
  restriction: null,
  number: "BAA-000.589",
  type: "ID_CARD",
  issuingCountry: "ESP",
  status: "STOLEN",
  countryOfTheft: "ESP",
  dateOfTheft: "2023-11",
  issuedOn: null,
  expiresOn: null,
  batch: null,
  note: null,
  notice: "XPO/N1",
};

describe.each(await answeringEngines())("travel documents over %s", (engine) => {
  let database: Database;
  let source: TravelDocumentSource;

  beforeAll(async () => {
    database = openEngine(engine);
    await createTables(database);
    const connector = { kind: "sql" as const, database: "test", mapping };
    source = connectTravelDocuments({ ...describeSource("ESP"), connector }, { databases: () => database }).port;
  });

  afterAll(async () => {
    await dropSchema(database);
    await database[Symbol.asyncDispose]();
  });

  test("a number that the owner wrote with separators is found by its cleaned form, as a record of the domain", async () => {
    const finds = await source.search(
      [{ number: "BAA000589", issuingCountry: "ESP", type: "ID_CARD" }],
      everything(),
      signal,
    );

    expect(finds).toEqual([{ score: 1, features: expect.any(Array), record: STOLEN_CARD }]);
  });

  test("a misread number is found by its class", async () => {
    const finds = await source.search(
      [{ number: "8AA0OOS89", issuingCountry: "ESP", type: null }],
      everything(),
      signal,
    );

    expect(finds.map(({ score, features, record }) => [record.localId, score, features[0]?.how])).toEqual([
      ["1", 0.75, "CONFUSABLE"],
    ]);
  });

  test.each([
    ["another character", "BAA000584"],
    ["a character less", "BAA00589"],
    ["a character more", "BAA0000589"],
    ["two swapped", "BAA005089"],
  ])("a number with %s is found where near ones are asked for, and not otherwise", async (_what, number) => {
    const asked = { number, issuingCountry: "ESP", type: null };

    const near = await source.search([{ ...asked, isNearEnough: true }], everything(), signal);

    expect(near.map(({ score, features, record }) => [record.localId, score, features[0]?.how])).toEqual([
      ["1", 0.55, "ONE_EDIT"],
    ]);
    expect(await source.search([asked], everything(), signal)).toEqual([]);
  });

  test("near numbers are found by their class alone where the owner keeps no other key, and not looked for beside an exact one", async () => {
    const connector = {
      kind: "sql" as const,
      database: "test",
      mapping: tableMappingSchema.parse({ ...MAPPING, keys: { class: MAPPING.keys.class } }),
    };
    const byClass = connectTravelDocuments({ ...describeSource("ESP"), connector }, { databases: () => database }).port;
    const asked = { number: "BAA000584", issuingCountry: "ESP", type: null, isNearEnough: true };

    const found = await byClass.search([asked], everything(), signal);
    const exact = await source.search([{ ...asked, number: "BAA000589" }], everything(), signal);

    expect(found.map(({ record, features }) => [record.localId, features[0]?.how])).toEqual([["1", "ONE_EDIT"]]);
    expect(exact.map(({ record, features }) => [record.localId, features[0]?.how])).toEqual([["1", "EXACT"]]);
  });

  test("a record counts once, for the document that it matches best", async () => {
    const asked = ["8AA000589", "BAA000589"].map((number) => ({ number, issuingCountry: "ESP", type: null }));

    const finds = await source.search(asked, everything(), signal);

    expect(finds.map(({ score, record }) => [record.localId, score])).toEqual([["1", 0.95]]);
  });

  test("a number that is not held finds nothing", async () => {
    expect(
      await source.search([{ number: "ZZZ999999", issuingCountry: null, type: null }], everything(), signal),
    ).toEqual([]);
  });

  test("references give the records that are held, and only the owner's", async () => {
    const refs = [
      { owner: "ESP", localId: "1" },
      { owner: "ESP", localId: "no such record" },
      { owner: "FRA", localId: "1" },
    ];

    expect(await source.findByRefs(refs, everything(), signal)).toEqual([STOLEN_CARD]);
  });

  test("a record that is none is a fault of the source, never left out", async () => {
    await expect(
      source.search([{ number: "BROKEN01", issuingCountry: null, type: null }], everything(), signal),
    ).rejects.toThrow(new InvalidReply("a record has no valid issuingCountry"));
  });
});

async function createTables(database: Database): Promise<void> {
  const text = database.engine === "mariadb" ? "varchar(60) COLLATE utf8mb4_bin" : "text";
  const columns = [
    "id",
    "numero",
    "tipo",
    "pais",
    "motivo",
    "fecha",
    "lote",
    "difusion",
    "numero_limpio",
    "numero_clase",
  ];
  await dropSchema(database);
  await database.run(`CREATE SCHEMA ${SCHEMA}`);
  await database.run(`CREATE TABLE ${SCHEMA}.documento (${columns.map((column) => `${column} ${text}`).join(", ")})`);
  await database.load({ schema: SCHEMA, name: "documento", columns }, [
    ["1", "BAA-000.589", "DNI", "ESP", "1", "00/11/2023", null, "XPO/N1", ...keysOf("BAA-000.589")],
    ["2", "XDC 774 210", "PAS", "ESP", "2", "04/02/2022", "L-77", null, ...keysOf("XDC 774 210")],
    ["3", "BROKEN01", "PAS", "Spain", "1", "04/02/2022", null, null, ...keysOf("BROKEN01")],
  ]);
}

function keysOf(number: string): readonly string[] {
  const keys = documentKeys([{ number }]);
  return [...keys.number, ...keys.class];
}

async function dropSchema(database: Database): Promise<void> {
  await database.run(`DROP SCHEMA IF EXISTS ${SCHEMA}${database.engine === "mariadb" ? "" : " CASCADE"}`);
}
