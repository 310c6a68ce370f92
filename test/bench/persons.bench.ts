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
/** Of those who are asked for, so many are found. */
const LEAST_RECALL = 0.99;
/** A named schema is kept, and searched as it is where an earlier run has loaded it. */
const KEPT = process.env["BENCH_SCHEMA"];
/** Where the embedded database stays with it. */
const KEPT_FOLDER = process.env["BENCH_PGLITE_FOLDER"];
/** Invented persons alone stand in the benchmark: those that are not found may be shown. */
const SHOWN = process.env["BENCH_SHOW"] !== undefined;
const SCHEMA = KEPT ?? `crosscheck_bench_${process.pid}`;
const ENGINES = (process.env["BENCH_ENGINES"] ?? "postgres,pglite").split(",");

const engines = (await answeringEngines()).filter((engine) => ENGINES.includes(engine) && SIZES[engine] !== undefined);

/** A person, as far as they are asked for and must be found. */
type Held = Pick<PersonRecord, "owner" | "localId" | "names" | "datesOfBirth">;

/** A record that must be found, and what is asked. */
interface Trial {
  readonly record: Held;
  readonly question: PersonQuestion;
}

/** Persons from all over the world, every so many; and one of each of the names that most people of the source bear. */
interface Sample {
  readonly persons: readonly Held[];
  readonly frequent: readonly Held[];
  /** How many bear the most frequent of the names, and the least. */
  readonly bearers: readonly [number, number];
}

describe.each(engines)("persons in %s", (engine) => {
  const size = Math.round((SIZES[engine] ?? 0) / 0.3 / 0.6);
  let database: Database;
  let source: PersonSource;
  let sample: Sample;

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
    const trials = sample.persons.map((record) => ({ record, question: asked(record, random, isDated) }));

    const outcome = await search(source, trials);

    report(`${engine} ${isDated ? "name and date of birth" : "name alone"}`, outcome);
    expect(outcome.found / trials.length).toBeGreaterThanOrEqual(LEAST_RECALL);
  });

  test.each([true, false])("the most frequent names, with the date of birth: %s", async (isDated) => {
    const trials = sample.frequent.map((record) => ({ record, question: askedPlainly(record, isDated) }));

    const outcome = await search(source, trials);

    const names = `${trials.length} most frequent names, each of ${sample.bearers.join(" to ")} persons`;
    report(`${engine} ${names}, ${isDated ? "with date of birth" : "alone"}`, outcome);
    expect(outcome.found / trials.length).toBeGreaterThanOrEqual(LEAST_RECALL);
  });
});

/** What was found of what was asked, and what each question took: on the clock, and of the processor in this process. */
interface Outcome {
  readonly times: readonly number[];
  readonly computing: readonly number[];
  readonly found: number;
  readonly tooMany: number;
}

async function search(source: PersonSource, trials: readonly Trial[]): Promise<Outcome> {
  for (const { question } of trials.slice(0, 50)) await ask(source, question);
  const times: number[] = [];
  const computing: number[] = [];
  let [found, tooMany] = [0, 0];
  for (const { record, question } of trials) {
    const [startedAt, usedBefore] = [performance.now(), process.cpuUsage()];
    const refs = await ask(source, question);
    const { user, system } = process.cpuUsage(usedBefore);
    times.push(performance.now() - startedAt);
    computing.push((user + system) / 1_000);
    const isFound = refs?.includes(`${record.owner}/${record.localId}`) ?? false;
    if (refs === null) tooMany += 1;
    if (isFound) found += 1;
    else if (SHOWN) print(`${refs === null ? "too many" : "missed"} ${JSON.stringify([record.names, question])}`);
  }
  return { times, computing, found, tooMany };
}

function report(title: string, { times, computing, found, tooMany }: Outcome): void {
  const shares = `found ${found} of ${times.length}, too many ${tooMany}`;
  print(`${title}: ${timesOf(times)}; computing ${timesOf(computing)}; ${shares}`);
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

function drawSample(size: number): Sample {
  const step = Math.max(1, Math.floor((size * 0.3 * 0.6) / SEARCHES));
  const persons: Held[] = [];
  const byName = new Map<string, { readonly first: Held; count: number }>();
  let count = 0;
  for (const { record, sources } of heldRecords({ seed: 1, size }, "persons")) {
    if (!sources.includes("xpo-persons")) continue;
    count += 1;
    const { owner, localId, names, datesOfBirth } = record;
    const held = { owner, localId, names, datesOfBirth };
    if (count % step === 0 && persons.length < SEARCHES) persons.push(held);
    const name = `${names[0]?.family} ${names[0]?.given}`;
    const before = byName.get(name);
    if (before === undefined) byName.set(name, { first: held, count: 1 });
    else before.count += 1;
  }
  const frequent = [...byName.values()].toSorted((a, b) => b.count - a.count).slice(0, FREQUENT);
  const bearers = [frequent[0]?.count ?? 0, frequent.at(-1)?.count ?? 0] as const;
  return { persons, frequent: frequent.map(({ first }) => first), bearers };
}

function askedPlainly({ names, datesOfBirth }: Held, isDated: boolean): PersonQuestion {
  const [name] = names;
  return {
    ...NOBODY,
    names: [{ family: name?.family ?? "", given: name?.given ?? "" }],
    dateOfBirth: isDated ? (datesOfBirth[0] ?? null) : null,
  };
}

/** The name as another office has it: in its own script, swapped, in one string, mistyped, or as it stands. */
function asked(record: Held, random: Random, isDated: boolean): PersonQuestion {
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

function timesOf(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  return `median ${at(0.5)} ms, 99th percentile ${at(0.99)} ms`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
