import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { askSources, isComplete, outcomeOf, SourceLine } from "../../../../subgraphs/kit/sources/ask-sources.js";
import { InvalidReply, sourceDescriptionSchema, TooManyMatches } from "../../../../subgraphs/kit/sources/source.js";
import type { SourceReply } from "../../../../subgraphs/kit/sources/source.js";

type Port = (signal: AbortSignal) => Promise<readonly string[]>;

function line(
  id: string,
  port: Port,
  settings: { readonly deadlineMs?: number; readonly concurrency?: number } = {},
): SourceLine<Port> {
  const description = sourceDescriptionSchema.parse({
    id,
    owner: "FRA",
    name: "A source of a test",
    domain: "vehicles",
    legalBasis: "None",
    contact: { bureau: "A bureau of a test" },
    ...settings,
  });
  return new SourceLine(description, port);
}

async function ask(lines: readonly SourceLine<Port>[], signal = AbortSignal.timeout(2_000)) {
  return askSources(lines, (port, _line, deadline) => port(deadline), { signal });
}

function accountOf(replies: readonly SourceReply[]) {
  return replies.map(({ source, outcome, reason }) => [source, outcome, reason]);
}

const hung: Port = () => new Promise(() => {});

test("every source is asked at once and accounts for itself", async () => {
  const answers = await ask([
    line("hits", async () => ["A1"]),
    line("misses", async () => []),
    line("fails", () => Promise.reject(new Error("password of the owner's database"))),
    line("answers-rubbish", () => Promise.reject(new InvalidReply("no id"))),
    line("finds-too-many", () => Promise.reject(new TooManyMatches())),
    line("hangs", hung, { deadlineMs: 20 }),
  ]);

  expect(answers.hits).toEqual(["A1"]);
  expect(accountOf(answers.replies)).toEqual([
    ["hits", "HIT", null],
    ["misses", "NO_HIT", null],
    ["fails", "UNAVAILABLE", "FAILED"],
    ["answers-rubbish", "UNAVAILABLE", "INVALID_REPLY"],
    ["finds-too-many", "TOO_MANY", null],
    ["hangs", "TIMED_OUT", "DEADLINE"],
  ]);
  expect(outcomeOf(answers.replies)).toBe("HIT");
  expect(isComplete(answers.replies)).toBe(false);
});

test("a source that did not answer is never a no-hit", async () => {
  const answers = await ask([line("misses", async () => []), line("hangs", hung, { deadlineMs: 20 })]);

  expect(outcomeOf(answers.replies)).toBe("TIMED_OUT");
  expect(isComplete(answers.replies)).toBe(false);
});

test("the end of the question's time ends the wait, though the connector ignores the signal", async () => {
  const answers = await ask([line("hangs", hung)], AbortSignal.timeout(20));

  expect(accountOf(answers.replies)).toEqual([["hangs", "TIMED_OUT", "DEADLINE"]]);
});

test("the signal reaches the connector", async () => {
  const { promise, resolve } = Promise.withResolvers<unknown>();

  await ask([
    line(
      "listens",
      (signal) => {
        signal.addEventListener("abort", () => resolve(signal.reason));
        return new Promise(() => {});
      },
      { deadlineMs: 20 },
    ),
  ]);

  await expect(promise).resolves.toMatchObject({ name: "TimeoutError" });
});

test("a source with all places taken answers BUSY and does not break its circuit", async () => {
  const { promise, resolve } = Promise.withResolvers<readonly string[]>();
  const busy = line("busy", () => promise, { concurrency: 1 });

  const first = [ask([busy]), ask([busy])];
  const refused = await Promise.all(Array.from({ length: 8 }, () => ask([busy])));
  resolve(["A1"]);

  expect(refused.flatMap(({ replies }) => accountOf(replies))).toEqual(
    Array.from({ length: 8 }, () => ["busy", "UNAVAILABLE", "BUSY"]),
  );
  expect((await Promise.all(first)).map(({ hits }) => hits)).toEqual([["A1"], ["A1"]]);
});

test("a source that fails five times in a row is left alone", async () => {
  let calls = 0;
  const failing = line("fails", async () => {
    calls += 1;
    throw new Error("down");
  });

  for (let question = 0; question < 6; question += 1) await ask([failing]);
  const answers = await ask([failing]);

  expect(accountOf(answers.replies)).toEqual([["fails", "UNAVAILABLE", "CIRCUIT_OPEN"]]);
  expect(calls).toBe(5);
});

test("each reply is told as it comes in", async () => {
  const told: string[] = [];
  const slow = line("slow", () => new Promise((resolve) => setTimeout(resolve, 30, [])));

  await askSources([slow, line("quick", async () => [])], (port, _line, signal) => port(signal), {
    signal: AbortSignal.timeout(2_000),
    onReply: ({ source }) => told.push(source),
  });

  expect(told).toEqual(["quick", "slow"]);
});

test("194 sources are asked in turns, between which something else gets its chance", async () => {
  let asked = 0;
  const counting: Port = async () => {
    asked += 1;
    return [];
  };
  const lines = Array.from({ length: 194 }, (_, number) => line(`source-${number}`, counting));

  const answers = ask(lines);
  await setImmediate();
  const askedBefore = asked;

  expect(accountOf((await answers).replies)).toEqual(lines.map(({ description }) => [description.id, "NO_HIT", null]));
  expect(askedBefore).toBeGreaterThan(0);
  expect(askedBefore).toBeLessThan(100);
});

test("where a question's time ends before every source had its turn, the rest are told as timed out at once", async () => {
  const asked: string[] = [];
  const lines = Array.from({ length: 194 }, (_, number) =>
    line(`source-${number}`, async () => {
      asked.push(`source-${number}`);
      return hung(new AbortController().signal);
    }),
  );

  const startedAt = performance.now();
  const { replies } = await ask(lines, AbortSignal.timeout(60));

  expect(accountOf(replies)).toEqual(lines.map(({ description }) => [description.id, "TIMED_OUT", "DEADLINE"]));
  expect(asked.length).toBeGreaterThanOrEqual(8);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});
