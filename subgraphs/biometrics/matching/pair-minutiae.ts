import type { Alignment } from "./align-prints.js";
import { columnOf, extentOf, MAX_USED } from "./prepare-fingerprint.js";
import type { Extent, PreparedFingerprint } from "./prepare-fingerprint.js";
import { refit } from "./refit-alignment.js";
import { toTurn, wrap } from "./units.js";

/** Pixels, and parts of a turn, within which two minutiae count as one. */
const REACH = 16;
const ANGLE_REACH = toTurn(25);
/** An alignment is drawn to the pairs that it finds this many times, unless the first are too few to be worth it. */
const REFITS = 2;
const MIN_TO_REFIT = 4;

/** The minutiae of a probe that lie and point as those of a candidate do. */
export interface Pairing {
  readonly matched: number;
  /** The pairs by their closeness: one that fits exactly counts 1, one at the edge of what is let through 0. */
  readonly weight: number;
  /** Minutiae of the probe where the candidate has skin, or of the candidate where the probe has: the fewer of the two. */
  readonly inOverlap: number;
}

/** Pairs the minutiae of two prints that lie on each other. Its scratch space makes it good for one comparison at a time. */
export class MinutiaePairer {
  /** The probe's minutiae where the alignment puts them: x, then y. */
  readonly #places = new Float32Array(2 * MAX_USED);
  /** The candidate's minutia that each of the probe's has taken; -1 none. */
  readonly #partners = new Int8Array(MAX_USED);
  /** How far each of the probe's is from its partner, 0 to 1. */
  readonly #costs = new Float64Array(MAX_USED);
  /** The probe's minutia that has taken each of the candidate's; -1 none. */
  readonly #holders = new Int8Array(MAX_USED);

  pair(start: Alignment, probe: PreparedFingerprint, candidate: PreparedFingerprint): Pairing {
    this.#assign(start, probe, candidate);
    let alignment = start;
    for (let round = 0; round < REFITS && this.#weight(probe) >= MIN_TO_REFIT; round += 1) {
      alignment = refit(alignment, this.#partners, probe, candidate);
      this.#assign(alignment, probe, candidate);
    }
    const inOverlap = Math.min(
      countWithin(this.#places, probe.minutiae, candidate.extent),
      countWithin(candidate.places, candidate.minutiae, extentOf(this.#places, probe.minutiae)),
    );
    return { matched: this.#matched(probe), weight: this.#weight(probe), inOverlap };
  }

  /** Each minutia of the probe takes the nearest of the candidate; where two want one, the nearer has it. */
  #assign(alignment: Alignment, probe: PreparedFingerprint, candidate: PreparedFingerprint): void {
    const { a, b, c, d, e, f, rotation } = alignment;
    this.#holders.fill(-1);
    for (let index = 0; index < probe.minutiae; index += 1) {
      const [fromX, fromY] = [probe.places[2 * index] ?? 0, probe.places[2 * index + 1] ?? 0];
      const x = a * fromX + b * fromY + c;
      const y = d * fromX + e * fromY + f;
      this.#places[2 * index] = x;
      this.#places[2 * index + 1] = y;
      this.#partners[index] = -1;
      const partner = this.#nearest(index, x, y, (probe.angles[index] ?? 0) + rotation, candidate);
      if (partner >= 0) this.#take(index, partner);
    }
  }

  #take(index: number, partner: number): void {
    const holder = this.#holders[partner] ?? -1;
    if (holder >= 0 && (this.#costs[holder] ?? 0) <= (this.#costs[index] ?? 0)) return;
    if (holder >= 0) this.#partners[holder] = -1;
    this.#partners[index] = partner;
    this.#holders[partner] = index;
  }

  #nearest(index: number, x: number, y: number, angle: number, candidate: PreparedFingerprint): number {
    const { places, angles, columns } = candidate;
    let [best, least] = [-1, 1];
    const end = columns[columnOf(x + REACH) + 1] ?? 0;
    for (let other = columns[columnOf(x - REACH)] ?? 0; other < end; other += 1) {
      const [dx, dy] = [(places[2 * other] ?? 0) - x, (places[2 * other + 1] ?? 0) - y];
      const apart = (dx * dx + dy * dy) / (REACH * REACH);
      const turned = wrap((angles[other] ?? 0) - angle) / ANGLE_REACH;
      const cost = (apart + turned * turned) / 2;
      if (apart > 1 || turned > 1 || turned < -1 || cost >= least) continue;
      best = other;
      least = cost;
    }
    this.#costs[index] = least;
    return best;
  }

  #matched({ minutiae }: PreparedFingerprint): number {
    let matched = 0;
    for (let index = 0; index < minutiae; index += 1) if ((this.#partners[index] ?? -1) >= 0) matched += 1;
    return matched;
  }

  #weight({ minutiae }: PreparedFingerprint): number {
    let weight = 0;
    for (let index = 0; index < minutiae; index += 1) {
      if ((this.#partners[index] ?? -1) >= 0) weight += 1 - (this.#costs[index] ?? 1);
    }
    return weight;
  }
}

/** How many places lie within an extent, or beyond it by no more than minutiae may be apart. */
function countWithin(places: Float32Array, count: number, { left, right, top, bottom }: Extent): number {
  let within = 0;
  for (let index = 0; index < count; index += 1) {
    const [x, y] = [places[2 * index] ?? 0, places[2 * index + 1] ?? 0];
    if (x >= left - REACH && x <= right + REACH && y >= top - REACH && y <= bottom + REACH) within += 1;
  }
  return within;
}
