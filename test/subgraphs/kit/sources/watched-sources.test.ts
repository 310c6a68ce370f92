import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { dropSchema } from "../../../../subgraphs/kit/database/create-table.js";
import { openPostgres } from "../../../../subgraphs/kit/database/database.js";
import { packageFile } from "../../../../subgraphs/kit/package-file.js";
import { SourceLine } from "../../../../subgraphs/kit/sources/ask-sources.js";
import { LiveLines } from "../../../../subgraphs/kit/sources/live-lines.js";
import { readRegistry } from "../../../../subgraphs/kit/sources/registry.js";
import { SourceFolder } from "../../../../subgraphs/kit/sources/source-folder.js";
import type { SourceStore } from "../../../../subgraphs/kit/sources/source-store.js";
import { SourceTable } from "../../../../subgraphs/kit/sources/source-table.js";
import { WatchedSources } from "../../../../subgraphs/kit/sources/watched-sources.js";
import { answeringEngines, POSTGRES_URL } from "../../../support/databases.js";
import { temporaryFolder } from "../../../support/processes.js";

const world = await readRegistry(packageFile("subgraphs/world/sources"));
const vehicles = world.filter(({ domain }) => domain === "vehicles");
const [first, second] = vehicles;
if (first === undefined || second === undefined) throw new Error("The world has no vehicles.");

const WITHIN_A_SECOND = { timeout: 1_000, interval: 10 };

interface Stored extends AsyncDisposable {
  readonly store: SourceStore;
  /** Puts a row there that is no source, as somebody who writes by hand might. */
  spoil(name: string): Promise<void>;
}

const STORES = {
  async folder(): Promise<Stored> {
    const folder = await temporaryFolder();
    return {
      store: await SourceFolder.open(folder.path),
      spoil: (name) => writeFile(join(folder.path, `${name}.json`), '{"sources": ['),
      [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
    };
  },
  async table(): Promise<Stored> {
    const schema = `sources_${randomUUID()}`;
    const database = openPostgres(POSTGRES_URL);
    return {
      store: await SourceTable.open(POSTGRES_URL, schema),
      spoil: (name) => database.run(`UPDATE "${schema}".source SET content = '{' WHERE id = '${name}'`),
      [Symbol.asyncDispose]: async () => {
        await dropSchema(database, schema);
        await database[Symbol.asyncDispose]();
      },
    };
  },
} as const;

const engines = await answeringEngines();
const kinds = engines.includes("postgres") ? (["folder", "table"] as const) : (["folder"] as const);

/** The lines to vehicles over a store, and how many were made. */
async function startLines(store: SourceStore) {
  const faults: string[] = [];
  const made: string[] = [];
  const sources = await WatchedSources.open(store, ({ message }) => faults.push(message));
  const lines = new LiveLines(sources, "vehicles", (source) => {
    made.push(source.id);
    if (source.name === "Unreachable") throw new Error("It names a database that is not configured.");
    return new SourceLine(source, {});
  });
  return { sources, lines, faults, made, ids: () => lines.current.map(({ description }) => description.id) };
}

describe.each(kinds)("sources in a %s", (kind) => {
  test("one that is added is there within a second, and the others keep their lines", async () => {
    await using stored = await STORES[kind]();
    await stored.store.put(first.id, first);
    const running = await startLines(stored.store);
    await using _sources = running.sources;
    const [before] = running.lines.current;

    await stored.store.put(second.id, second);
    await vi.waitFor(() => expect(running.ids()).toEqual([first.id, second.id].toSorted()), WITHIN_A_SECOND);

    expect(running.lines.current).toContain(before);
    expect(running.made).toEqual([first.id, second.id]);
  });

  test("one that is disabled is asked nothing within a second, and is reported as one that does not answer", async () => {
    await using stored = await STORES[kind]();
    await stored.store.put(first.id, first);
    const running = await startLines(stored.store);
    await using _sources = running.sources;

    await stored.store.put(first.id, { ...first, enabled: false });
    await vi.waitFor(() => expect(running.lines.current[0]?.description.enabled).toBe(false), WITHIN_A_SECOND);

    const asking = running.lines.current[0]?.ask(
      () => Promise.reject(new Error("It was asked.")),
      AbortSignal.timeout(1_000),
    );
    await expect(asking).rejects.toThrow("The source is switched off.");
  });

  test("a row at fault leaves the source as it was, holds up no other, and is told", async () => {
    await using stored = await STORES[kind]();
    await stored.store.put(first.id, first);
    const running = await startLines(stored.store);
    await using _sources = running.sources;

    await stored.spoil(first.id);
    await stored.store.put(second.id, second);
    await vi.waitFor(() => expect(running.ids()).toEqual([first.id, second.id].toSorted()), WITHIN_A_SECOND);

    expect(running.faults.join()).toMatch(/not JSON/);
  });

  test("one that cannot be connected is told, and the line that it had stays", async () => {
    await using stored = await STORES[kind]();
    await stored.store.put(first.id, first);
    const running = await startLines(stored.store);
    await using _sources = running.sources;
    const before = running.lines.current;

    await stored.store.put(first.id, { ...first, name: "Unreachable" });
    await vi.waitFor(() => expect(running.faults).toHaveLength(1), WITHIN_A_SECOND);

    expect(running.lines.current).toEqual(before);
    expect(running.faults[0]).toContain(`${first.id}: It names a database`);
  });
});

test("a folder's file with several sources is changed where the source stands", async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, "all.json");
  await writeFile(file, JSON.stringify({ sources: [first, second] }));
  await using store = await SourceFolder.open(folder.path);

  await store.put(second.id, { ...second, enabled: false });

  expect(JSON.parse(await readFile(file, "utf8"))).toEqual({ sources: [first, { ...second, enabled: false }] });
  expect([...(await store.read()).keys()]).toEqual(["all.json"]);
});

test("at the start every row must be right", async () => {
  await using stored = await STORES.folder();
  await stored.spoil("swe");

  await expect(WatchedSources.open(stored.store, () => {})).rejects.toMatchObject({
    code: "INVALID_CONFIGURATION",
    message: "swe.json: not JSON.",
  });
});
