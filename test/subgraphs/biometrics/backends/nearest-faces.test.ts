import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encounterRecordSchema, templateRecordSchema } from "../../../../subgraphs/biometrics/index.js";
import { SqlBiometricSource } from "../../../../subgraphs/biometrics/backends/sql.js";
import type { Database, Engine } from "../../../../subgraphs/kit/database/database.js";
import { Disclosures } from "../../../../subgraphs/kit/policy/disclosures.js";
import { MappedRecords } from "../../../../subgraphs/kit/sources/mapped-records.js";
import { MappedTables } from "../../../../subgraphs/kit/sources/mapped-tables.js";
import { tableMappingSchema } from "../../../../subgraphs/kit/sources/mapping.js";
import { InvalidQuery, InvalidReply, TooManyMatches } from "../../../../subgraphs/kit/sources/source.js";
import { faceOf } from "../../../../subgraphs/world/prints.js";
import { everything } from "../../../support/authority.js";
import { answeringEngines, openEngine } from "../../../support/databases.js";
import { faceSample, faceText, otherModelsFace, photographOf } from "../samples.js";

const SCHEMA = "crosscheck_test_faces";
const signal = AbortSignal.timeout(120_000);
/** More than are compared one by one. */
const FACES = 20_010;

const mapping = tableMappingSchema.parse({
  schema: SCHEMA,
  table: "visage",
  id: "id",
  fields: {
    kind: { column: "genre" },
    finger: { value: null },
    takenOn: { value: null },
    reason: { value: null },
    person: { value: null },
    template: { column: "gabarit" },
    restriction: { object: { deniedCountries: { column: "exclus", split: "," } } },
  },
  keys: { kind: { column: "genre" } },
  vectors: { face: { column: "vecteur" } },
});

describe.each(await enginesWithVectors())("faces that %s finds by itself", (engine) => {
  let database: Database;
  let source: SqlBiometricSource;

  beforeAll(async () => {
    database = openEngine(engine);
    await createTable(database);
    const owner = { owner: "FRA", holds: "OWN" } as const;
    source = new SqlBiometricSource(
      new MappedRecords(new MappedTables(database, mapping), templateRecordSchema, owner),
      new MappedRecords(new MappedTables(database, mapping), encounterRecordSchema, owner),
    );
  }, 120_000);

  afterAll(async () => {
    await database.run(`DROP SCHEMA ${SCHEMA} CASCADE`);
    await database[Symbol.asyncDispose]();
  });

  async function found(...vectors: readonly Float32Array[]): Promise<readonly string[]> {
    const finds = await source.identify(vectors.map(faceSample), everything(), signal);
    return finds.map(({ record }) => record.localId).toSorted();
  }

  test("of more faces than are compared one by one, the one in the photograph is found, with the score of the comparison itself", async () => {
    const finds = await source.identify([faceSample(photographOf(7))], everything(), signal);

    expect(finds).toEqual([
      {
        score: expect.closeTo(cosine(photographOf(7), faceOf(7)), 5),
        features: [expect.objectContaining({ feature: "FACE", how: "SIMILARITY" })],
        record: expect.objectContaining({ owner: "FRA", localId: "F7" }),
      },
    ]);
  });

  test("several photographs find each their own, and one face twice is found once", async () => {
    expect(await found(photographOf(3), faceOf(3), photographOf(4))).toEqual(["F3", "F4"]);
  });

  test("a face that is not held finds nothing", async () => {
    expect(await found(faceOf(90_000))).toEqual([]);
  });

  test("a record that is added or deleted is there or gone at the next question", async () => {
    await loadFaces(database, [rowOf("LATE", faceOf(70_000))]);
    const once = await found(photographOf(70_000));
    await database.run(`DELETE FROM ${SCHEMA}.visage WHERE id = 'LATE'`);

    expect(once).toEqual(["LATE"]);
    expect(await found(photographOf(70_000))).toEqual([]);
  });

  test("whom a restriction hides from the officer is not found", async () => {
    await loadFaces(database, [rowOf("HIDDEN", faceOf(70_001), { exclus: "XPO" })]);
    const disclosures = new Disclosures((_owner, restriction) => (restriction === null ? "FULL" : "NONE"));

    const told = await source.identify([faceSample(photographOf(70_001))], disclosures, signal);

    expect(await found(photographOf(70_001))).toEqual(["HIDDEN"]);
    expect(told).toEqual([]);
  });

  test("more alike than are looked at are too many to tell", async () => {
    await loadFaces(
      database,
      Array.from({ length: 401 }, (_, number) => rowOf(`M${number}`, faceOf(70_003))),
    );

    await expect(found(photographOf(70_003))).rejects.toThrow(TooManyMatches);
  });

  test("a face of another model is the question's fault", async () => {
    await expect(found(otherModelsFace())).rejects.toThrow(InvalidQuery);
  });

  test("a template that cannot be read silences the source where it may be the one that is sought, and there alone", async () => {
    await loadFaces(database, [rowOf("BROKEN", faceOf(70_002), { gabarit: "no template" })]);

    await expect(found(photographOf(70_002))).rejects.toThrow(InvalidReply);
    expect(await found(photographOf(7))).toEqual(["F7"]);
  });
});

test("MariaDB finds none by itself, and a mapping that says so is refused at once", async () => {
  await using database = openEngine("mariadb");

  expect(() => new MappedTables(database, mapping)).toThrow("leave them out for MariaDB");
});

async function enginesWithVectors(): Promise<readonly Engine[]> {
  const engines = (await answeringEngines()).filter((engine) => engine !== "mariadb");
  const offered = await Promise.all(engines.map(offersVectors));
  return engines.filter((_, index) => offered[index]);
}

async function offersVectors(engine: Engine): Promise<boolean> {
  await using database = openEngine(engine);
  const query = sql`select 1 from pg_available_extensions where name = 'vector'`;
  return (await query.execute(database.kysely)).rows.length > 0;
}

async function createTable(database: Database): Promise<void> {
  await database.run("CREATE EXTENSION IF NOT EXISTS vector");
  await database.run(`DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE`);
  await database.run(`CREATE SCHEMA ${SCHEMA}`);
  await database.run(
    `CREATE TABLE ${SCHEMA}.visage (id text PRIMARY KEY, genre text, gabarit text, vecteur vector(128), exclus text)`,
  );
  // Without an index each is compared by the database, as every search does with few; `npm run bench:faces` searches one.
  const stranger = rowOf("", faceOf(80_000));
  await loadFaces(
    database,
    Array.from({ length: FACES }, (_, seed) =>
      seed < 20 ? rowOf(`F${seed}`, faceOf(seed)) : { ...stranger, id: `S${seed}` },
    ),
  );
}

interface FaceRow {
  readonly id: string;
  readonly genre: string;
  readonly gabarit: string;
  readonly vecteur: string | null;
  readonly exclus: string | null;
}

function rowOf(id: string, face: Float32Array, differences: Partial<FaceRow> = {}): FaceRow {
  return { id, genre: "FACE", gabarit: faceText(face), vecteur: `[${face.join(",")}]`, exclus: null, ...differences };
}

async function loadFaces(database: Database, rows: readonly FaceRow[]): Promise<void> {
  const columns = ["id", "genre", "gabarit", "vecteur", "exclus"];
  await database.load(
    { schema: SCHEMA, name: "visage", columns },
    rows.map(({ id, genre, gabarit, vecteur, exclus }) => [id, genre, gabarit, vecteur, exclus]),
  );
}

function cosine(one: Float32Array, other: Float32Array): number {
  const dot = (a: Float32Array, b: Float32Array): number =>
    a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
  return dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other));
}
