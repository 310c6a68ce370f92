import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { readConfig } from "../../gateway/config.js";
import { openWorld } from "../../subgraphs/world/index.js";
import type { World } from "../../subgraphs/world/index.js";
import { startOfficers, startSteadyOfficers } from "../support/asking-officers.js";
import type { Conduct } from "../support/countries.js";
import { startCountryGraph } from "../support/country-graph.js";
import type { CountryGraph } from "../support/country-graph.js";
import { askOverHttp, checkOperation } from "../support/federation.js";
import { print, quantile, summaryOf } from "./figures.js";

const COUNTRIES = 194;
const FAULTY: readonly Conduct[] = ["hangs", "down", "rubbish"].flatMap((conduct) =>
  Array<Conduct>(5).fill(conduct as Conduct),
);
const CONDUCTS = [...FAULTY, ...Array<Conduct>(COUNTRIES - FAULTY.length).fill("answers")];

/** What a check says of a country, by what it does: an answer is a no-hit, whatever is no answer is told as such. */
const TOLD: Readonly<Record<Conduct, readonly [outcome: string, reason: string | null]>> = {
  answers: ["NO_HIT", null],
  hangs: ["TIMED_OUT", "DEADLINE"],
  down: ["UNAVAILABLE", "FAILED"],
  rubbish: ["UNAVAILABLE", "UNSIGNED"],
};

interface CheckTold {
  readonly complete: boolean;
  readonly replies: readonly (readonly (string | null)[])[];
}

const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 12);
const STRETCH_MS = 4_000;
/** Nothing of the first rounds counts: they compile. */
const FIRST_ROUNDS = 2;

const SUBJECT = { names: [{ family: "Aalto", given: "Aino" }] };
const { DEADLINE_MS } = readConfig({ NODE_ENV: "development" });

let world: World;

beforeAll(async () => {
  world = await openWorld({ seed: 1, size: 1_000 });
});

afterAll(() => world[Symbol.asyncDispose]());

test("a check of 194 countries, five hung, five down, five answering rubbish", async () => {
  const took: number[] = [];
  const told: CheckTold[] = [];
  const expected: CheckTold[] = [];
  for (let graphs = 0; graphs < 3; graphs += 1) {
    await using graph = await startCountryGraph(world, CONDUCTS, DEADLINE_MS);
    // The fifth failure in a row opens a circuit: until then everybody is asked.
    for (let checks = 0; checks < 4; checks += 1) {
      const { ms, replies, complete } = await check(graph);
      took.push(ms);
      told.push({ complete, replies: replies.map(({ source, outcome, reason }) => [source, outcome, reason]) });
      expected.push({
        complete: false,
        replies: graph.countries.map((source, country) => [source, ...TOLD[CONDUCTS[country] ?? "answers"]]),
      });
    }
  }

  print("check", {
    countries: COUNTRIES,
    checks: took.length,
    deadlineMs: DEADLINE_MS,
    ...summaryOf(took),
    outcomes: countBy(told.flatMap(({ replies }) => replies.map(([, ...outcome]) => outcome.join(" ")))),
  });
  expect(told).toEqual(expected);
  expect(Math.max(...took)).toBeLessThan(DEADLINE_MS + 100);
});

test("other requests while checks of 194 countries run", async () => {
  await using graph = await startCountryGraph(world, CONDUCTS, DEADLINE_MS);
  using officers = startSteadyOfficers(graph.url);
  const question = { query: await checkOperation(), variables: { subject: SUBJECT } };
  using oneASecond = startOfficers(graph.url, question, { officers: 1, pauseMs: 0, everyMs: 1_000 });
  using withoutPause = startOfficers(graph.url, question, { officers: 1, pauseMs: 0, everyMs: 0 });
  const stretches = { none: null, "one a second": oneASecond, "without a pause": withoutPause } as const;
  const taken = new Map<string, (readonly number[])[]>(Object.keys(stretches).map((name) => [name, []]));
  const checks = new Map<string, number[]>(Object.keys(stretches).map((name) => [name, []]));
  for (let round = -FIRST_ROUNDS; round < ROUNDS; round += 1) {
    for (const [name, checking] of rotated(Object.entries(stretches), round)) {
      checking?.begin();
      officers.begin();
      await wait(STRETCH_MS);
      const ms = await officers.end();
      const checked = await checking?.end();
      if (round < 0) continue;
      taken.get(name)?.push(ms);
      checks.get(name)?.push(...(checked ?? []));
    }
  }

  const quiet = taken.get("none") ?? [];
  for (const [name, rounds] of taken) {
    print("vehicle", {
      checks: name,
      ...summaryOf(rounds.flat()),
      ratioOfMedian: ratio(rounds, quiet, 0.5),
      ratioOfP95: ratio(rounds, quiet, 0.95),
      check: summaryOf(checks.get(name) ?? []),
    });
  }
  expect(quiet.flat().length).toBeGreaterThan(0);
});

async function check(graph: CountryGraph) {
  const startedAt = performance.now();
  const { data } = await askOverHttp(graph.url, await checkOperation(), { subject: SUBJECT });
  const ms = performance.now() - startedAt;
  const { complete, sources } = checkSchema.parse(data?.["check"]);
  return { ms, complete, replies: sources.filter(({ source }) => graph.countries.includes(source)) };
}

const checkSchema = z.object({
  complete: z.boolean(),
  sources: z.array(z.object({ source: z.string(), outcome: z.string(), reason: z.string().nullable() })),
});

function countBy(words: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries([...Map.groupBy(words, (word) => word)].map(([word, same]) => [word, same.length]));
}

/** Each stretch stands beside the quiet one of its own round: what the machine does beside it falls on both. */
function ratio(rounds: readonly (readonly number[])[], quiet: readonly (readonly number[])[], at: number): number {
  const ratios = rounds.map((ms, round) => quantile(ms, at) / quantile(quiet[round] ?? [], at));
  return Math.round(quantile(ratios, 0.5) * 1_000) / 1_000;
}

/** Each goes first in its turn. */
function rotated<Entry>(entries: readonly Entry[], round: number): readonly Entry[] {
  const by = Math.abs(round) % entries.length;
  return [...entries.slice(by), ...entries.slice(0, by)];
}
