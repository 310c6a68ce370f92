import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSchema, createTable, dropSchema } from "../../../subgraphs/kit/database/create-table.js";
import { openPglite } from "../../../subgraphs/kit/database/database.js";
import type { Database } from "../../../subgraphs/kit/database/database.js";
import { InvalidConfiguration } from "../../../subgraphs/kit/errors.js";
import { DOMAINS } from "../../../subgraphs/kit/sources/source.js";
import type { Domain } from "../../../subgraphs/kit/sources/source.js";
import { connectVehicles } from "../../../subgraphs/vehicles/index.js";
import { heldRecords } from "../../../subgraphs/world/held-records.js";
import { totalOf } from "../../../subgraphs/world/load-world.js";
import { openWorld } from "../../../subgraphs/world/open-world.js";
import type { WorldOptions } from "../../../subgraphs/world/open-world.js";
import type { WorldPlan } from "../../../subgraphs/world/seeded.js";
import { vehicleRecord } from "../../../subgraphs/world/things.js";
import { markLoaded, markLoading, worldIn } from "../../../subgraphs/world/world-mark.js";
import { temporaryFolder } from "../../support/processes.js";
import { everything } from "../../support/authority.js";
import { openPlace, worldPlaces } from "../../support/world-places.js";
import type { WorldPlace } from "../../support/world-places.js";

const PLAN = { seed: 3, size: 1_000 };
/** Some of these build a world several times. */
const TIMEOUT = { timeout: 60_000 };

describe.each(await worldPlaces())("a world in %s", TIMEOUT, (name) => {
  let place: WorldPlace;
  const prefix = (): string => place.options.schemaPrefix ?? "";

  beforeAll(async () => {
    place = await openPlace(name);
  });

  afterAll(() => place[Symbol.asyncDispose]());

  test("is loaded once, every record told of, and found there the next time", async () => {
    const first = await loadedBy({ ...place.options, ...PLAN });
    const second = await loadedBy({ ...place.options, ...PLAN });

    expect(first).toEqual({ records: totalOf(PLAN, DOMAINS), last: { done: 1_013, total: 1_013 } });
    expect(second).toEqual({ records: 0, last: null });
  });

  test("is loaded again where its loading was cut short, and no more of it than that domain", async () => {
    await change(place, `DELETE FROM "${prefix()}vehicles_fra"."crosscheck_world"`);
    await change(place, `DELETE FROM "${prefix()}vehicles_fra"."vehicules_signales"`);

    const { records } = await loadedBy({ ...place.options, ...PLAN });

    expect(records).toBe(totalOf(PLAN, ["vehicles"]));
    expect(await frenchVehicles({ ...place.options, ...PLAN })).toBe(countHeldBy("fra-vehicles", "vehicles"));
  });

  test("is built anew where another plan's world stands in its schemas", async () => {
    await change(
      place,
      `UPDATE "${prefix()}notices_xpo"."crosscheck_world" SET "plan" = 'layout 0, seed 8, size 1000'`,
    );

    const { records } = await loadedBy({ ...place.options, ...PLAN });

    expect(records).toBe(totalOf(PLAN, ["notices"]));
  });

  test("refuses a schema that is somebody else's, and leaves it and all others alone", async () => {
    await change(place, `DROP TABLE "${prefix()}vehicles_deu"."crosscheck_world"`);
    await change(place, `DELETE FROM "${prefix()}persons_fra"."crosscheck_world"`);

    await expect(openWorld({ ...place.options, ...PLAN })).rejects.toThrow(
      `The schema ${prefix()}vehicles_deu is not Crosscheck's: it has tables but no mark. Use another database for the invented world.`,
    );

    await using database = await place.open();
    expect(await countRows(database, `${prefix()}vehicles_deu`, "kraftfahrzeug")).toBe(
      countHeldBy("deu-vehicles", "vehicles"),
    );
    expect(await worldIn(database, `${prefix()}persons_fra`)).toBe(null);
    expect(await worldIn(database, `${prefix()}persons_xpo`)).not.toBe(null);
  });
});

test("worlds of two plans do not meet in one folder", TIMEOUT, async () => {
  await using folder = await temporaryFolder();
  const options = { folder: folder.path, domains: ["vehicles"] } as const;

  await using one = await openWorld({ ...options, seed: 1, size: 1_000 });
  await using other = await openWorld({ ...options, seed: 2, size: 1_000 });

  const signal = AbortSignal.timeout(30_000);
  const owner = (seed: number): string => vehicleRecord({ seed, size: 1_000 }, 0).owner;
  const found = await Promise.all(
    [one, other].map(async ({ sources, databases }) => {
      const central = sources.filter(({ id }) => id === "xpo-vehicles");
      const refs = [1, 2].map((seed) => ({ owner: owner(seed), localId: "V0000000" }));
      return Promise.all(
        central.map((source) => connectVehicles(source, { databases }).port.findByRefs(refs, everything(), signal)),
      );
    }),
  );
  expect(found.flat(2).map(({ vin }) => vin)).toEqual(
    [1, 2].map((seed) => vehicleRecord({ seed, size: 1_000 }, 0).vin),
  );
});

test("a folder that another process holds is refused, and one that is let go is not", TIMEOUT, async () => {
  await using folder = await temporaryFolder();
  const options = { folder: folder.path, ...PLAN, domains: ["biometrics"] } as const;
  const world = await openWorld(options);

  await expect(openWorld(options)).rejects.toThrow(InvalidConfiguration);
  await world[Symbol.asyncDispose]();
  const { records } = await loadedBy(options);

  expect(records).toBe(0);
});

test.each([
  ["databaseUrl", "postgres://officer:secret@127.0.0.1:1/records"],
  ["mariadbUrl", "mysql://officer:secret@127.0.0.1:1/records"],
])("a server that does not answer is told by its address, without the password: %s", async (option, url) => {
  await expect(openWorld({ ...PLAN, [option]: url })).rejects.toThrow(
    new InvalidConfiguration("The database server at 127.0.0.1:1 does not answer, or lets nobody in."),
  );
});

test("a process that asks no source opens no database, and knows every source all the same", async () => {
  await using world = await openWorld({ ...PLAN, domains: [] });

  expect(world.sources.length).toBe(16);
  expect(() => world.databases("embedded")).toThrow(InvalidConfiguration);
});

describe("the mark of a world", () => {
  let database: Database;

  beforeAll(() => {
    database = openPglite();
  });

  afterAll(() => database[Symbol.asyncDispose]());

  test("is the plan once everything is loaded, and none before", async () => {
    const before = await worldIn(database, "marked");
    await createSchema(database, "marked");
    const empty = await worldIn(database, "marked");
    await markLoading(database, "marked");
    const loading = await worldIn(database, "marked");
    await markLoaded(database, "marked", "the plan");

    expect([before, empty, loading, await worldIn(database, "marked")]).toEqual([null, null, null, "the plan"]);
    await dropSchema(database, "marked");
  });

  test("is missed in a schema with tables of somebody's own", async () => {
    await createSchema(database, "theirs");
    await createTable(database, "theirs", { name: "payroll", columns: { name: "text" }, indexes: [] });

    await expect(worldIn(database, "theirs")).rejects.toThrow(InvalidConfiguration);
  });
});

/** Opens and closes a world, and says what had to be loaded for it. */
async function loadedBy(options: WorldOptions): Promise<{
  readonly records: number;
  readonly last: { readonly done: number; readonly total: number } | null;
}> {
  const progress: { readonly done: number; readonly total: number }[] = [];
  const world = await openWorld({ ...options, onProgress: (step) => void progress.push(step) });
  await world[Symbol.asyncDispose]();
  const last = progress.at(-1) ?? null;
  return { records: last?.done ?? 0, last };
}

async function change(place: WorldPlace, statement: string): Promise<void> {
  await using database = await place.open();
  await database.run(statement);
}

async function frenchVehicles(options: WorldOptions): Promise<number> {
  await using world = await openWorld(options);
  // Awaited here: what is returned unawaited outlives the world.
  return await countRows(
    world.databases("embedded"),
    `${options.schemaPrefix ?? ""}vehicles_fra`,
    "vehicules_signales",
  );
}

async function countRows({ kysely }: Database, schema: string, table: string): Promise<number> {
  const { countAll } = kysely.fn;
  const row = await kysely
    .withSchema(schema)
    .selectFrom(table)
    .select(countAll<number>().as("rows"))
    .executeTakeFirstOrThrow();
  return Number(row.rows);
}

function countHeldBy(source: string, domain: Domain, plan: WorldPlan = PLAN): number {
  return [...heldRecords(plan, domain)].filter(({ sources }) => sources.includes(source)).length;
}
