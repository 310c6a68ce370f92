import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TemplateRecord } from "../../../../subgraphs/biometrics/index.js";
import { encounterRecordSchema, templateRecordSchema } from "../../../../subgraphs/biometrics/index.js";
import { SqlBiometricSource } from "../../../../subgraphs/biometrics/backends/sql.js";
import type { Database } from "../../../../subgraphs/kit/database/database.js";
import { InvalidConfiguration } from "../../../../subgraphs/kit/errors.js";
import { Disclosures } from "../../../../subgraphs/kit/policy/disclosures.js";
import { restrictionSchema } from "../../../../subgraphs/kit/policy/restriction.js";
import { MappedRecords } from "../../../../subgraphs/kit/sources/mapped-records.js";
import { MappedTables } from "../../../../subgraphs/kit/sources/mapped-tables.js";
import type { TableMapping } from "../../../../subgraphs/kit/sources/mapping.js";
import { tableMappingSchema } from "../../../../subgraphs/kit/sources/mapping.js";
import { InvalidQuery, InvalidReply, TooManyMatches } from "../../../../subgraphs/kit/sources/source.js";
import { faceOf } from "../../../../subgraphs/world/prints.js";
import { everything } from "../../../support/authority.js";
import { answeringEngines, openEngine } from "../../../support/databases.js";
import {
  encounterOf,
  faceSample,
  faceText,
  fingerprintSample,
  fingerprintText,
  otherModelsFace,
  photographOf,
  printOf,
  RIGHT_INDEX,
  RIGHT_RING,
  scanOf,
  templateRecordOf,
  uncheckedOf,
} from "../samples.js";

const SCHEMA = "crosscheck_test_biometrics";
const signal = AbortSignal.timeout(60_000);

/** The print of record E`seed`; the even ones are index fingers, the others ring fingers. */
function printOnRecord(seed: number) {
  return printOf(seed, seed % 2 === 0 ? RIGHT_INDEX : RIGHT_RING);
}

const mapping = tableMappingSchema.parse({
  schema: SCHEMA,
  table: "aufnahme",
  id: "id",
  fields: {
    kind: { column: "art", codes: { FINGERPRINT: "FINGERPRINT", FACE: "FACE" } },
    finger: { column: "finger" },
    takenOn: { column: "datum", date: "DD.MM.YYYY" },
    reason: { column: "anlass" },
    person: { column: "person" },
    template: { column: "muster" },
  },
  keys: { kind: { column: "art" } },
});

describe.each(await answeringEngines())("biometrics over %s", (engine) => {
  let database: Database;
  let source: SqlBiometricSource;

  beforeAll(async () => {
    database = openEngine(engine);
    await createTables(database);
    source = sourceOver(database, mapping);
  });

  afterAll(async () => {
    await dropSchema(database);
    await database[Symbol.asyncDispose]();
  });

  test("of more fingers than one batch of rows holds, the one that was scanned is found, without its template", async () => {
    const finds = await source.identify([fingerprintSample(scanOf(printOnRecord(4)))], everything(), signal);

    expect(finds).toEqual([
      {
        score: expect.any(Number),
        features: [expect.objectContaining({ feature: "FINGERPRINT", how: "MINUTIAE" })],
        record: encounterOf({ owner: "DEU", localId: "E4", takenOn: "2021", person: "DEU/P4" }),
      },
    ]);
  });

  test("fingers and faces of one question are searched in their own galleries", async () => {
    const samples = [
      fingerprintSample(scanOf(printOnRecord(4))),
      faceSample(photographOf(7)),
      fingerprintSample(scanOf(printOnRecord(5))),
    ];

    const finds = await source.identify(samples, everything(), signal);

    expect(finds.map(({ record }) => record.localId).toSorted()).toEqual(["E4", "E5", "F7"]);
  });

  test("a finger and a face that are not held find nothing", async () => {
    const samples = [fingerprintSample(printOf(90_000, RIGHT_INDEX)), faceSample(faceOf(90_000))];

    expect(await source.identify(samples, everything(), signal)).toEqual([]);
  });

  test("a record that its owner deletes or adds is gone or there at the next question", async () => {
    const late = printOf(70_000, RIGHT_INDEX);
    await source.warm(signal);

    await loadRows(database, [rowOf("LATE", "FINGERPRINT", fingerprintText(late))]);
    const once = await source.identify([fingerprintSample(scanOf(late))], everything(), signal);
    await database.run(`DELETE FROM ${SCHEMA}.aufnahme WHERE id = 'LATE'`);
    const then = await source.identify([fingerprintSample(scanOf(late))], everything(), signal);

    expect(once.map(({ record }) => record.localId)).toEqual(["LATE"]);
    expect(then).toEqual([]);
  });

  test("references give the records that are held, only the owner's, and never a template", async () => {
    const refs = [
      { owner: "DEU", localId: "F7" },
      { owner: "DEU", localId: "no such record" },
      { owner: "FRA", localId: "E4" },
    ];

    expect(await source.findByRefs(refs, everything(), signal)).toEqual([
      {
        owner: "DEU",
        localId: "F7",
        restriction: null,
        kind: "FACE",
        finger: null,
        takenOn: "2021",
        reason: "Custody",
        person: "DEU/P7",
      },
    ]);
  });

  test("a question that is given up ends", async () => {
    const controller = new AbortController();

    const asked = source.identify([fingerprintSample(printOnRecord(4))], everything(), controller.signal);
    controller.abort();

    await expect(asked).rejects.toMatchObject({ name: "AbortError" });
  });

  test("a row whose template is no base64 is a fault of the source", async () => {
    await loadRows(database, [rowOf("BROKEN", "FACE", "not base64")]);

    const asked = source.identify([faceSample(faceOf(1))], everything(), signal);

    await expect(asked).rejects.toThrow(new InvalidReply("a record has no valid template"));
    await database.run(`DELETE FROM ${SCHEMA}.aufnahme WHERE id = 'BROKEN'`);
  });

  test("tables that cannot be read by kind are a fault of the configuration, never an empty gallery", async () => {
    const asked = sourceOver(database, { ...mapping, keys: {} }).identify(
      [faceSample(faceOf(1))],
      everything(),
      signal,
    );

    await expect(asked).rejects.toThrow(InvalidConfiguration);
  });

  test("a gallery above the limit is refused, not cut", async () => {
    const templates = templatesOver(database, mapping);

    expect(await templates.findAll("kind", "FACE", 10, signal)).toHaveLength(10);
    await expect(templates.findAll("kind", "FACE", 9, signal)).rejects.toThrow(TooManyMatches);
  });
});

test("a sample is prepared anew only when its template is another", async () => {
  const gallery = [templateRecordOf(fingerprintText(printOnRecord(4)))];
  const source = sourceOf(gallery);

  const finds = [];
  finds.push(await source.identify([fingerprintSample(scanOf(printOnRecord(4)))], everything(), signal));
  gallery.splice(0, 1, templateRecordOf(fingerprintText(printOnRecord(6))));
  finds.push(await source.identify([fingerprintSample(scanOf(printOnRecord(4)))], everything(), signal));
  finds.push(await source.identify([fingerprintSample(scanOf(printOnRecord(6)))], everything(), signal));

  expect(finds.map((found) => found.length)).toEqual([1, 0, 1]);
});

test("the record names the finger where its template does not", async () => {
  const print = printOf(4, RIGHT_INDEX);
  const open = fingerprintText({ ...print, position: 0 });
  const source = sourceOf([
    templateRecordOf(open, { localId: "RING", finger: RIGHT_RING }),
    templateRecordOf(open, { localId: "INDEX", finger: RIGHT_INDEX }),
    templateRecordOf(open, { localId: "OPEN", finger: null }),
  ]);

  const finds = await source.identify([fingerprintSample(print)], everything(), signal);

  expect(finds.map(({ record }) => record.localId)).toEqual(["INDEX", "OPEN"]);
});

test.each([
  ["a template that cannot be read", "FINGERPRINT", [templateRecordOf("AAAA")], "INVALID_TEMPLATE"],
  ["a fingerprint among the faces", "FACE", [faceRecord(fingerprintText(printOf(1, 2)))], "INVALID_FACE_TEMPLATE"],
  ["a record of another kind than asked for", "FACE", [templateRecordOf(faceText(faceOf(1)))], "not of the kind"],
  [
    "a face of another dimension than the others",
    "FACE",
    [faceRecord(faceText(faceOf(1))), faceRecord(faceText(otherModelsFace()))],
    "several models",
  ],
] as const)("%s is a fault of the source, never a no-hit", async (_name, kind, gallery, detail) => {
  const sample = kind === "FACE" ? faceSample(faceOf(9)) : fingerprintSample(printOf(9, RIGHT_INDEX));

  const asked = sourceOf(gallery).identify([sample], everything(), signal);

  await expect(asked).rejects.toThrow(
    expect.objectContaining({ name: "InvalidReply", message: expect.stringContaining(detail) }),
  );
});

test("what is wrong with a record that may not be told of is no fault of the source", async () => {
  const hidden = restrictionSchema.parse({ deniedCountries: ["FRA"] });
  const print = printOf(9, RIGHT_INDEX);
  const source = sourceOf([
    templateRecordOf("AAAA", { localId: "HIDDEN", restriction: hidden }),
    templateRecordOf(fingerprintText(print), { localId: "OPEN" }),
  ]);
  const disclosures = new Disclosures((_owner, restriction) => (restriction === null ? "FULL" : "NONE"));

  const finds = await source.identify([fingerprintSample(print)], disclosures, signal);

  expect(finds.map(({ record }) => record.localId)).toEqual(["OPEN"]);
});

test("a face of another model than the gallery's is a fault of the question, never a no-hit", async () => {
  const asked = sourceOf([faceRecord(faceText(faceOf(1)))]).identify(
    [faceSample(otherModelsFace())],
    everything(),
    signal,
  );

  await expect(asked).rejects.toThrow(InvalidQuery);
});

test("the end of the question ends the comparisons within one sample", async () => {
  const controller = new AbortController();
  const compared: string[] = [];
  const record = (localId: string): TemplateRecord => ({
    ...encounterOf({ localId }),
    get template() {
      compared.push(localId);
      if (localId === "E2") controller.abort();
      return fingerprintText(printOnRecord(4));
    },
  });

  const asked = sourceOf(["E1", "E2", "E3"].map(record)).identify(
    [fingerprintSample(printOnRecord(4))],
    everything(),
    controller.signal,
  );

  await expect(asked).rejects.toMatchObject({ name: "AbortError" });
  expect(compared).toEqual(["E1", "E2"]);
});

/** A source over a gallery that the test holds in its hand. */
function sourceOf(gallery: readonly TemplateRecord[]): SqlBiometricSource {
  return new SqlBiometricSource(
    { findAll: async () => gallery.map(uncheckedOf), findNearest: async () => null },
    { findByRefs: async () => [] },
  );
}

function faceRecord(template: string): TemplateRecord {
  return templateRecordOf(template, { kind: "FACE", finger: null });
}

const DEU = { owner: "DEU", holds: "OWN" } as const;

function templatesOver(database: Database, tables: TableMapping) {
  return new MappedRecords(new MappedTables(database, tables), templateRecordSchema, DEU);
}

function sourceOver(database: Database, tables: TableMapping): SqlBiometricSource {
  const encounters = new MappedRecords(new MappedTables(database, tables), encounterRecordSchema, DEU);
  return new SqlBiometricSource(templatesOver(database, tables), encounters);
}

const COLUMNS = ["id", "art", "finger", "datum", "anlass", "person", "muster"];

async function createTables(database: Database): Promise<void> {
  const word = database.engine === "mariadb" ? "varchar(60) COLLATE utf8mb4_bin" : "text";
  await dropSchema(database);
  await database.run(`CREATE SCHEMA ${SCHEMA}`);
  await database.run(
    `CREATE TABLE ${SCHEMA}.aufnahme (id ${word}, art ${word}, finger int, datum ${word}, anlass ${word}, person ${word}, muster text)`,
  );
  // More than one batch of 500 rows.
  const fingers = Array.from({ length: 510 }, (_, seed) =>
    rowOf(`E${seed}`, "FINGERPRINT", fingerprintText(printOnRecord(seed)), printOnRecord(seed).position),
  );
  const faces = Array.from({ length: 10 }, (_, seed) => rowOf(`F${seed}`, "FACE", faceText(faceOf(seed)), null));
  await loadRows(database, [...fingers, ...faces]);
}

function rowOf(id: string, kind: string, template: string, finger: number | null = RIGHT_INDEX) {
  return [id, kind, finger, "00.00.2021", "Custody", `DEU/P${id.slice(1)}`, template];
}

async function loadRows(database: Database, rows: readonly ReturnType<typeof rowOf>[]): Promise<void> {
  await database.load({ schema: SCHEMA, name: "aufnahme", columns: COLUMNS }, rows);
}

async function dropSchema(database: Database): Promise<void> {
  await database.run(`DROP SCHEMA IF EXISTS ${SCHEMA}${database.engine === "mariadb" ? "" : " CASCADE"}`);
}
