import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Cell, Database } from "../../../../subgraphs/kit/database/database.js";
import { tableMappingSchema } from "../../../../subgraphs/kit/sources/mapping.js";
import { InvalidReply } from "../../../../subgraphs/kit/sources/source.js";
import { connectNotices, noticeKeys } from "../../../../subgraphs/notices/index.js";
import type { NoticeSource } from "../../../../subgraphs/notices/index.js";
import { everything } from "../../../support/authority.js";
import { answeringEngines, openEngine } from "../../../support/databases.js";
import { describeSource, NOBODY } from "../fake-source.js";

const SCHEMA = "crosscheck_test_notices";
const signal = AbortSignal.timeout(60_000);

/** A central database: records of many owners, so that the id is the whole reference. */
const mapping = tableMappingSchema.parse({
  schema: SCHEMA,
  table: "notice",
  id: "ref",
  fields: {
    owner: { column: "owner" },
    localId: { column: "local_id" },
    entityId: { column: "entity_id" },
    colour: { column: "colour", codes: { R: "RED", Y: "YELLOW" } },
    kind: { value: "NOTICE" },
    state: { column: "state" },
    issuingCountry: { column: "issuing_country" },
    issuedOn: { column: "issued_on", date: "YYYY/MM/DD" },
    expiresOn: { value: null },
    names: {
      rows: { table: "notice_name", parent: "notice_ref", order: "place" },
      each: {
        object: { family: { column: "family" }, given: { column: "given" }, original: { column: "original" } },
      },
    },
    datesOfBirth: { list: [{ column: "born", date: "YYYY/MM/DD" }] },
    sex: { column: "sex" },
    nationalities: { column: "nationalities", split: "," },
    warrants: {
      items: { column: "detail", path: ["warrants"] },
      each: {
        object: {
          issuingCountry: { column: "country" },
          charge: { column: "charge" },
          chargeTranslation: { column: "translation" },
        },
      },
    },
    recipients: { list: [] },
    publicExtract: { value: null },
    person: { column: "person" },
  },
  keys: {
    entity: { column: "entity_id" },
    name: { table: "notice_name_key", column: "name_key", id: "notice_ref" },
  },
});

const RED_NOTICE = {
  owner: "XPO",
  localId: "N1",
  restriction: null,
  entityId: "2024/12345",
  colour: "RED",
  kind: "NOTICE",
  state: "PUBLISHED",
  issuingCountry: "SWE",
  issuedOn: "2024-02-11",
  expiresOn: null,
  names: [
    { family: "Orlova", given: "Nina", original: "Орлова Нина" },
    { family: "Petrenko", given: "Nina", original: null },
  ],
  datesOfBirth: ["1984-03"],
  sex: "F",
  nationalities: ["UKR", "POL"],
  warrants: [{ issuingCountry: "SWE", charge: "Grovt bedrägeri", chargeTranslation: null }],
  recipients: [],
  publicExtract: null,
  person: "XPO/P1",
};

describe.each(await answeringEngines())("notices over %s", (engine) => {
  let database: Database;
  let source: NoticeSource;

  beforeAll(async () => {
    database = openEngine(engine);
    await createTables(database);
    const connector = { kind: "sql" as const, database: "test", mapping };
    source = connectNotices({ ...describeSource("XPO"), connector }, { databases: () => database }).port;
  });

  afterAll(async () => {
    await dropSchema(database);
    await database[Symbol.asyncDispose]();
  });

  test("a name in another script finds the whole record", async () => {
    const finds = await source.search(
      { ...NOBODY, names: [{ family: "Петренко", given: "Нина" }], dateOfBirth: "1984-03-12", sex: "F" },
      everything(),
      signal,
    );

    expect(finds).toEqual([{ score: expect.any(Number), features: expect.any(Array), record: RED_NOTICE }]);
  });

  test("an entity id finds one notice, whoever it is about", async () => {
    const finds = await source.search({ ...NOBODY, entityId: "2024/777" }, everything(), signal);

    expect(finds.map(({ score, record }) => [record.owner, record.localId, score, record.names])).toEqual([
      ["FRA", "N1", 1, []],
    ]);
  });

  test("a name that shares keys but is another person's is left out", async () => {
    expect(
      await source.search({ ...NOBODY, names: [{ family: "Orlova", given: "Svetlana" }] }, everything(), signal),
    ).toEqual([]);
  });

  test("records in every state are given: the domain decides what is shown", async () => {
    const finds = await source.search({ ...NOBODY, entityId: "2020/1" }, everything(), signal);

    expect(finds.map(({ record }) => record.state)).toEqual(["CANCELLED"]);
  });

  test("references give the records that are held, of any owner", async () => {
    const refs = [
      { owner: "XPO", localId: "N1" },
      { owner: "SWE", localId: "N1" },
    ];

    expect(await source.findByRefs(refs, everything(), signal)).toEqual([RED_NOTICE]);
  });

  test("a record that is none is a fault of the source, never left out", async () => {
    await expect(source.search({ ...NOBODY, entityId: "2020/2" }, everything(), signal)).rejects.toThrow(
      new InvalidReply("a record has no valid state"),
    );
  });
});

const TABLES: Readonly<Record<string, readonly string[]>> = {
  notice: [
    "ref",
    "owner",
    "local_id",
    "entity_id",
    "colour",
    "state",
    "issuing_country",
    "issued_on",
    "born",
    "sex",
    "nationalities",
    "detail",
    "person",
  ],
  notice_name: ["notice_ref", "place", "family", "given", "original"],
  notice_name_key: ["notice_ref", "name_key"],
};

const DETAIL = JSON.stringify({ warrants: [{ country: "SWE", charge: "Grovt bedrägeri", translation: "" }] });

const ROWS: Readonly<Record<string, readonly (readonly Cell[])[]>> = {
  notice: [
    [
      "XPO/N1",
      "XPO",
      "N1",
      "2024/12345",
      "R",
      "PUBLISHED",
      "SWE",
      "2024/02/11",
      "1984/03/00",
      "F",
      "UKR, POL",
      DETAIL,
      "XPO/P1",
    ],
    ["FRA/N1", "FRA", "N1", "2024/777", "Y", "AMENDED", "FRA", null, null, null, null, null, null],
    ["XPO/N2", "XPO", "N2", "2020/1", "R", "CANCELLED", "SWE", null, null, null, null, null, null],
    ["XPO/N3", "XPO", "N3", "2020/2", "R", "LOST", "SWE", null, null, null, null, null, null],
  ],
  notice_name: RED_NOTICE.names.map(({ family, given, original }, place) => [
    "XPO/N1",
    String(place),
    family,
    given,
    original,
  ]),
  notice_name_key: noticeKeys(RED_NOTICE).name.map((key) => ["XPO/N1", key]),
};

async function createTables(database: Database): Promise<void> {
  const text = database.engine === "mariadb" ? "varchar(200) COLLATE utf8mb4_bin" : "text";
  await dropSchema(database);
  await database.run(`CREATE SCHEMA ${SCHEMA}`);
  for (const [name, columns] of Object.entries(TABLES)) {
    await database.run(`CREATE TABLE ${SCHEMA}.${name} (${columns.map((column) => `${column} ${text}`).join(", ")})`);
    await database.load({ schema: SCHEMA, name, columns }, ROWS[name] ?? []);
  }
}

async function dropSchema(database: Database): Promise<void> {
  await database.run(`DROP SCHEMA IF EXISTS ${SCHEMA}${database.engine === "mariadb" ? "" : " CASCADE"}`);
}
