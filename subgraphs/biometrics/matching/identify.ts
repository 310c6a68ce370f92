import { parsed } from "../../kit/parsed.js";
import type { Parsed } from "../../kit/parsed.js";
import { rememberBeside } from "../../kit/remember.js";
import type { MatchFeature } from "../../kit/sources/match-feature.js";
import { compareFaces, FACE_THRESHOLD } from "./compare-faces.js";
import type { FaceTemplate } from "./compare-faces.js";
import { FINGERPRINT_THRESHOLD, FingerprintProbe } from "./compare-fingerprints.js";
import type { FingerprintComparison } from "./compare-fingerprints.js";
import type { FingerView } from "./fingerprint-template.js";
import { fingerPositionOf, UNKNOWN_FINGER } from "./finger-positions.js";
import { prepareFingerprint, prepareInQuestion, viewsForMatching } from "./prepare-fingerprint.js";
import type { PreparedFingerprint } from "./prepare-fingerprint.js";
import type { Sample } from "./sample.js";

/** A sample on record with the dear step of its comparison done, ready for any number of questions. */
export type PreparedSample =
  | { readonly kind: "FINGERPRINT"; readonly views: readonly PreparedView[] }
  | { readonly kind: "FACE"; readonly face: FaceTemplate };

export interface PreparedView {
  /** INT-I's code of the finger, 0 unknown. */
  readonly position: number;
  readonly print: PreparedFingerprint;
}

/** A sample in question, ready for a whole gallery. */
export type Probe =
  | { readonly kind: "FINGERPRINT"; readonly views: readonly ProbeView[] }
  | { readonly kind: "FACE"; readonly face: FaceTemplate };

interface ProbeView {
  /** INT-I's code of the finger, 0 unknown. */
  readonly position: number;
  readonly probe: FingerprintProbe;
}

/** Why two sets of samples may be of one person. */
export interface BiometricMatch {
  /** 0 to 1: that of the best feature, for the samples of one person are not independent of each other. */
  readonly score: number;
  readonly features: readonly MatchFeature[];
}

export function prepareSample(sample: Sample): PreparedSample {
  return prepareWith(sample, prepareFingerprint);
}

/** The same for every gallery. */
export const prepareProbe = rememberBeside((sample: Sample): Probe => asProbe(prepareWith(sample, prepareInQuestion)));

/** A sample on record, asked about: it finds itself, and compiles what a question runs. */
export function asProbe(sample: PreparedSample): Probe {
  if (sample.kind === "FACE") return sample;
  const views = sample.views.map(({ position, print }) => ({ position, probe: new FingerprintProbe(print) }));
  return { kind: "FINGERPRINT", views };
}

function prepareWith(sample: Sample, prepare: (view: FingerView) => PreparedFingerprint): PreparedSample {
  if (sample.kind === "FACE") return { kind: "FACE", face: sample.template };
  const views = viewsForMatching(sample.template).map((view) => ({ position: view.position, print: prepare(view) }));
  return { kind: "FINGERPRINT", views };
}

/** The sample with the finger that its owner's record names, where the template itself leaves it open. */
export function withFinger(sample: PreparedSample, finger: number | null): PreparedSample {
  if (sample.kind === "FACE" || finger === null) return sample;
  if (sample.views.every(({ position }) => position !== UNKNOWN_FINGER)) return sample;
  const views = sample.views.map((view) => (view.position === UNKNOWN_FINGER ? { ...view, position: finger } : view));
  return { kind: "FINGERPRINT", views };
}

/**
 * Compares the samples of one question with one sample of a gallery: each finger with the same or an unknown finger, each
 * face with a face. Null where nothing reaches its threshold.
 *
 * Fault: `FACE_DIMENSIONS_DIFFER`, for faces of two models have no score.
 */
export function matchSamples(probes: readonly Probe[], candidate: PreparedSample): Parsed<BiometricMatch | null> {
  if (candidate.kind === "FINGERPRINT") {
    const views = probes.flatMap((probe) => (probe.kind === "FINGERPRINT" ? probe.views : []));
    return parsed(matchOf(fingerFeatures(views, candidate.views)));
  }
  const faces = probes.flatMap((probe) => (probe.kind === "FACE" ? [probe.face] : []));
  const similarity = bestSimilarity(faces, candidate.face);
  return similarity.ok ? parsed(matchOf(faceFeatures(similarity.value))) : similarity;
}

function matchOf(features: readonly MatchFeature[]): BiometricMatch | null {
  const ordered = features.toSorted((a, b) => b.weight - a.weight);
  const [best] = ordered;
  return best === undefined ? null : { score: best.weight, features: ordered };
}

/** One feature a finger: further views of the same finger are no further reason. */
function fingerFeatures(probes: readonly ProbeView[], candidates: readonly PreparedView[]): readonly MatchFeature[] {
  const best = new Map<number, FingerprintComparison>();
  for (const probe of probes) {
    for (const candidate of candidates) {
      if (!mayBeOneFinger(probe, candidate)) continue;
      const comparison = probe.probe.compare(candidate.print);
      if (comparison.score < FINGERPRINT_THRESHOLD) continue;
      const finger = candidate.position === UNKNOWN_FINGER ? probe.position : candidate.position;
      const known = best.get(finger);
      if (known === undefined || isBetter(comparison, known)) best.set(finger, comparison);
    }
  }
  // By finger, so that among equal scores the order of the samples decides nothing.
  return [...best]
    .toSorted(([left], [right]) => left - right)
    .map(([finger, comparison]) => fingerFeature(finger, comparison));
}

function isBetter(comparison: FingerprintComparison, known: FingerprintComparison): boolean {
  return comparison.score > known.score || (comparison.score === known.score && comparison.matched > known.matched);
}

function mayBeOneFinger(probe: ProbeView, candidate: PreparedView): boolean {
  return (
    probe.position === candidate.position || probe.position === UNKNOWN_FINGER || candidate.position === UNKNOWN_FINGER
  );
}

function fingerFeature(finger: number, { score, matched }: FingerprintComparison): MatchFeature {
  const name = finger === UNKNOWN_FINGER ? "a finger" : `the ${words(fingerPositionOf(finger))}`;
  return {
    feature: "FINGERPRINT",
    how: "MINUTIAE",
    weight: score,
    explanation: `${matched} minutiae of ${name} lie and point the same way.`,
  };
}

function bestSimilarity(probes: readonly FaceTemplate[], candidate: FaceTemplate): Parsed<number> {
  let best = 0;
  for (const probe of probes) {
    const similarity = compareFaces(probe, candidate);
    if (!similarity.ok) return similarity;
    best = Math.max(best, similarity.value);
  }
  return parsed(best);
}

function faceFeatures(similarity: number): readonly MatchFeature[] {
  if (similarity < FACE_THRESHOLD) return [];
  const explanation = `The faces are ${Math.round(similarity * 100)} % alike by their templates.`;
  return [{ feature: "FACE", how: "SIMILARITY", weight: similarity, explanation }];
}

function words(position: string): string {
  return position.toLowerCase().replaceAll("_", " ");
}
