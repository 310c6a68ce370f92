import anyAscii from "any-ascii";
import jaroWinkler from "talisman/metrics/jaro-winkler.js";
import levenshtein from "talisman/metrics/levenshtein.js";
import type { PersonFacts } from "../../../subgraphs/kit/names/score-person.js";
import type { LabelledPair } from "./labelled-pairs.js";

/** How a matcher did on a set of pairs. */
export interface Figures {
  readonly pairs: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export type Matcher = (query: PersonFacts, record: PersonFacts) => number;

function plain({ names }: PersonFacts): string {
  const [name] = names;
  return anyAscii(`${name?.family ?? ""} ${name?.given ?? ""}`)
    .toLowerCase()
    .trim();
}

/** The two baselines see the Latin letters of the whole name, and nothing else. */
export const BASELINES: Readonly<Record<string, Matcher>> = {
  Levenshtein: (query, record) => {
    const [left, right] = [plain(query), plain(record)];
    return 1 - levenshtein(left, right) / Math.max(left.length, right.length, 1);
  },
  "Jaro-Winkler": (query, record) => jaroWinkler(plain(query), plain(record)),
};

export interface Judged {
  readonly pair: LabelledPair;
  readonly score: number;
}

export function judge(pairs: readonly LabelledPair[], matcher: Matcher): readonly Judged[] {
  return pairs.map((pair) => ({ pair, score: matcher(pair.query, pair.record) }));
}

export function figuresOf(judged: readonly Judged[], threshold: number): Figures {
  const hits = judged.filter(({ score }) => score >= threshold);
  const same = judged.filter(({ pair }) => pair.isSame).length;
  const found = hits.filter(({ pair }) => pair.isSame).length;
  const precision = hits.length === 0 ? 0 : found / hits.length;
  const recall = same === 0 ? 0 : found / same;
  return {
    pairs: judged.length,
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  };
}

/** The threshold at which the matcher does best on these pairs. */
export function bestThreshold(judged: readonly Judged[]): number {
  const thresholds = Array.from({ length: 99 }, (_, index) => (index + 1) / 100);
  return thresholds.reduce((best, threshold) =>
    figuresOf(judged, threshold).f1 > figuresOf(judged, best).f1 ? threshold : best,
  );
}
