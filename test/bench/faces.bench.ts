import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { encounterRecordSchema, templateRecordSchema } from "../../subgraphs/biometrics/index.js";
import { SqlBiometricSource } from "../../subgraphs/biometrics/backends/sql.js";
import { FACE_THRESHOLD } from "../../subgraphs/biometrics/matching/compare-faces.js";
import { createIndexes, createSchema, createTable } from "../../subgraphs/kit/database/create-table.js";
import type { Database } from "../../subgraphs/kit/database/database.js";
import { openPglite } from "../../subgraphs/kit/database/database.js";
import { MappedRecords } from "../../subgraphs/kit/sources/mapped-records.js";
import { MappedTables } from "../../subgraphs/kit/sources/mapped-tables.js";
import type { TableMapping } from "../../subgraphs/kit/sources/mapping.js";
import { tableMappingSchema } from "../../subgraphs/kit/sources/mapping.js";
import { faceImageOf, faceOf } from "../../subgraphs/world/prints.js";
import { everything } from "../support/authority.js";
import { faceSample, faceText } from "../subgraphs/biometrics/samples.js";

/** Faces in the index of the embedded database. */
const FACES = Number(process.env["BENCH_FACES"] ?? 100_000);
/** As many the scan takes at most: a larger gallery is TOO_MANY. */
const SCANNED = Math.min(FACES, 20_000);
const PROBES = Number(process.env["BENCH_PROBES"] ?? 100);
const SCHEMA = "bench_faces";
/** A good photograph, and one on which the exact comparison is just above its threshold. */
const NOISES = [0.5, 1.2, 1.6] as const;
const WIDTHS = [40, 100, 400] as const;
/** Of those that a comparison with every face finds, the index finds so many. */
const LEAST_RECALL = 0.98;
const BATCH = 1_000;

let database: Database;

beforeAll(async () => {
  database = openPglite();
  await createSchema(database, SCHEMA);
  const columns = { id: "code", kind: "code", template: "long" } as const;
  const table = { name: "face", columns, indexes: [["id"], ["kind"]] };
  await createTable(database, SCHEMA, table);
  await inBatches(SCANNED, (seeds) =>
    database.load(
      { schema: SCHEMA, name: "face", columns: Object.keys(columns) },
      seeds.map((seed) => [`F${seed}`, "FACE", faceText(faceOf(seed))]),
    ),
  );
  await createIndexes(database, SCHEMA, table);
}, 3_600_000);

afterAll(() => database[Symbol.asyncDispose]());

test("the scan of a gallery, as a source answers", { timeout: 3_600_000 }, async () => {
  const gallery = sourceOver({ table: "face" });
  const signal = AbortSignal.timeout(3_600_000);
  await gallery.warm(signal);
  const times: number[] = [];

  for (let seed = 0; seed < Math.min(PROBES, 20); seed += 1) {
    const started = performance.now();
    const finds = await gallery.identify([faceSample(faceImageOf(faceOf(seed), 1, 0.5))], everything(), signal);
    times.push(performance.now() - started);
    expect(finds[0]?.record.localId).toBe(`F${seed}`);
  }

  say(`scan of ${SCANNED}: median ${median(times)} ms`);
});

test("the index of the embedded database, against every comparison made", { timeout: 3_600_000 }, async () => {
  await database.run("CREATE EXTENSION IF NOT EXISTS vector");
  await database.run(
    `CREATE TABLE ${SCHEMA}.indexed (id text PRIMARY KEY, kind text, template text, face public.vector(128))`,
  );
  await inBatches(FACES, (seeds) =>
    database.load(
      { schema: SCHEMA, name: "indexed", columns: ["id", "kind", "template", "face"] },
      seeds.map((seed) => [`F${seed}`, "FACE", faceText(faceOf(seed)), `[${faceOf(seed).join(",")}]`]),
    ),
  );
  const started = performance.now();
  await database.run(`CREATE INDEX ON ${SCHEMA}.indexed USING hnsw (face public.vector_cosine_ops)`);
  say(
    `index over ${FACES}: built in ${Math.round((performance.now() - started) / 1_000)} s, during which nothing else is answered`,
  );

  for (const noise of NOISES) {
    for (const width of WIDTHS) {
      await database.run(`SET hnsw.ef_search = ${width}`);
      const times: number[] = [];
      let held = 0;
      let found = 0;
      for (let probe = 0; probe < PROBES; probe += 1) {
        const seed = Math.floor((probe * FACES) / PROBES);
        const image = faceImageOf(faceOf(seed), 2, noise);
        const asked = performance.now();
        const near = await nearest(image, width);
        times.push(performance.now() - asked);
        if (cosine(faceOf(seed), image) < FACE_THRESHOLD) continue;
        held += 1;
        if (near.includes(`F${seed}`)) found += 1;
      }
      say(
        `index, noise ${noise}, ef_search ${width}: ${found} of ${held} that the scan finds, median ${median(times)} ms`,
      );
    }
  }

  const gallery = sourceOver({ table: "indexed", vectors: { face: { column: "face" } } });
  const signal = AbortSignal.timeout(3_600_000);
  for (const noise of NOISES) {
    const times: number[] = [];
    let [held, found] = [0, 0];
    for (let probe = 0; probe < PROBES; probe += 1) {
      const seed = Math.floor((probe * FACES) / PROBES);
      const image = faceImageOf(faceOf(seed), 2, noise);
      const asked = performance.now();
      const finds = await gallery.identify([faceSample(image)], everything(), signal);
      times.push(performance.now() - asked);
      if (cosine(faceOf(seed), image) < FACE_THRESHOLD) continue;
      held += 1;
      if (finds.some(({ record }) => record.localId === `F${seed}`)) found += 1;
    }
    say(`source over the index, noise ${noise}: ${found} of ${held} that the scan finds, median ${median(times)} ms`);
    expect(found).toBeGreaterThanOrEqual(LEAST_RECALL * held);
  }
});

function sourceOver(tables: Pick<TableMapping, "table" | "vectors">): SqlBiometricSource {
  const nothing = Object.fromEntries(
    ["restriction", "finger", "takenOn", "reason", "person"].map((field) => [field, { value: null }]),
  );
  const mapping = tableMappingSchema.parse({
    schema: SCHEMA,
    id: "id",
    fields: { ...nothing, kind: { column: "kind" }, template: { column: "template" } },
    keys: { kind: { column: "kind" } },
    ...tables,
  });
  const source = { owner: "DEU", holds: "OWN" } as const;
  return new SqlBiometricSource(
    new MappedRecords(new MappedTables(database, mapping), templateRecordSchema, source),
    new MappedRecords(new MappedTables(database, mapping), encounterRecordSchema, source),
  );
}

async function nearest(image: Float32Array, limit: number): Promise<readonly string[]> {
  const probe = `[${image.join(",")}]`;
  const query = sql<{
    id: string;
  }>`select id from ${sql.id(SCHEMA, "indexed")} order by face operator(public.<=>) ${probe}::public.vector limit ${limit}`;
  const { rows } = await query.execute(database.kysely);
  return rows.map(({ id }) => id);
}

async function inBatches(count: number, load: (seeds: readonly number[]) => Promise<void>): Promise<void> {
  for (let start = 0; start < count; start += BATCH) {
    await load(Array.from({ length: Math.min(BATCH, count - start) }, (_, index) => start + index));
  }
}

function cosine(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
}

function median(times: readonly number[]): string {
  return (times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0).toFixed(1);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
