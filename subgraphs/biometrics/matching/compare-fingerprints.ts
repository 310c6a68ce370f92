import { Aligner } from "./align-prints.js";
import type { FingerView } from "./fingerprint-template.js";
import { MinutiaePairer } from "./pair-minutiae.js";
import type { Pairing } from "./pair-minutiae.js";
import { prepareFingerprint, prepareInQuestion } from "./prepare-fingerprint.js";
import type { PreparedFingerprint } from "./prepare-fingerprint.js";
import { ProbeIndex } from "./probe-index.js";

/**
 * From this score on two views count as one finger.
 *
 * Accuracy on real prints is not claimed: this matcher serves tests, training and small galleries, and an ABIS serves the rest.
 * Measured on synthetic prints only (`npm run bench:fingerprints`): about one false match in 70,000 comparisons; none of 150 prints
 * missed at the easy and the middle difficulty, 23 % at the hard one.
 */
export const FINGERPRINT_THRESHOLD = 0.33;

/** Two minutiae agree by chance in most prints: fewer matches than this score 0. */
const MIN_MATCHED = 3;
/** A part of few minutiae proves little even if all of them match, so an overlap counts as having at least this many. */
const MIN_OVERLAP = 12;
/** From this many matches on it is their share alone that counts. */
const FULL_EVIDENCE = 20;
/** Steps of the score from 0 to 1. */
const SCORE_STEPS = 10_000;
/** A view of fewer minutiae cannot reach the threshold, whatever it is compared with. */
export const MIN_MINUTIAE = fewestFor(FINGERPRINT_THRESHOLD);

/** How alike two finger views are. */
export interface FingerprintComparison {
  /** 0 (nothing in common) to 1 (every minutia of the part that both show, at least 20, lies and points exactly the same way). */
  readonly score: number;
  /** Minutiae of the probe that were found in the candidate. */
  readonly matched: number;
}

/** A view in question, ready to be compared with any number of views on record. */
export class FingerprintProbe {
  readonly #index: ProbeIndex;
  readonly #aligner = new Aligner();
  readonly #pairer = new MinutiaePairer();

  /** @param print prepared by {@link prepareInQuestion}; one prepared for a gallery serves, and finds less */
  constructor(print: PreparedFingerprint) {
    this.#index = new ProbeIndex(print);
  }

  /**
   * Compares by minutiae, wherever and however turned the fingers lay. Pairs of near minutiae with the same distance and the
   * same angles are linked, as in NIST's BOZORTH3 (public domain), found by an index as in SourceAFIS; the turn and shift
   * that most links name lays one print on the other; then minutiae that lie and point alike are paired, one to one.
   * The kind of a minutia is not used: worn prints turn endings into bifurcations.
   */
  compare(candidate: PreparedFingerprint): FingerprintComparison {
    const links = this.#index.linksTo(candidate);
    const alignment = this.#aligner.align(links, this.#index.print, candidate);
    if (alignment === undefined) return { score: 0, matched: 0 };
    const pairing = this.#pairer.pair(alignment, this.#index.print, candidate);
    return { score: scoreOf(pairing), matched: pairing.matched };
  }
}

/** Compares two views of fingers. For one-to-one comparisons; a search keeps its {@link FingerprintProbe}. */
export function compareFingerprints(probe: FingerView, candidate: FingerView): FingerprintComparison {
  return new FingerprintProbe(prepareInQuestion(probe)).compare(prepareFingerprint(candidate));
}

/** The share of the part that both prints show which matched by its closeness, less where few minutiae did. */
function scoreOf({ matched, weight, inOverlap }: Pairing): number {
  if (matched < MIN_MATCHED) return 0;
  const share = weight / Math.max(MIN_OVERLAP, inOverlap);
  const score = share * Math.sqrt(Math.min(1, weight / FULL_EVIDENCE));
  // An alignment is exact but for the last digits.
  return Math.min(1, Math.round(score * SCORE_STEPS) / SCORE_STEPS);
}

function fewestFor(threshold: number): number {
  let count = MIN_MATCHED;
  while (scoreOf({ matched: count, weight: count, inOverlap: count }) < threshold) count += 1;
  return count;
}
