import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { openPostgres } from "../../../subgraphs/kit/database/database.js";
import type { Database } from "../../../subgraphs/kit/database/database.js";
import { packageFile } from "../../../subgraphs/kit/package-file.js";
import { overSql, readRegistry } from "../../../subgraphs/kit/sources/registry.js";
import { loadDomain } from "../../../subgraphs/world/load-world.js";

/** The countries' registers: they are made by plain statements, so that a database far away can be played by hand. */
const SOURCES = overSql(await readRegistry(packageFile("subgraphs/world/sources"))).filter(
  ({ owner }) => owner !== "XPO",
);
const TEN_MILLION = { seed: 1, size: 10_000_000 };
/** A hundredth of the world: what waits for the database, and a batch being filled for each table. */
const MOST_RECORDS_AHEAD = 100_000;
/** As the loader says of itself: so many batches of so many rows. */
const MOST_ROWS_WAITING = 8 * 5_000;

/** A database that takes every statement and no row until it fails. */
function heldDatabase() {
  const end = Promise.withResolvers<void>();
  const waiting = { rows: 0 };
  const database: Database = {
    // Never connected to: loading needs its port alone.
    ...openPostgres("postgres://nobody@127.0.0.1:1/none"),
    run: async () => {},
    load: (_table, rows) => {
      waiting.rows += rows.length;
      return end.promise;
    },
  };
  return { database, waiting, fail: end.reject };
}

test("while the database takes no rows none are made, however large the world, and its failure is the loader's", async () => {
  const { database, waiting, fail } = heldDatabase();
  let made = 0;

  const loading = loadDomain(TEN_MILLION, "vehicles", {
    sources: SOURCES,
    databases: () => database,
    onRecords: (count) => (made += count),
  });
  const failure = loading.catch((error: unknown) => error);
  // Nothing but rows is waited for, so one turn later the loader has come as far as it can.
  await setImmediate();
  fail(new Error("The disk is full."));

  expect(await failure).toEqual(new Error("The disk is full."));
  expect(waiting.rows).toBeGreaterThan(0);
  expect(waiting.rows).toBeLessThanOrEqual(MOST_ROWS_WAITING);
  expect(made).toBeLessThan(MOST_RECORDS_AHEAD);
});
