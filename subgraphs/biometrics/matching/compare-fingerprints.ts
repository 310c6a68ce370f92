import type { FingerprintTemplate, FingerView, Minutia } from "./fingerprint-template.js";

/** Pixels per centimetre in which the matcher measures: 500 dpi. */
const MATCHING_RESOLUTION = 197;

/**
 * From this score on two views count as one finger.
 *
 * Accuracy on real prints is not claimed: this matcher serves tests, training and small galleries, and an ABIS serves the rest.
 * Measured on the invented prints of `subgraphs/world/prints.ts` only, 300 probes of each difficulty against 1500 prints:
 *
 * | Probes                 | False matches          | Missed  | Own print first |
 * | ---------------------- | ---------------------- | ------- | --------------- |
 * | EASY                   | 0 of 449,700           | 0 %     | 100 %           |
 * | MEDIUM                 | 1 of 449,700           | 0 %     | 100 %           |
 * | HARD                   | 0 of 449,700           | 10 %    | 98.7 %          |
 * | fragment of 8 to 16    | up to 2.2 in 10,000    |         |                 |
 * | 80 of two other prints | 6 in 100,000           |         |                 |
 */
export const FINGERPRINT_THRESHOLD = 0.3;

/** The best minutiae that take part, so that a crowded view cannot slow a search down. */
const MAX_USED = 80;
/** Pixels: nearer pairs have no reliable direction, farther ones are bent by the skin (BOZORTH3 uses 125 as well). */
const MIN_DISTANCE = 15;
const MAX_DISTANCE = 125;
/** By how much two distances may differ: a share of their mean, and pixels on top for rounding. */
const DISTANCE_SHARE = 0.05;
const DISTANCE_PIXELS = 3;
/** By how many degrees the angle of a minutia to its pair's line may differ (11.25 in BOZORTH3). */
const ANGLE_TOLERANCE = 13;
/** By how many degrees a link's rotation may differ from that of the cluster. */
const ROTATION_TOLERANCE = 12;
/** Degrees in one bin of the rotation count. */
const ROTATION_BIN = 6;
/** Degrees. */
const HALF_TURN = 180;
/** Links that a minutia needs to others of the cluster before it counts as matched. */
const MIN_SUPPORT = 2;
/** Two minutiae agree by chance in most prints: fewer matches than this score 0. */
const MIN_MATCHED = 3;
/** A fragment of few minutiae proves little even if all of them match, so a view counts as having at least this many. */
const MIN_EVIDENCE = 20;
/** A view of fewer minutiae cannot reach the threshold, whatever it is compared with. */
export const MIN_MINUTIAE = Math.ceil(FINGERPRINT_THRESHOLD * MIN_EVIDENCE);
/** Clusters are grown from this many of the best supported matches; the largest counts. */
const SEEDS = 3;
/** Bounds the time for views made to match everywhere; the links of the nearest pairs come first. */
const MAX_LINKS = 20_000;

/** A view whose pairs are measured, ready for any number of comparisons. */
export interface PreparedFingerprint {
  /** Minutiae that take part, at most 80. */
  readonly minutiae: number;
  /** Pairs of near minutiae, the nearest first, six numbers each: packed, as a gallery keeps millions of them. */
  readonly pairs: Float32Array;
}

/** Two near minutiae, described so that turning or shifting the finger changes only `direction`. */
interface MinutiaPair {
  readonly first: number;
  readonly second: number;
  /** Pixels. */
  readonly distance: number;
  /** Degrees of the line from `first` to `second`. */
  readonly direction: number;
  /** Degrees of the first minutia to the line. */
  readonly firstAngle: number;
  /** Degrees of the second minutia to the line. */
  readonly secondAngle: number;
}

/** The numbers of one pair among the packed ones. */
const PAIR_NUMBERS = 6;
/** Where those that decide stand among them. */
const DISTANCE = 2;
const FIRST_ANGLE = 4;
const SECOND_ANGLE = 5;

/** How alike two finger views are. */
export interface FingerprintComparison {
  /** 0 (nothing in common) to 1 (every minutia of the smaller view was found). A view below 20 minutiae cannot reach 1. */
  readonly score: number;
  /** Minutiae of the probe that were found in the candidate. */
  readonly matched: number;
}

/**
 * Measures the pairs of a view once, for searches in a gallery.
 * Coordinates count as 197 pixels per centimetre: bring others there with {@link viewsForMatching}.
 */
export function prepareFingerprint(view: FingerView): PreparedFingerprint {
  const used = bestOf(view.minutiae);
  const pairs: MinutiaPair[] = [];
  used.forEach((first, firstIndex) => {
    used.forEach((second, secondIndex) => {
      if (secondIndex <= firstIndex) return;
      const distance = Math.sqrt((second.x - first.x) ** 2 + (second.y - first.y) ** 2);
      if (distance < MIN_DISTANCE || distance > MAX_DISTANCE) return;
      // The image's y points down, angles turn anticlockwise as seen.
      const direction = (Math.atan2(first.y - second.y, second.x - first.x) * HALF_TURN) / Math.PI;
      const [firstAngle, secondAngle] = [turn(first.angle - direction), turn(second.angle - direction)];
      pairs.push({ first: firstIndex, second: secondIndex, distance, direction, firstAngle, secondAngle });
    });
  });
  // Sorted in place: this is the dearest step of a comparison with an unprepared view.
  pairs.sort((left, right) => left.distance - right.distance);
  return { minutiae: used.length, pairs: packPairs(pairs) };
}

function packPairs(pairs: readonly MinutiaPair[]): Float32Array {
  const numbers = new Float32Array(pairs.length * PAIR_NUMBERS);
  pairs.forEach(({ first, second, distance, direction, firstAngle, secondAngle }, index) => {
    numbers.set([first, second, distance, direction, firstAngle, secondAngle], index * PAIR_NUMBERS);
  });
  return numbers;
}

function pairAt(pairs: Float32Array, start: number): MinutiaPair {
  return {
    first: pairs[start] ?? 0,
    second: pairs[start + 1] ?? 0,
    distance: pairs[start + DISTANCE] ?? 0,
    direction: pairs[start + 3] ?? 0,
    firstAngle: pairs[start + FIRST_ANGLE] ?? 0,
    secondAngle: pairs[start + SECOND_ANGLE] ?? 0,
  };
}

/** The views of a template with coordinates at 197 pixels per centimetre, as the matcher expects them. */
export function viewsForMatching(template: FingerprintTemplate): readonly FingerView[] {
  const scaleX = MATCHING_RESOLUTION / template.resolutionX;
  const scaleY = MATCHING_RESOLUTION / template.resolutionY;
  if (scaleX === 1 && scaleY === 1) return template.views;
  return template.views.map((view) => ({
    ...view,
    minutiae: view.minutiae.map((minutia) => ({ ...minutia, x: minutia.x * scaleX, y: minutia.y * scaleY })),
  }));
}

/**
 * Compares two views of fingers by their minutiae, wherever and however turned the finger lay. For one-to-one comparisons;
 * a search prepares the probe once and calls {@link comparePrepared}.
 */
export function compareFingerprints(probe: FingerView, candidate: FingerView): FingerprintComparison {
  return comparePrepared(prepareFingerprint(probe), prepareFingerprint(candidate));
}

/**
 * Compares two prepared views, after the idea of NIST's BOZORTH3 (public domain): pairs of minutiae with the same distance and
 * the same angles are linked, and the largest cluster of links that agree on one rotation and on who is who is counted.
 * The kind of a minutia is not used: worn prints turn endings into bifurcations.
 */
export function comparePrepared(probe: PreparedFingerprint, candidate: PreparedFingerprint): FingerprintComparison {
  const links = mainRotation(linksBetween(probe, candidate));
  const neighbours = neighboursOf(links);
  const cluster = largestCluster(neighbours, candidate.minutiae);
  return { score: scoreOf(cluster, probe.minutiae, candidate.minutiae), matched: cluster.matched };
}

/** Two matches that support each other. A match is a minutia of the probe and one of the candidate, as one number. */
interface Link {
  readonly from: number;
  readonly to: number;
  /** Degrees from probe to candidate, -180 to 180. */
  readonly rotation: number;
}

interface Cluster {
  readonly matched: number;
  /** Links among the matches. */
  readonly links: number;
}

type Neighbours = ReadonlyMap<number, readonly number[]>;

function linksBetween(probe: PreparedFingerprint, candidate: PreparedFingerprint): readonly Link[] {
  const links: Link[] = [];
  let start = 0;
  for (let at = 0; at < probe.pairs.length; at += PAIR_NUMBERS) {
    const pair = pairAt(probe.pairs, at);
    const slack = DISTANCE_PIXELS + DISTANCE_SHARE * pair.distance;
    while ((candidate.pairs[start + DISTANCE] ?? Infinity) < pair.distance - slack) start += PAIR_NUMBERS;
    for (let other = start; other < candidate.pairs.length; other += PAIR_NUMBERS) {
      if ((candidate.pairs[other + DISTANCE] ?? Infinity) > pair.distance + slack) break;
      addLinks(links, pair, candidate, other);
      if (links.length >= MAX_LINKS) return links;
    }
  }
  return links;
}

/**
 * Pairs have no first and second of their own, so both ways round are tried.
 * The inner loop of a search: a candidate's pair is unpacked only once its angles agree.
 */
function addLinks(links: Link[], pair: MinutiaPair, candidate: PreparedFingerprint, at: number): void {
  const firstAngle = candidate.pairs[at + FIRST_ANGLE] ?? 0;
  const secondAngle = candidate.pairs[at + SECOND_ANGLE] ?? 0;
  const width = candidate.minutiae;
  if (areAlike(pair.firstAngle, firstAngle) && areAlike(pair.secondAngle, secondAngle)) {
    const other = pairAt(candidate.pairs, at);
    const rotation = turn(other.direction - pair.direction);
    links.push({ from: pair.first * width + other.first, to: pair.second * width + other.second, rotation });
  }
  if (areOpposite(pair.firstAngle, secondAngle) && areOpposite(pair.secondAngle, firstAngle)) {
    const other = pairAt(candidate.pairs, at);
    const rotation = turn(other.direction + HALF_TURN - pair.direction);
    links.push({ from: pair.first * width + other.second, to: pair.second * width + other.first, rotation });
  }
}

/** Both angles from half a turn back to half a turn on. */
function areAlike(left: number, right: number): boolean {
  const gap = Math.abs(left - right);
  return gap <= ANGLE_TOLERANCE || gap >= 2 * HALF_TURN - ANGLE_TOLERANCE;
}

function areOpposite(left: number, right: number): boolean {
  return Math.abs(Math.abs(left - right) - HALF_TURN) <= ANGLE_TOLERANCE;
}

/** The links near the rotation that most links name. */
function mainRotation(links: readonly Link[]): readonly Link[] {
  const bins = 360 / ROTATION_BIN;
  const counts = Array.from({ length: bins }, () => 0);
  for (const link of links) {
    const bin = Math.floor((link.rotation + 180) / ROTATION_BIN) % bins;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const around = counts.map((_, bin) =>
    [-1, 0, 1].reduce((total, step) => total + (counts[(bin + step + bins) % bins] ?? 0), 0),
  );
  const best = around.indexOf(Math.max(...around));
  const rotation = (best + 0.5) * ROTATION_BIN - 180;
  return links.filter((link) => Math.abs(turn(link.rotation - rotation)) <= ROTATION_TOLERANCE);
}

function neighboursOf(links: readonly Link[]): Neighbours {
  const neighbours = new Map<number, number[]>();
  const add = (from: number, to: number): void => {
    const known = neighbours.get(from);
    if (known === undefined) neighbours.set(from, [to]);
    else known.push(to);
  };
  for (const { from, to } of links) {
    add(from, to);
    add(to, from);
  }
  return neighbours;
}

function largestCluster(neighbours: Neighbours, width: number): Cluster {
  const seeds = [...neighbours].toSorted(([, left], [, right]) => right.length - left.length).slice(0, SEEDS);
  const clusters = seeds.map(([seed]) => growCluster(seed, neighbours, width));
  return clusters.reduce((best, next) => (next.links > best.links ? next : best), { matched: 0, links: 0 });
}

/** Adds the match with the most links into the cluster, as long as one has enough of them; each minutia matches once. */
function growCluster(seed: number, neighbours: Neighbours, width: number): Cluster {
  const usedProbe = new Set<number>();
  const usedCandidate = new Set<number>();
  const support = new Map<number, number>();
  let cluster: Cluster = { matched: 0, links: 0 };
  let next: number | undefined = seed;
  while (next !== undefined) {
    cluster = { matched: cluster.matched + 1, links: cluster.links + (support.get(next) ?? 0) };
    usedProbe.add(Math.floor(next / width));
    usedCandidate.add(next % width);
    for (const neighbour of neighbours.get(next) ?? []) support.set(neighbour, (support.get(neighbour) ?? 0) + 1);
    next = bestSupported(support, cluster.matched, (match) => {
      return !usedProbe.has(Math.floor(match / width)) && !usedCandidate.has(match % width);
    });
  }
  return cluster;
}

function bestSupported(
  support: Map<number, number>,
  matched: number,
  isFree: (match: number) => boolean,
): number | undefined {
  let best: number | undefined;
  // The second match can have one link only: the one to the seed.
  let most = Math.min(matched, MIN_SUPPORT) - 1;
  for (const [match, links] of support) {
    if (!isFree(match)) support.delete(match);
    else if (links > most) {
      best = match;
      most = links;
    }
  }
  return best;
}

/** The share of the smaller view that matched, where a view of a few minutiae counts as one of 20. */
function scoreOf(cluster: Cluster, probe: number, candidate: number): number {
  return cluster.matched < MIN_MATCHED ? 0 : cluster.matched / Math.max(MIN_EVIDENCE, Math.min(probe, candidate));
}

function bestOf(minutiae: readonly Minutia[]): readonly Minutia[] {
  if (minutiae.length <= MAX_USED) return minutiae;
  return minutiae.toSorted((left, right) => right.quality - left.quality).slice(0, MAX_USED);
}

/** An angle in degrees, brought into -180 to 180. */
function turn(degrees: number): number {
  return degrees - 360 * Math.round(degrees / 360);
}
