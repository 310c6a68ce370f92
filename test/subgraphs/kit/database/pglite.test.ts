import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openPglite } from "../../../../subgraphs/kit/database/database.js";
import type { Database } from "../../../../subgraphs/kit/database/database.js";

let database: Database;

beforeAll(async () => {
  database = openPglite();
  await database.run("CREATE SCHEMA s");
});

afterAll(() => database[Symbol.asyncDispose]());

test("a statement gives the same the second time, when it is planned already, whatever the types of its columns", async () => {
  await database.run(
    "CREATE TABLE s.types (a text, b int, c bigint, d jsonb, e double precision, f boolean, g date, h text[])",
  );
  await database.run(
    `INSERT INTO s.types VALUES ('x', 1, 2, '{"k": [1]}', 1.5, true, '2020-01-02', '{p,q}'), (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)`,
  );
  const read = async (): Promise<unknown> =>
    database.kysely.withSchema("s").selectFrom("types").select(["a", "b", "c", "d", "e", "f", "g", "h"]).execute();

  const [first, second] = [await read(), await read()];

  const nothing = { a: null, b: null, c: null, d: null, e: null, f: null, g: null, h: null };
  const row = { a: "x", b: 1, c: 2, d: { k: [1] }, e: 1.5, f: true, g: "2020-01-02", h: ["p", "q"] };
  expect(first).toEqual([row, nothing]);
  expect(second).toEqual(first);
});

test("values of every kind are given anew each time", async () => {
  await database.run("CREATE TABLE s.kinds (id int, word text)");
  await database.run("INSERT INTO s.kinds VALUES (1, 'a'), (2, 'b'), (3, NULL), (4, 'it''s \"{q}\"')");
  const read = async (ids: readonly number[], word: string | null, most: number): Promise<unknown> => {
    const query = database.kysely.withSchema("s").selectFrom("kinds").select("id");
    const rows = await query
      .where((eb) => eb.or([eb("id", "in", ids), eb("word", "=", word)]))
      .orderBy("id")
      .limit(most)
      .execute();
    return rows.map(({ id }) => id);
  };

  expect(await read([1, 2], "b", 5)).toEqual([1, 2]);
  expect(await read([3, 1], 'it\'s "{q}"', 5)).toEqual([1, 3, 4]);
  expect(await read([3, 1], null, 1)).toEqual([1]);
});

test("a statement that fails fails each time, and the next one is answered", async () => {
  const ask = (): Promise<unknown> => database.kysely.withSchema("s").selectFrom("nowhere").select("a").execute();

  await expect(ask()).rejects.toThrow("does not exist");
  await expect(ask()).rejects.toThrow("does not exist");

  await expect(database.run("SELECT 1")).resolves.toBeUndefined();
});

test("a table that is made anew with other columns is read as it now is", async () => {
  const read = (): Promise<unknown> => database.kysely.withSchema("s").selectFrom("anew").selectAll().execute();
  await database.run("CREATE TABLE s.anew (a text)");
  await database.run("INSERT INTO s.anew VALUES ('before')");
  expect(await read()).toEqual([{ a: "before" }]);

  await database.run("DROP TABLE s.anew");
  await database.run("CREATE TABLE s.anew (b int, a text)");
  await database.run("INSERT INTO s.anew VALUES (7, 'after')");

  expect(await read()).toEqual([{ b: 7, a: "after" }]);
  expect(await read()).toEqual([{ b: 7, a: "after" }]);
});

test("questions that come at once are each given their own answer", async () => {
  await database.run("CREATE TABLE s.many AS SELECT i FROM generate_series(1, 50) AS i");
  const ask = async (i: number): Promise<unknown> => {
    const [row] = await database.kysely.withSchema("s").selectFrom("many").select("i").where("i", "=", i).execute();
    return row?.["i"];
  };

  const wanted = Array.from({ length: 50 }, (_, index) => index + 1);
  expect(await Promise.all(wanted.map(ask))).toEqual(wanted);
});

test("of several that are asked at once the one that fails fails alone", async () => {
  await database.run("CREATE TABLE s.shares (id int PRIMARY KEY, parts int)");
  await database.run("INSERT INTO s.shares VALUES (1, 2), (2, 0), (3, 4)");
  const shareOf = (id: number): Promise<unknown> =>
    database.kysely
      .withSchema("s")
      .selectFrom("shares")
      .select(sql<number>`12 / parts`.as("share"))
      .where("id", "=", id)
      .execute();
  await shareOf(1);

  const answers = await Promise.allSettled([1, 2, 3].map(shareOf));

  expect(answers).toEqual([
    { status: "fulfilled", value: [{ share: 6 }] },
    { status: "rejected", reason: new Error("division by zero") },
    { status: "fulfilled", value: [{ share: 3 }] },
  ]);
});

test("what was asked before it is closed is answered, and what is asked after it fails", async () => {
  const closing = openPglite();
  const asked = closing.kysely.selectNoFrom(sql<number>`1`.as("one")).execute();
  const closed = closing[Symbol.asyncDispose]();

  await expect(asked).resolves.toEqual([{ one: 1 }]);
  await closed;
  await expect(closing.run("SELECT 1")).rejects.toThrow("closed");
});

test("a value that cannot be sent fails its own question, and no other that is asked at the same moment", async () => {
  await database.run("CREATE TABLE s.sent AS SELECT 'a' AS word");
  const ask = (word: unknown): Promise<unknown> =>
    database.kysely.withSchema("s").selectFrom("sent").selectAll().where("word", "=", word).execute();

  const [unsendable, found] = await Promise.allSettled([ask(Symbol("a")), ask("a")]);

  expect(unsendable).toMatchObject({ status: "rejected", reason: { name: "DataCloneError" } });
  expect(found).toEqual({ status: "fulfilled", value: [{ word: "a" }] });
});
