import type { PreparedFingerprint } from "./prepare-fingerprint.js";
import { MAX_LINKS } from "./probe-index.js";
import type { Links } from "./probe-index.js";
import { TURN, wrap } from "./units.js";

/** Where a probe would lie on a print on record: `x' = a x + b y + c`, `y' = d x + e y + f`, turned by `rotation`. */
export interface Alignment {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
  /** 65,536 to the turn, anticlockwise as seen. */
  readonly rotation: number;
}

/** Bins of the vote, in parts of a turn and in pixels either way of the middle. */
const ROTATION_BINS = 32;
const PLACE_BINS = 64;
const BIN_PIXELS = 20;
/** Two minutiae agree by chance in most prints: fewer links than this in one bin and its neighbours align nothing. */
const MIN_VOTES = 3;

const COSINES = Float64Array.from({ length: 256 }, (_, step) => Math.cos((step / 128) * Math.PI));
const SINES = Float64Array.from({ length: 256 }, (_, step) => Math.sin((step / 128) * Math.PI));

/**
 * Finds how a probe lies on a candidate: every link votes for one turn and shift, and those that agree win.
 * Its scratch space makes it good for one comparison at a time.
 */
export class Aligner {
  readonly #votes = new Uint16Array(ROTATION_BINS * PLACE_BINS * PLACE_BINS);
  readonly #bins = new Int32Array(MAX_LINKS);
  readonly #shiftX = new Float32Array(MAX_LINKS);
  readonly #shiftY = new Float32Array(MAX_LINKS);

  /** The alignment with the most votes; undefined where too few links agree. */
  align(links: Links, probe: PreparedFingerprint, candidate: PreparedFingerprint): Alignment | undefined {
    if (links.count < MIN_VOTES) return undefined;
    for (let link = 0; link < links.count; link += 1) this.#vote(link, links, probe, candidate);
    const best = this.#bestBin(links.count);
    const alignment = best === undefined ? undefined : this.#meanAround(best, links);
    for (let link = 0; link < links.count; link += 1) this.#votes[this.#bins[link] ?? 0] = 0;
    return alignment;
  }

  #vote(link: number, links: Links, probe: PreparedFingerprint, candidate: PreparedFingerprint): void {
    const rotation = links.rotation[link] ?? 0;
    const step = ((rotation + 128) >> 8) & 255;
    const [cosine, sine] = [COSINES[step] ?? 1, SINES[step] ?? 0];
    const [first, second] = [links.probeFirst[link] ?? 0, links.probeSecond[link] ?? 0];
    const x = middleOf(probe.places, 2 * first, 2 * second);
    const y = middleOf(probe.places, 2 * first + 1, 2 * second + 1);
    const [ownFirst, ownSecond] = [links.candidateFirst[link] ?? 0, links.candidateSecond[link] ?? 0];
    const shiftX = middleOf(candidate.places, 2 * ownFirst, 2 * ownSecond) - cosine * x - sine * y;
    const shiftY = middleOf(candidate.places, 2 * ownFirst + 1, 2 * ownSecond + 1) + sine * x - cosine * y;
    this.#shiftX[link] = shiftX;
    this.#shiftY[link] = shiftY;
    const turnBin = ((rotation & (TURN - 1)) * ROTATION_BINS) >> 16;
    const bin = (turnBin * PLACE_BINS + placeBinOf(shiftY)) * PLACE_BINS + placeBinOf(shiftX);
    this.#bins[link] = bin;
    this.#votes[bin] = (this.#votes[bin] ?? 0) + 1;
  }

  #bestBin(count: number): number | undefined {
    let best: number | undefined;
    let most = MIN_VOTES - 1;
    for (let link = 0; link < count; link += 1) {
      const bin = this.#bins[link] ?? 0;
      const votes = this.#votesAround(bin);
      if (votes <= most) continue;
      best = bin;
      most = votes;
    }
    return best;
  }

  /** Of a bin and its 26 neighbours. Places stop at the edge, where nothing is filed. */
  #votesAround(bin: number): number {
    const votes = this.#votes;
    const size = PLACE_BINS * PLACE_BINS;
    let total = 0;
    for (let step = -1; step <= 1; step += 1) {
      const plane = (bin + step * size + votes.length) % votes.length;
      for (let row = plane - PLACE_BINS; row <= plane + PLACE_BINS; row += PLACE_BINS) {
        total += (votes[row - 1] ?? 0) + (votes[row] ?? 0) + (votes[row + 1] ?? 0);
      }
    }
    return total;
  }

  #meanAround(bin: number, links: Links): Alignment {
    const near = new Set(neighboursOf(bin));
    const middle = ((Math.floor(bin / (PLACE_BINS * PLACE_BINS)) + 0.5) * TURN) / ROTATION_BINS;
    let [count, turned, shiftX, shiftY] = [0, 0, 0, 0];
    for (let link = 0; link < links.count; link += 1) {
      if (!near.has(this.#bins[link] ?? 0)) continue;
      count += 1;
      turned += wrap((links.rotation[link] ?? 0) - middle);
      shiftX += this.#shiftX[link] ?? 0;
      shiftY += this.#shiftY[link] ?? 0;
    }
    const rotation = middle + turned / count;
    const [cosine, sine] = [Math.cos((2 * Math.PI * rotation) / TURN), Math.sin((2 * Math.PI * rotation) / TURN)];
    return { a: cosine, b: sine, c: shiftX / count, d: -sine, e: cosine, f: shiftY / count, rotation };
  }
}

function middleOf(places: Float32Array, first: number, second: number): number {
  return ((places[first] ?? 0) + (places[second] ?? 0)) / 2;
}

function placeBinOf(shift: number): number {
  return Math.min(PLACE_BINS - 2, Math.max(1, Math.floor(shift / BIN_PIXELS) + PLACE_BINS / 2));
}

function neighboursOf(bin: number): readonly number[] {
  const size = PLACE_BINS * PLACE_BINS;
  const all = ROTATION_BINS * size;
  return [-size, 0, size].flatMap((plane) =>
    [-PLACE_BINS, 0, PLACE_BINS].flatMap((row) => [-1, 0, 1].map((step) => (bin + plane + row + step + all) % all)),
  );
}
