import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dropSchema } from "../../subgraphs/kit/database/create-table.js";
import { openPglite } from "../../subgraphs/kit/database/database.js";
import type { Database, Engine } from "../../subgraphs/kit/database/database.js";
import { TooManyMatches } from "../../subgraphs/kit/sources/source.js";
import { connectPersons } from "../../subgraphs/persons/index.js";
import type { PersonQuestion, PersonRecord, PersonSource } from "../../subgraphs/persons/index.js";
import { heldRecords } from "../../subgraphs/world/held-records.js";
import { loadDomain } from "../../subgraphs/world/load-world.js";
import { markLoaded, worldIn } from "../../subgraphs/world/world-mark.js";
import { createRandom } from "../../subgraphs/world/random.js";
import type { Random } from "../../subgraphs/world/random.js";
import { REGISTRY } from "../contract/loaded-world.js";
import { everything } from "../support/authority.js";
import { answeringEngines, openEngine } from "../support/databases.js";
import { NOBODY } from "../subgraphs/persons/fake-source.js";
import { mistyped } from "./matching/edits.js";

/** Persons in the one source that is searched: 60 of 100 of a world's stand in INTERPOL's, and 30 of its records are persons. */
const SIZES: Readonly<Partial<Record<Engine, number>>> = {
  postgres: Number(process.env["BENCH_PERSONS"] ?? 1_000_000),
  pglite: Number(process.env["BENCH_PGLITE_PERSONS"] ?? 200_000),
};
const SEARCHES = Number(process.env["BENCH_SEARCHES"] ?? 1_000);
const FREQUENT = 100;
/** A named schema is kept, and searched as it is where an earlier run has loaded it. */
const KEPT = process.env["BENCH_SCHEMA"];
/** Where the embedded database stays with it. */
const KEPT_FOLDER = process.env["BENCH_PGLITE_FOLDER"];
const SCHEMA = KEPT ?? `crosscheck_bench_${process.pid}`;
const ENGINES = (process.env["BENCH_ENGINES"] ?? "postgres,pglite").split(",");

const engines = (await answeringEngines()).filter((engine) => ENGINES.includes(engine) && SIZES[engine] !== undefined);

/** A record that must be found, and what is asked. */
interface Trial {
  readonly record: PersonRecord;
  readonly question: PersonQuestion;
}

describe.each(engines)("persons in %s", (engine) => {
  const size = Math.round((SIZES[engine] ?? 0) / 0.3 / 0.6);
  let database: Database;
  let source: PersonSource;
  let sample: readonly PersonRecord[];

  beforeAll(async () => {
    database = engine === "pglite" ? openPglite(KEPT_FOLDER) : openEngine(engine);
    const found = REGISTRY.find(({ id }) => id === "xpo-persons");
    if (found === undefined) throw new Error("The registry has no xpo-persons.");
    const { connector } = found;
    const own = { ...found, connector: { ...connector, mapping: { ...connector.mapping, schema: SCHEMA } } };
    const startedAt = performance.now();
    const plan = { seed: 1, size };
    if ((await worldIn(database, SCHEMA)) !== JSON.stringify(plan)) {
      await loadDomain(plan, "persons", { sources: [own], databases: () => database, onRecords: () => {} });
      await markLoaded(database, SCHEMA, JSON.stringify(plan));
    }
    sample = drawSample(size);
    print(`${engine}: loaded in ${Math.round((performance.now() - startedAt) / 1_000)} s`);
    source = connectPersons(own, { databases: () => database }).port;
    await source.warm?.(NEVER);
  }, 3_600_000);

  afterAll(async () => {
    if (KEPT === undefined) await dropSchema(database, SCHEMA);
    await database[Symbol.asyncDispose]();
  });

  test.each([true, false])("a search, with the date of birth: %s", async (isDated) => {
    const random = createRandom(7);
    const trials = sample.map((record) => ({ record, question: asked(record, random, isDated) }));

    const { times, found, tooMany } = await search(source, trials);

    print(
      `${engine} ${isDated ? "name and date of birth" : "name alone"}: ${timesOf(times)}; found ${(found / trials.length).toFixed(4)}, too many ${tooMany}`,
    );
    expect(times.length).toBe(trials.length);
  });

  test.each([true, false])("the most frequent names, with the date of birth: %s", async (isDated) => {
    const trials = mostFrequent(sample).map((record) => ({ record, question: askedPlainly(record, isDated) }));

    const { times, found, tooMany } = await search(source, trials);

    print(
      `${engine} ${trials.length} most frequent names, ${isDated ? "with date of birth" : "alone"}: ${timesOf(times)}; found ${(found / trials.length).toFixed(4)}, too many ${tooMany}`,
    );
    expect(times.length).toBe(trials.length);
  });
});

async function search(
  source: PersonSource,
  trials: readonly Trial[],
): Promise<{ readonly times: readonly number[]; readonly found: number; readonly tooMany: number }> {
  for (const { question } of trials.slice(0, 50)) await ask(source, question);
  const times: number[] = [];
  let [found, tooMany] = [0, 0];
  for (const { record, question } of trials) {
    const startedAt = performance.now();
    const refs = await ask(source, question);
    times.push(performance.now() - startedAt);
    if (refs === null) tooMany += 1;
    else if (refs.includes(`${record.owner}/${record.localId}`)) found += 1;
    else if (process.env["BENCH_SHOW"] !== undefined) print(`missed ${JSON.stringify([record.names, question])}`);
  }
  return { times, found, tooMany };
}

/** The records found; null where there are too many to say. */
async function ask(source: PersonSource, question: PersonQuestion): Promise<readonly string[] | null> {
  try {
    const finds = await source.search(question, everything(), NEVER);
    return finds.map(({ record }) => `${record.owner}/${record.localId}`);
  } catch (error) {
    if (error instanceof TooManyMatches) return null;
    throw error;
  }
}

const NEVER = new AbortController().signal;

/** Records from all over the world, every so many. */
function drawSample(size: number): readonly PersonRecord[] {
  const step = Math.max(1, Math.floor((size * 0.3 * 0.6) / SEARCHES));
  const sample: PersonRecord[] = [];
  let count = 0;
  for (const { record, sources } of heldRecords({ seed: 1, size }, "persons")) {
    if (!sources.includes("xpo-persons")) continue;
    count += 1;
    if (count % step === 0 && sample.length < SEARCHES) sample.push(record);
  }
  return sample;
}

function askedPlainly({ names, datesOfBirth }: PersonRecord, isDated: boolean): PersonQuestion {
  const [name] = names;
  return {
    ...NOBODY,
    names: [{ family: name?.family ?? "", given: name?.given ?? "" }],
    dateOfBirth: isDated ? (datesOfBirth[0] ?? null) : null,
  };
}

/** The name as another office has it: in its own script, swapped, in one string, mistyped, or as it stands. */
function asked(record: PersonRecord, random: Random, isDated: boolean): PersonQuestion {
  const plain = askedPlainly(record, isDated);
  const [name] = record.names;
  const { family = "", given = "", original = null } = name ?? {};
  const names = random.pick([
    { family, given },
    { family: given, given: family },
    { family: `${given} ${family}`.toUpperCase(), given: "" },
    original === null ? { family, given } : { family: "", given: "", original },
    { family: family.length > 5 ? mistyped(family, random) : family, given },
  ]);
  return { ...plain, names: [names] };
}

/** One person for each of the names that most people of the sample share a family and a given name with. */
function mostFrequent(sample: readonly PersonRecord[]): readonly PersonRecord[] {
  const byFamily = countBy(sample, ({ names }) => names[0]?.family ?? "");
  const byGiven = countBy(sample, ({ names }) => names[0]?.given ?? "");
  const weight = ({ names }: PersonRecord): number =>
    (byFamily.get(names[0]?.family ?? "") ?? 0) * (byGiven.get(names[0]?.given ?? "") ?? 0);
  return sample.toSorted((a, b) => weight(b) - weight(a)).slice(0, FREQUENT);
}

function countBy(
  sample: readonly PersonRecord[],
  keyOf: (record: PersonRecord) => string,
): ReadonlyMap<string, number> {
  return new Map([...Map.groupBy(sample, keyOf)].map(([key, records]) => [key, records.length]));
}

function timesOf(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  return `median ${at(0.5)} ms, 99th percentile ${at(0.99)} ms`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
