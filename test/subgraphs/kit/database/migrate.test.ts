import { readdir } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { encounterMigrations, templateRecordSchema } from "../../../../subgraphs/biometrics/index.js";
import { dropSchema } from "../../../../subgraphs/kit/database/create-table.js";
import type { Database } from "../../../../subgraphs/kit/database/database.js";
import { migrate } from "../../../../subgraphs/kit/database/migrate.js";
import type { Migration } from "../../../../subgraphs/kit/database/migration.js";
import { namePairs } from "../../../../subgraphs/kit/names/pair-keys.js";
import { packageFile } from "../../../../subgraphs/kit/package-file.js";
import { sqlRecords } from "../../../../subgraphs/kit/sources/connections.js";
import { overSql, readRegistry } from "../../../../subgraphs/kit/sources/registry.js";
import { writeRef } from "../../../../subgraphs/kit/sources/record-ref.js";
import type { RecordSchema } from "../../../../subgraphs/kit/sources/mapped-records.js";
import type { RecordRef } from "../../../../subgraphs/kit/sources/record-ref.js";
import type { Domain } from "../../../../subgraphs/kit/sources/source.js";
import { noticeMigrations, noticeRecordSchema } from "../../../../subgraphs/notices/index.js";
import { personMigrations, personRecordSchema } from "../../../../subgraphs/persons/index.js";
import { travelDocumentMigrations, travelDocumentRecordSchema } from "../../../../subgraphs/travel-documents/index.js";
import { vehicleMigrations, vehicleRecordSchema } from "../../../../subgraphs/vehicles/index.js";
import { heldRecords } from "../../../../subgraphs/world/held-records.js";
import type { DomainRecords } from "../../../../subgraphs/world/registers/index.js";
import {
  encounters,
  nominals,
  notices,
  stolenDocuments,
  stolenVehicles,
} from "../../../../subgraphs/world/registers/interpol.js";
import type { Register } from "../../../../subgraphs/world/registers/register.js";
import { everything } from "../../../support/authority.js";
import { answeringEngines, openEngine } from "../../../support/databases.js";

const SCHEMA = `crosscheck_migrate_${process.pid}`;
const SOURCES = overSql(await readRegistry(packageFile("subgraphs/world/sources")));
const PLAN = { seed: 1, size: 1_000 };
const signal = AbortSignal.timeout(600_000);

const DOMAINS: readonly (readonly [Domain, readonly Migration[], readonly string[]])[] = [
  [
    "persons",
    personMigrations,
    [
      "crosscheck_document",
      "crosscheck_name",
      "crosscheck_name_born",
      "crosscheck_name_pair",
      "nominal",
      "nominal_document",
      "nominal_name",
    ],
  ],
  ["notices", noticeMigrations, ["arrest_warrant", "crosscheck_name", "notice", "notice_name"]],
  ["travel-documents", travelDocumentMigrations, ["travel_document"]],
  ["vehicles", vehicleMigrations, ["vehicle"]],
  ["biometrics", encounterMigrations, ["encounter"]],
];

const CREATE: Migration = {
  name: "0001-bird",
  up: async (db) => {
    await db.schema.createTable("bird").addColumn("name", "varchar(20)").execute();
  },
};

const RENAME: Migration = {
  name: "0002-called",
  up: async (db) => {
    await db.schema.alterTable("bird").renameColumn("name", "called").execute();
  },
};

const BROKEN: Migration = {
  name: "0002-broken",
  up: async (db) => {
    await db.schema.alterTable("no_such_table").renameColumn("name", "called").execute();
  },
};

describe("the migrations", () => {
  test.each(DOMAINS)(
    "of %s are the files of their folder, in the order of their numbers",
    async (domain, migrations) => {
      const files = await readdir(packageFile(`subgraphs/${domain}/backends/migrations`));

      const numbered = files.filter((file) => file !== "index.ts").toSorted();
      expect(migrations.map(({ name }) => `${name}.ts`)).toEqual(numbered);
    },
  );
});

describe.each(await answeringEngines())("migrations over %s", (engine) => {
  let database: Database;

  beforeAll(() => {
    database = openEngine(engine);
  });

  afterEach(() => dropSchema(database, SCHEMA));

  afterAll(() => database[Symbol.asyncDispose]());

  describe.each(DOMAINS)("of %s", (_domain, migrations, tables) => {
    const all = migrations.map(({ name }) => name);

    test("lead from nothing to the latest tables", async () => {
      const done = await migrate(database, SCHEMA, migrations);

      expect(done).toEqual(all);
      expect(await tablesIn(database)).toEqual(tables);
    });

    test("are not run again", async () => {
      await migrate(database, SCHEMA, migrations);

      expect(await migrate(database, SCHEMA, migrations)).toEqual([]);
    });

    test("go on where one was cut short", async () => {
      await migrate(database, SCHEMA, []);
      for (const { up } of migrations) await up(database.kysely.withSchema(SCHEMA));

      expect(await migrate(database, SCHEMA, migrations)).toEqual(all);
    });
  });

  test("a later migration runs alone, and what is in the tables stays", async () => {
    await migrate(database, SCHEMA, [CREATE]);
    await database.load({ schema: SCHEMA, name: "bird", columns: ["name"] }, [["heron"]]);

    const done = await migrate(database, SCHEMA, [CREATE, RENAME]);

    expect(done).toEqual([RENAME.name]);
    expect(await database.kysely.withSchema(SCHEMA).selectFrom("bird").select("called").execute()).toEqual([
      { called: "heron" },
    ]);
  });

  test("give names that are kept already the keys that a later one adds: without them a search would read as a no-hit", async () => {
    await migrate(database, SCHEMA, personMigrations.slice(0, 2));
    await database.load({ schema: SCHEMA, name: "nominal", columns: ["ref", "owner", "local_id"] }, [
      ["XPO/1", "XPO", "1"],
    ]);
    await database.load({ schema: SCHEMA, name: "nominal_name", columns: ["ref", "family", "given", "original"] }, [
      ["XPO/1", "Koshcheyev", "Radomir", "Кощеев Радомир"],
    ]);

    await migrate(database, SCHEMA, personMigrations);

    const keys = await database.kysely.withSchema(SCHEMA).selectFrom("crosscheck_name_pair").selectAll().execute();
    const pairs = namePairs({ family: "Koshcheyev", given: "Radomir", original: "Кощеев Радомир" });
    expect(pairs.length).toBeGreaterThan(0);
    expect(keys.map(({ value, id }) => [value, id]).toSorted()).toEqual(
      pairs.map((pair) => [pair, "XPO/1"]).toSorted(),
    );
  });

  test("run once where several start them at once", async () => {
    await using other = openEngine(engine);
    // The embedded database is one process's own: there, two parts of that process start them.
    const second = engine === "pglite" ? database : other;
    let runs = 0;
    const counted = {
      ...CREATE,
      up: async (db: Parameters<Migration["up"]>[0]) => {
        runs += 1;
        await CREATE.up(db);
      },
    };

    const done = await Promise.all([database, second].map((one) => migrate(one, SCHEMA, [counted, RENAME])));

    expect(done.toSorted((one, two) => one.length - two.length)).toEqual([[], [CREATE.name, RENAME.name]]);
    expect(runs).toBe(1);
  });

  test("a migration that fails names itself and its schema, keeps the cause and is not counted as done", async () => {
    const failed = migrate(database, SCHEMA, [CREATE, BROKEN]);

    await expect(failed).rejects.toMatchObject({
      code: "MIGRATION_FAILED",
      message: `The migration 0002-broken of the schema ${SCHEMA} failed.`,
      extensions: { code: "MIGRATION_FAILED", schema: SCHEMA, migration: "0002-broken" },
      cause: expect.objectContaining({ message: expect.stringContaining("no_such_table") }),
    });
    const left = engine === "postgres" ? [CREATE.name, RENAME.name] : [RENAME.name];
    expect(await migrate(database, SCHEMA, [CREATE, RENAME])).toEqual(left);
  });

  test("a schema that is newer than the program is left alone", async () => {
    await migrate(database, SCHEMA, [CREATE, RENAME]);

    await expect(migrate(database, SCHEMA, [CREATE])).rejects.toMatchObject({
      code: "MIGRATION_FAILED",
      message: `The migrations of the schema ${SCHEMA} failed.`,
    });
  });

  test("persons that the register writes are read whole by INTERPOL's mapping", async () => {
    const held = heldCentrally("persons");

    expect(await writeAndRead(database, nominals, held, personRecordSchema)).toEqual(held);
  });

  test("notices that the register writes are read whole by INTERPOL's mapping", async () => {
    const held = heldCentrally("notices");

    expect(await writeAndRead(database, notices, held, noticeRecordSchema)).toEqual(held);
  });

  test("travel documents that the register writes are read whole by INTERPOL's mapping", async () => {
    const held = heldCentrally("travel-documents");

    expect(await writeAndRead(database, stolenDocuments, held, travelDocumentRecordSchema)).toEqual(held);
  });

  test("vehicles that the register writes are read whole by INTERPOL's mapping", async () => {
    const held = heldCentrally("vehicles");

    expect(await writeAndRead(database, stolenVehicles, held, vehicleRecordSchema)).toEqual(held);
  });

  test("encounters that the register writes are read whole by INTERPOL's mapping, their templates included", async () => {
    const held = heldCentrally("biometrics");

    expect(await writeAndRead(database, encounters, held, templateRecordSchema)).toEqual(held);
  });
});

/** Some records of a domain that are in INTERPOL's database, by reference. */
function heldCentrally<D extends Domain>(domain: D): readonly DomainRecords[D][] {
  const held = heldRecords(PLAN, domain)
    .filter(({ sources }) => sources.includes(`xpo-${domain}`))
    .map(({ record }) => record);
  return byRef([...held.take(50)]);
}

async function writeAndRead<Held extends RecordRef, Schema extends RecordSchema>(
  database: Database,
  register: Register<Held>,
  records: readonly Held[],
  schema: Schema,
): Promise<readonly z.output<Schema>[]> {
  const source = SOURCES.find(({ id }) => id === register.source);
  if (source === undefined || !("migrations" in register)) throw new Error(`${register.source} is not INTERPOL's.`);
  await migrate(database, SCHEMA, register.migrations);
  const byTable = Map.groupBy(
    records.flatMap((record) => register.rowsOf(record)),
    ({ table }) => table,
  );
  for (const [name, rows] of byTable) {
    const columns = Object.keys(rows[0]?.row ?? {});
    await database.load(
      { schema: SCHEMA, name, columns },
      rows.map(({ row }) => Object.values(row)),
    );
  }
  const { connector } = source;
  const here = { ...source, connector: { ...connector, mapping: { ...connector.mapping, schema: SCHEMA } } };
  return byRef(await sqlRecords(here, { databases: () => database }, schema).findByRefs(records, everything(), signal));
}

function byRef<Held extends RecordRef>(records: readonly Held[]): readonly Held[] {
  return records.toSorted((one, other) => writeRef(one).localeCompare(writeRef(other)));
}

/** The tables of the schema without those that the migrator keeps for itself. */
async function tablesIn({ kysely }: Database): Promise<readonly string[]> {
  const rows = await kysely
    .withSchema("information_schema")
    .selectFrom("tables")
    .select("table_name as name")
    .where("table_schema", "=", SCHEMA)
    .where("table_name", "not like", "kysely%")
    .execute();
  return rows.map(({ name }) => String(name)).toSorted();
}
