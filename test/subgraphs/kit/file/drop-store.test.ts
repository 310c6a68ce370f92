import { rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dropSchema } from "../../../../subgraphs/kit/database/create-table.js";
import type { Database } from "../../../../subgraphs/kit/database/database.js";
import { DROP_FAULTS } from "../../../../subgraphs/kit/file/drop-fault.js";
import type { DropFault, DropFaultCode } from "../../../../subgraphs/kit/file/drop-fault.js";
import { DropStore } from "../../../../subgraphs/kit/file/drop-store.js";
import { fileMappingSchema } from "../../../../subgraphs/kit/file/file-mapping.js";
import { DONE_TABLE, ROWS_TABLE } from "../../../../subgraphs/kit/file/load-drop.js";
import { SourceFailure } from "../../../../subgraphs/kit/sources/source.js";
import { vehicleDrop } from "../../../../subgraphs/vehicles/backends/file.js";
import { answeringEngines, openEngine } from "../../../support/databases.js";
import { temporaryFolder } from "../../../support/processes.js";
import { codeWords, readTable } from "../../../support/readme-table.js";

const MAPPING = fileMappingSchema.parse({
  id: "nr",
  fields: {
    status: { column: "grund", codes: { G: "STOLEN", F: "WANTED" } },
    vin: { column: "fin" },
    plate: { column: "kennzeichen" },
    plateCountry: { value: "DEU" },
    engineNumber: { value: null },
    make: { value: null },
    model: { value: null },
    colour: { value: null },
    category: { value: null },
    year: { value: null },
    countryOfTheft: { value: null },
    dateOfTheft: { value: null },
    partNumbers: { column: "teile", split: "|" },
  },
});

const OTHER_MAPPING = { ...MAPPING, fields: { ...MAPPING.fields, engineNumber: { column: "teile" } } };

const HEAD = "nr;fin;kennzeichen;grund;teile";
const GOOD = `${HEAD}\n1;WVWZZZ1KZAW518264;B-AB 1;G;a|b\n2;;M-XY 2;F;\n`;

const FAULTS: readonly (readonly [
  name: string,
  text: string | Uint8Array,
  code: DropFaultCode,
  line: number | null,
])[] = [
  ["a row that is cut short", `${GOOD}3;WVW`, "DROP_ROW_LENGTH", 4],
  ["a quote that nobody has closed", `${GOOD}3;"WVW`, "DROP_MALFORMED", 4],
  ["a code that the mapping does not list", `${GOOD}3;;A;X;\n`, "DROP_RECORD", 4],
  ["a row without an id", `${GOOD};;A;G;\n`, "DROP_RECORD", 4],
  ["two rows of one id", `${GOOD}2;;A;G;\n`, "DROP_DOUBLE", 4],
  ["a column that is missing", "nr;fin\n1;2\n", "DROP_COLUMNS", 1],
  ["a column that is named twice", `${HEAD};nr\n`, "DROP_COLUMNS", 1],
  ["nothing at all", "", "DROP_COLUMNS", null],
  ["bytes that are no text", Buffer.from([0xff, 0xfe]), "DROP_NOT_UTF8", null],
];

describe.each(await answeringEngines())("a drop over %s", (engine) => {
  let database: Database;
  let count = 0;

  beforeAll(() => {
    database = openEngine(engine);
  });

  afterAll(() => database[Symbol.asyncDispose]());

  /** A drop with nothing in its folder, looked at only when it is told to. */
  async function openDrop(text: string | Uint8Array | null) {
    const folder = await temporaryFolder();
    const path = join(folder.path, "vehicles.csv");
    const schema = `t${process.pid}_${(count += 1)}`;
    const faults: DropFault[] = [];
    const open = (mapping = MAPPING) =>
      new DropStore({
        domain: vehicleDrop,
        source: { owner: "DEU", holds: "OWN" },
        path,
        layout: { format: "csv", delimiter: ";" },
        mapping,
        database,
        schema,
        lookEveryMs: 3_600_000,
        stillForMs: 0,
        onFault: (fault) => faults.push(fault),
      });
    if (text !== null) await writeFile(path, text);
    const store = open();
    await store.ready();
    return {
      store,
      open,
      path,
      faults,
      put: async (next: string | Uint8Array) => {
        await writeFile(`${path}.new`, next);
        await rename(`${path}.new`, path);
        await store.look();
      },
      ids: async () => idsIn(database, await store.schemaNow()),
      [Symbol.asyncDispose]: async () => {
        await store[Symbol.asyncDispose]();
        for (const slot of ["a", "b"]) await dropSchema(database, `crosscheck_drop_${schema}_${slot}`);
        await folder[Symbol.asyncDispose]();
      },
    };
  }

  test("is read, and the next takes its place whole", async () => {
    await using drop = await openDrop(GOOD);
    const first = await drop.ids();

    await drop.put(`${HEAD}\r\n3;;"K ""1""";G;\r\n`);

    expect([first, await drop.ids(), drop.faults]).toEqual([["1", "2"], ["3"], []]);
  });

  // What is wrong with a text is seen before it reaches a database; what is wrong with a whole drop the database says.
  test.each(engine === "pglite" ? FAULTS : FAULTS.filter(([, , code]) => code === "DROP_DOUBLE"))(
    "with %s is refused with its line, and what was read before stays",
    async (_name, text, code, line) => {
      await using drop = await openDrop(GOOD);

      await drop.put(text);

      expect(drop.faults.map((fault) => [fault.code, fault.line])).toEqual([[code, line]]);
      expect(await drop.ids()).toEqual(["1", "2"]);
    },
  );

  test("that was refused is told of once, and the next good one is read", async () => {
    await using drop = await openDrop(GOOD);

    await drop.put(`${GOOD}3;WVW`);
    await drop.store.look();
    await drop.put(`${HEAD}\n4;;A;G;\n`);

    expect(drop.faults.length).toBe(1);
    expect(await drop.ids()).toEqual(["4"]);
  });

  test("that is gone leaves what was read before", async () => {
    await using drop = await openDrop(GOOD);

    await rm(drop.path);
    await drop.store.look();

    expect(drop.faults.map(({ code }) => code)).toEqual(["DROP_MISSING"]);
    expect(await drop.ids()).toEqual(["1", "2"]);
  });

  test("lasts through a restart, even where the file has been broken since", async () => {
    await using drop = await openDrop(GOOD);
    await writeFile(drop.path, `${GOOD}3;WVW`);

    await using again = drop.open();
    await again.ready();

    expect(await idsIn(database, await again.schemaNow())).toEqual(["1", "2"]);
  });

  test("is read anew by another mapping: what was read by the one before would find less", async () => {
    await using drop = await openDrop(GOOD);

    await using again = drop.open(OTHER_MAPPING);
    await again.ready();

    expect(await again.schemaNow()).not.toBe(await drop.store.schemaNow());
  });

  test("that was read by another mapping and is at fault now is a failure, never what was read before", async () => {
    await using drop = await openDrop(GOOD);
    await writeFile(drop.path, `${GOOD}3;WVW`);

    await using again = drop.open(OTHER_MAPPING);
    await again.ready();

    await expect(again.schemaNow()).rejects.toThrow(SourceFailure);
  });

  test("whose loading was cut short by a crash is not taken for one that is whole", async () => {
    await using drop = await openDrop(GOOD);
    // As a process leaves it that ends before the last step.
    await database.kysely
      .withSchema(await drop.store.schemaNow())
      .deleteFrom(DONE_TABLE)
      .execute();

    await using again = drop.open();
    await again.ready();

    expect(await idsIn(database, await again.schemaNow())).toEqual(["1", "2"]);
    expect(drop.faults).toEqual([]);
  });

  test("while there has been none is a failure, never an empty answer", async () => {
    await using drop = await openDrop(null);

    await expect(drop.store.schemaNow()).rejects.toThrow(SourceFailure);
    expect(drop.faults.map(({ code }) => code)).toEqual(["DROP_MISSING"]);
  });

  test("repeats nothing of a row in a fault", async () => {
    await using drop = await openDrop(`${HEAD}\n1;SECRET-VIN-THAT-IS-TOO-LONG;A;G;\n`);

    const [fault] = drop.faults;
    expect([fault?.code, fault?.line]).toEqual(["DROP_RECORD", 2]);
    expect(fault?.message).not.toContain("SECRET");
    expect(fault?.message).toContain("vin");
  });
});

test("a file that has just changed is left until it is still", async () => {
  await using database = openEngine("pglite");
  await using folder = await temporaryFolder();
  const path = join(folder.path, "vehicles.csv");
  await writeFile(path, GOOD);
  await using store = new DropStore({
    domain: vehicleDrop,
    source: { owner: "DEU", holds: "OWN" },
    path,
    layout: { format: "csv", delimiter: ";" },
    mapping: MAPPING,
    database,
    schema: "still",
    lookEveryMs: 3_600_000,
    stillForMs: 60_000,
    onFault: () => {},
  });
  await store.ready();
  await expect(store.schemaNow()).rejects.toThrow(SourceFailure);

  const { atime, mtimeMs } = await stat(path);
  await utimes(path, atime, new Date(mtimeMs - 61_000));
  await store.look();

  expect(await idsIn(database, await store.schemaNow())).toEqual(["1", "2"]);
});

test("the README lists every fault of a drop, and no other", async () => {
  const rows = await readTable("subgraphs/kit/README.md", "Drops");

  expect(rows.map(([code = ""]) => codeWords(code)[0])).toEqual(Object.keys(DROP_FAULTS));
});

async function idsIn({ kysely }: Database, schema: string): Promise<readonly string[]> {
  const rows = await kysely.withSchema(schema).selectFrom(ROWS_TABLE).select("nr").orderBy("nr").execute();
  return rows.map(({ nr }) => String(nr));
}
