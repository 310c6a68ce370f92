import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "../../../../subgraphs/kit/database/database.js";
import { UNRESTRICTED } from "../../../../subgraphs/kit/policy/restriction.js";
import { MappedTables } from "../../../../subgraphs/kit/sources/mapped-tables.js";
import { tableMappingSchema } from "../../../../subgraphs/kit/sources/mapping.js";
import { InvalidReply, TooManyMatches } from "../../../../subgraphs/kit/sources/source.js";
import { answeringEngines, openEngine } from "../../../support/databases.js";

const SCHEMA = "crosscheck_test_mapping";
const signal = AbortSignal.timeout(60_000);
const isShown = (): boolean => true;

const mapping = tableMappingSchema.parse({
  schema: SCHEMA,
  table: "efterlysta",
  id: "nr",
  fields: {
    restriction: { object: { handling: { column: "hantering", split: "," } } },
    sex: { column: "kon", codes: { "1": "M", "2": "F" } },
    dateOfBirth: { column: "fodd", date: "YYYYMMDD" },
    heightCm: { column: "langd", factor: 100 },
    nationalities: { column: "medborgarskap", split: ";" },
    wanted: { value: true },
    recordedOn: { column: "dag" },
    names: {
      list: [
        { object: { kind: { value: "PRIMARY" }, family: { column: "efternamn" } } },
        { object: { kind: { value: "BIRTH" }, family: { column: "fodelsenamn" } } },
      ],
    },
    aliases: {
      rows: { table: "alias", parent: "nr_efterlyst", order: "plats" },
      each: { object: { family: { column: "namn" } } },
    },
    marks: { items: { column: "uppgifter", path: ["marken"] }, each: { column: "text" } },
  },
  keys: {
    number: { column: "nr" },
    name: { table: "namnnyckel", column: "nyckel", id: "nr_efterlyst" },
  },
});

describe.each(await answeringEngines())("a mapping over %s", (engine) => {
  let database: Database;
  let tables: MappedTables;

  beforeAll(async () => {
    database = openEngine(engine);
    tables = new MappedTables(database, mapping);
    await createTables(database);
  });

  afterAll(async () => {
    await dropSchema(database);
    await database[Symbol.asyncDispose]();
  });

  test("columns, codes, dates, units, lists, rows beside and JSON become one record", async () => {
    expect(await tables.read(["A1"], isShown, signal)).toEqual([
      {
        localId: "A1",
        restriction: null,
        fields: {
          sex: "F",
          dateOfBirth: "1974-08",
          heightCm: 172,
          nationalities: ["SWE", "FIN"],
          wanted: true,
          recordedOn: "2024-03-31",
          names: [{ kind: "PRIMARY", family: "Ö\\berg\tLind" }],
          aliases: [{ family: "Müller" }, { family: "müller" }],
          marks: ["ärr"],
        },
      },
    ]);
  });

  test("a part of a record is read alone", async () => {
    const part = await tables.readPart(["A1"], ["sex", "aliases", "unheard of"], signal);

    expect(part).toEqual([
      { localId: "A1", fields: { sex: "F", aliases: [{ family: "Müller" }, { family: "müller" }] } },
    ]);
  });

  test("an id that is not there is left out, whatever is read of a record", async () => {
    const constant = new MappedTables(database, { ...mapping, fields: { wanted: { value: true } } });

    expect(await tables.read(["no such record"], isShown, signal)).toEqual([]);
    expect(await constant.read(["no such record"], isShown, signal)).toEqual([]);
  });

  test("the record that shares most keys comes first, and letters are compared exactly", async () => {
    expect(await tables.findIds("name", ["k1", "k2"], { limit: 10, isShown }, signal)).toEqual(["A2", "A1"]);
    expect(await tables.findIds("name", ["K1"], { limit: 10, isShown }, signal)).toEqual([]);
    expect(await tables.findIds("number", ["A1"], { limit: 10, isShown }, signal)).toEqual(["A1"]);
  });

  test("of those that share as many, the one with the longest key comes first: zeros at a code's end say nothing", async () => {
    const keys = ["465000+5", "!ek alm", "s:kl+s:m"];

    expect(await tables.findIds("name", keys, { limit: 10, isShown }, signal)).toEqual(["B3", "B2", "B1"]);
  });

  test("more equally good records than the limit are refused, not cut", async () => {
    await expect(tables.findIds("name", ["k1"], { limit: 1, isShown }, signal)).rejects.toThrow(TooManyMatches);
  });

  test("a record that may not be told of takes no place under the limit, and none in the count", async () => {
    const asked: [string, unknown][] = [];
    const isShownBut = (hidden: string) => (id: string, restriction: unknown) => {
      asked.push([id, restriction]);
      return id !== hidden;
    };

    expect(await tables.findIds("name", ["k1"], { limit: 1, isShown: isShownBut("A1") }, signal)).toEqual(["A2"]);
    expect(await tables.findIds("name", ["k1"], { limit: 1, isShown: isShownBut("A2") }, signal)).toEqual(["A1"]);
    expect(await tables.findIds("name", ["k1"], { limit: 5, isShown: () => false }, signal)).toEqual([]);
    expect(await tables.findIds("number", ["A1"], { limit: 1, isShown: isShownBut("A1") }, signal)).toEqual([]);
    expect(asked.map(([, restriction]) => restriction)).toContainEqual({ ...UNRESTRICTED, handling: ["H2"] });
  });

  test("of a record that may not be told of nothing is read, not even what is wrong with it", async () => {
    expect(await tables.read(["A1", "A3"], (id) => id !== "A3", signal)).toEqual([
      expect.objectContaining({ localId: "A1" }),
    ]);
  });

  test("a restriction in a table beside is refused: it is read before all else", () => {
    const fields = { restriction: { rows: { table: "alias", parent: "nr" }, each: { column: "namn" } } };

    expect(tableMappingSchema.safeParse({ ...mapping, fields }).error?.issues).toEqual([
      expect.objectContaining({ path: ["fields", "restriction"] }),
    ]);
  });

  test("a code that the mapping does not list is a fault of the reply", async () => {
    await expect(tables.read(["A3"], isShown, signal)).rejects.toThrow(InvalidReply);
  });

  test("a key of another kind than the mapping knows finds nothing", async () => {
    expect(tables.canFindBy("engine")).toBe(false);
    expect(await tables.findIds("engine", ["1"], { limit: 10, isShown }, signal)).toEqual([]);
  });
});

async function createTables(database: Database): Promise<void> {
  const text = database.engine === "mariadb" ? "varchar(60) COLLATE utf8mb4_bin" : "text";
  await dropSchema(database);
  await database.run(`CREATE SCHEMA ${SCHEMA}`);
  await database.run(
    `CREATE TABLE ${SCHEMA}.efterlysta (nr ${text}, kon int, fodd int, langd double precision, medborgarskap ${text}, dag date, efternamn ${text}, fodelsenamn ${text}, uppgifter json, hantering ${text})`,
  );
  await database.run(`CREATE TABLE ${SCHEMA}.alias (nr_efterlyst ${text}, plats int, namn ${text})`);
  await database.run(`CREATE TABLE ${SCHEMA}.namnnyckel (nr_efterlyst ${text}, nyckel ${text})`);
  await database.load(
    {
      schema: SCHEMA,
      name: "efterlysta",
      columns: [
        "nr",
        "kon",
        "fodd",
        "langd",
        "medborgarskap",
        "dag",
        "efternamn",
        "fodelsenamn",
        "uppgifter",
        "hantering",
      ],
    },
    [
      [
        "A1",
        2,
        19740800,
        1.72,
        "SWE; FIN",
        "2024-03-31",
        "Ö\\berg\tLind",
        null,
        JSON.stringify({ marken: [{ text: "ärr" }] }),
        null,
      ],
      ["A2", 1, 19800101, null, null, "2024-01-01", "Ek", "Alm", null, "H2"],
      ["A3", 9, 19800101, null, null, "2024-01-01", "Ek", "Alm", null, null],
    ],
  );
  await database.load({ schema: SCHEMA, name: "alias", columns: ["nr_efterlyst", "plats", "namn"] }, [
    ["A1", 2, "müller"],
    ["A1", 1, "Müller"],
  ]);
  await database.load({ schema: SCHEMA, name: "namnnyckel", columns: ["nr_efterlyst", "nyckel"] }, [
    ["A1", "k1"],
    ["A2", "k1"],
    ["A2", "k2"],
    ["B1", "465000+5"],
    ["B2", "!ek alm"],
    ["B2", "!ek alm"],
    ["B3", "s:kl+s:m"],
  ]);
}

async function dropSchema(database: Database): Promise<void> {
  await database.run(`DROP SCHEMA IF EXISTS ${SCHEMA}${database.engine === "mariadb" ? "" : " CASCADE"}`);
}
