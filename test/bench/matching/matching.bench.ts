import { expect, test } from "vitest";
import { scorePerson } from "../../../subgraphs/kit/names/score-person.js";
import { BASELINES, bestThreshold, figuresOf, judge } from "./figures.js";
import type { Figures, Judged } from "./figures.js";
import { isHeldOut, labelledPairs } from "./labelled-pairs.js";
import type { LabelledPair } from "./labelled-pairs.js";

/** From which score on a record is a hit. */
const THRESHOLD = 0.7;

const pairs = labelledPairs();
const development = pairs.filter((pair) => !isHeldOut(pair));
const heldOut = pairs.filter(isHeldOut);

const ours = (some: readonly LabelledPair[]): readonly Judged[] =>
  judge(some, (query, record) => scorePerson(query, record).score);

test("how well people are told apart, by group", () => {
  const halves = { development, "held out": heldOut };
  const rivals = Object.entries(BASELINES).map(([name, matcher]) => {
    return { name, matcher, threshold: bestThreshold(judge(development, matcher)) };
  });
  print(
    `${pairs.length} pairs; threshold ${THRESHOLD}; ${rivals.map(({ name, threshold }) => `${name} at ${threshold}`).join(", ")}`,
  );

  for (const [half, some] of Object.entries(halves)) {
    const judged = [ours(some), ...rivals.map(({ matcher }) => judge(some, matcher))];
    const thresholds = [THRESHOLD, ...rivals.map(({ threshold }) => threshold)];
    print(
      `\n${half.padEnd(28)} pairs   precision recall F1      ${rivals.map(({ name }) => name.padEnd(24)).join("")}`,
    );
    for (const { title, has } of rows(some)) {
      const figures = judged.map((list, index) =>
        figuresOf(
          list.filter(({ pair }) => has(pair)),
          thresholds[index] ?? 0,
        ),
      );
      print(`${title.padEnd(28)} ${String(figures[0]?.pairs).padEnd(7)} ${figures.map(written).join("   ")}`);
    }
  }
  if (process.env["BENCH_SHOW"] !== undefined) show(process.env["BENCH_SHOW"]);

  expect(pairs.length).toBeGreaterThanOrEqual(5_000);
});

/** The pairs of the development half that are judged wrongly in a group: `BENCH_SHOW=typing`. */
function show(group: string): void {
  for (const { pair, score } of ours(development.filter(({ group: its, kind }) => its === group || kind === group))) {
    if (score >= THRESHOLD === pair.isSame) continue;
    print(
      `${pair.isSame ? "missed" : "wrong "} ${score.toFixed(2)} ${pair.group} ${pair.kind} ${JSON.stringify([pair.query, pair.record].map(({ names, datesOfBirth }) => [names[0]?.family, names[0]?.given, ...datesOfBirth].join("|")))}`,
    );
  }
}

function rows(
  some: readonly LabelledPair[],
): readonly { readonly title: string; readonly has: (pair: LabelledPair) => boolean }[] {
  const groups = [...new Set(some.map(({ group }) => group))];
  return [
    ...groups.flatMap((group) => [
      { title: group, has: (pair: LabelledPair) => pair.group === group },
      ...kindsOf(some, group).map((kind) => ({
        title: `  ${kind}`,
        has: (pair: LabelledPair) => pair.group === group && pair.kind === kind,
      })),
    ]),
    { title: "all", has: () => true },
  ];
}

function kindsOf(some: readonly LabelledPair[], group: string): readonly string[] {
  if (group !== "transliteration" && group !== "structure") return [];
  return [...new Set(some.filter((pair) => pair.group === group).map(({ kind }) => kind))];
}

function written({ precision, recall, f1 }: Figures): string {
  return [precision, recall, f1].map((figure) => figure.toFixed(3).padEnd(7)).join("");
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
