import { expect, test } from "vitest";
import { FINGERPRINT_THRESHOLD, FingerprintProbe } from "../../subgraphs/biometrics/matching/compare-fingerprints.js";
import { prepareFingerprint, prepareInQuestion } from "../../subgraphs/biometrics/matching/prepare-fingerprint.js";
import { probeOf, recordOf } from "../support/synthetic-prints.js";
import type { PrintDifficulty } from "../support/synthetic-prints.js";

const GALLERY = Number(process.env["BENCH_GALLERY"] ?? 10_000);
const PROBES = Number(process.env["BENCH_PROBES"] ?? 200);
/** False match rates of which the bench gives the false non-match rate: points of a DET curve. */
const FALSE_MATCH_RATES = [1e-2, 1e-3, 1e-4, 1e-5];

const gallery = Array.from({ length: GALLERY }, (_, finger) => prepareFingerprint(recordOf(finger)));

test.each<PrintDifficulty>(["EASY", "MIDDLE", "HARD"])("%s", (difficulty) => {
  const genuine: number[] = [];
  const impostors: number[] = [];
  const times: number[] = [];
  let first = 0;
  for (let finger = 0; finger < PROBES; finger += 1) {
    const view = probeOf(finger, difficulty);
    const startedAt = performance.now();
    const probe = new FingerprintProbe(prepareInQuestion(view));
    const scores = gallery.map((candidate) => probe.compare(candidate).score);
    times.push(performance.now() - startedAt);
    const own = scores[finger] ?? 0;
    const others = scores.toSpliced(finger, 1);
    genuine.push(own);
    impostors.push(...others);
    if (others.every((score) => score < own)) first += 1;
  }

  impostors.sort((left, right) => right - left);
  process.stdout.write(`${difficulty}: rank-1 ${share(first / PROBES)} of ${PROBES} probes among ${GALLERY}\n`);
  for (const rate of FALSE_MATCH_RATES) {
    const threshold = impostors[Math.floor(rate * impostors.length)] ?? 0;
    const missed = genuine.filter((score) => score <= threshold).length / PROBES;
    process.stdout.write(`  FMR ${rate}: FNMR ${share(missed)} above ${threshold.toFixed(3)}\n`);
  }
  const falseMatches = impostors.filter((score) => score >= FINGERPRINT_THRESHOLD).length / impostors.length;
  const missed = genuine.filter((score) => score < FINGERPRINT_THRESHOLD).length / PROBES;
  process.stdout.write(
    `  at the threshold ${FINGERPRINT_THRESHOLD}: FMR ${falseMatches.toExponential(1)}, FNMR ${share(missed)}\n`,
  );
  const median = times.toSorted((one, other) => one - other)[Math.floor(PROBES / 2)] ?? Number.NaN;
  const perSecond = Math.round((1000 * GALLERY) / median);
  process.stdout.write(`  a search ${median.toFixed(0)} ms at the median, ${perSecond} comparisons a second\n`);
  expect(genuine).toHaveLength(PROBES);
});

function share(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}
