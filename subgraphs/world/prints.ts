import {
  ANGLE_STEP,
  type FingerprintTemplate,
  type FingerView,
  type Impression,
  type Minutia,
  type MinutiaKind,
} from "../biometrics/index.js";
import { createRandom, hash, type Random } from "./random.js";

/** How far an impression is from the print: EASY is a live scan, MEDIUM a hurried one, HARD a mark from a scene. */
export type Difficulty = "EASY" | "MEDIUM" | "HARD";

/** Pixels of an invented print's image. */
const PRINT_WIDTH = 400;
const PRINT_HEIGHT = 500;
/** Pixels per centimetre: 500 dpi. */
const PRINT_RESOLUTION = 197;

/** Numbers in an invented face's vector. */
const FACE_DIMENSION = 128;
/** Pixels between two minutiae of a print: about one ridge and a half. */
const SPACING = 14;
const MAX_TRIES = 4_000;

type Pattern = "LEFT_LOOP" | "RIGHT_LOOP" | "WHORL";

interface Wear {
  /** Degrees, either way. */
  readonly rotation: number;
  /** Pixels, either way. */
  readonly translation: number;
  /** Standard deviation in pixels, each way. */
  readonly jitter: number;
  /** Standard deviation in degrees. */
  readonly angleJitter: number;
  /** Pixels by which skin stretches, smoothly over the image. */
  readonly stretch: number;
  /** Share of the minutiae that are lost. */
  readonly missing: number;
  /** False minutiae that appear. */
  readonly spurious: number;
  readonly impression: Impression;
  readonly quality: number;
}

const WEAR: Readonly<Record<Difficulty, Wear>> = {
  EASY: {
    rotation: 12,
    translation: 15,
    jitter: 1.2,
    angleJitter: 3,
    stretch: 1,
    missing: 0.1,
    spurious: 2,
    impression: "LIVE_PLAIN",
    quality: 85,
  },
  MEDIUM: {
    rotation: 25,
    translation: 30,
    jitter: 2,
    angleJitter: 5,
    stretch: 3,
    missing: 0.25,
    spurious: 5,
    impression: "LIVE_PLAIN",
    quality: 55,
  },
  HARD: {
    rotation: 45,
    translation: 50,
    jitter: 3,
    angleJitter: 7,
    stretch: 5,
    missing: 0.45,
    spurious: 8,
    impression: "LATENT_LIFT",
    quality: 25,
  },
};

/** An invented finger: 30 to 45 minutiae along ridges that flow round a core. The same seed gives the same finger. */
export function fingerprintOf(seed: number): FingerView {
  const random = createRandom(hash("fingerprint", seed));
  const flow = ridgeFlow(random);
  const wanted = random.integer(30, 45);
  const minutiae: Minutia[] = [];
  for (let tries = 0; minutiae.length < wanted && tries < MAX_TRIES; tries += 1) {
    const spot = spotOnFinger(random);
    if (minutiae.every((other) => Math.hypot(other.x - spot.x, other.y - spot.y) >= SPACING)) {
      const direction = flow(spot) + (random.chance(0.5) ? 180 : 0) + 6 * normal(random);
      minutiae.push(minutiaAt(spot, direction, random));
    }
  }
  return { position: random.integer(1, 10), impression: "LIVE_ROLLED", quality: 90, minutiae };
}

/**
 * The same finger captured again: turned, shifted, stretched, with minutiae lost and false ones added, in another order.
 * The same print, seed and difficulty give the same impression. Up to 45 degrees and 50 pixels when HARD.
 */
export function impressionOf(print: FingerView, seed: number, difficulty: Difficulty): FingerView {
  // The print takes part, so that one seed does not move all fingers alike.
  const places = print.minutiae.flatMap(({ x, y }) => [x, y]);
  const random = createRandom(hash("impression", seed, difficulty, ...places));
  const wear = WEAR[difficulty];
  const move = movement(random, wear);
  const kept = print.minutiae.filter(() => !random.chance(wear.missing)).map(move);
  const spurious = Array.from({ length: wear.spurious }, () =>
    minutiaAt(spotOnFinger(random), random.next() * 360, random),
  );
  const minutiae = shuffled([...kept, ...spurious].filter(isInImage), random);
  return { position: print.position, impression: wear.impression, quality: wear.quality, minutiae };
}

/** The record around one or more invented views, ready to be written. */
export function templateOf(...views: readonly FingerView[]): FingerprintTemplate {
  return {
    imageWidth: PRINT_WIDTH,
    imageHeight: PRINT_HEIGHT,
    resolutionX: PRINT_RESOLUTION,
    resolutionY: PRINT_RESOLUTION,
    views,
  };
}

/** An invented face: a unit vector of 128 numbers in a direction of its own. */
export function faceOf(seed: number): Float32Array {
  const random = createRandom(hash("face", seed));
  return unit(Array.from({ length: FACE_DIMENSION }, () => normal(random)));
}

/**
 * The same face in another photograph, a unit vector of the same dimension.
 * `noise` is the length of what is added to the unit vector: 0 is the same image, and the cosine falls to about
 * 1 / sqrt(1 + noise²), so 0.5 is a good photograph (0.89) and 1.2 a bad one (0.64).
 */
export function faceImageOf(face: Float32Array, seed: number, noise: number): Float32Array {
  const random = createRandom(hash("face image", seed));
  const scale = noise / Math.sqrt(face.length);
  return unit(Array.from(face, (value) => value + scale * normal(random)));
}

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The angle of the ridges at a spot, in degrees: the zero-pole model of Sherlock and Monro (1993), one or two cores and deltas. */
function ridgeFlow(random: Random): (spot: Spot) => number {
  const middle = PRINT_WIDTH / 2;
  const around = (x: number, y: number): Spot => ({ x: x + random.integer(-25, 25), y: y + random.integer(-25, 25) });
  const pattern = random.pick<Pattern>(["LEFT_LOOP", "RIGHT_LOOP", "WHORL"]);
  const cores = pattern === "WHORL" ? [around(middle, 210), around(middle, 280)] : [around(middle, 220)];
  const leftDelta = around(middle - 130, 400);
  const rightDelta = around(middle + 130, 400);
  const deltas = { LEFT_LOOP: [rightDelta], RIGHT_LOOP: [leftDelta], WHORL: [leftDelta, rightDelta] }[pattern];
  return (spot) => {
    const turn = sum(cores.map((core) => bearing(core, spot))) - sum(deltas.map((delta) => bearing(delta, spot)));
    return turn / 2;
  };
}

function movement(random: Random, wear: Wear): (minutia: Minutia) => Minutia {
  const rotation = wear.rotation * (2 * random.next() - 1);
  const shift = {
    x: wear.translation * (2 * random.next() - 1),
    y: wear.translation * (2 * random.next() - 1),
  };
  const phase = 2 * Math.PI * random.next();
  const [cosine, sine] = [Math.cos(radians(rotation)), Math.sin(radians(rotation))];
  return (minutia) => {
    const dx = minutia.x + wear.stretch * Math.sin(minutia.y / 80 + phase) - PRINT_WIDTH / 2;
    const dy = minutia.y + wear.stretch * Math.cos(minutia.x / 80 + phase) - PRINT_HEIGHT / 2;
    // Anticlockwise as seen, in an image whose y points down.
    const x = PRINT_WIDTH / 2 + cosine * dx + sine * dy + shift.x + wear.jitter * normal(random);
    const y = PRINT_HEIGHT / 2 - sine * dx + cosine * dy + shift.y + wear.jitter * normal(random);
    const angle = stepOf(minutia.angle + rotation + wear.angleJitter * normal(random));
    return { ...minutia, x: Math.round(x), y: Math.round(y), angle };
  };
}

/** Evenly over the oval where a finger touches. */
function spotOnFinger(random: Random): Spot {
  const angle = 2 * Math.PI * random.next();
  const reach = Math.sqrt(random.next());
  return {
    x: Math.round(PRINT_WIDTH / 2 + 150 * reach * Math.cos(angle)),
    y: Math.round(PRINT_HEIGHT / 2 + 200 * reach * Math.sin(angle)),
  };
}

function minutiaAt(spot: Spot, direction: number, random: Random): Minutia {
  const kind: MinutiaKind = random.chance(0.55) ? "ENDING" : "BIFURCATION";
  return { kind, x: spot.x, y: spot.y, angle: stepOf(direction), quality: random.integer(40, 95) };
}

function isInImage({ x, y }: Minutia): boolean {
  return x >= 0 && x < PRINT_WIDTH && y >= 0 && y < PRINT_HEIGHT;
}

export function shuffled<T>(list: readonly T[], random: Random): readonly T[] {
  return list
    .map((entry) => ({ entry, key: random.next() }))
    .toSorted((left, right) => left.key - right.key)
    .map(({ entry }) => entry);
}

/** The nearest angle that a template can hold, so that writing and reading a print changes nothing. */
export function stepOf(degrees: number): number {
  const steps = Math.round(degrees / ANGLE_STEP) % 256;
  return ((steps + 256) % 256) * ANGLE_STEP;
}

/** Degrees from `from` to `to`, anticlockwise from the right as seen. */
export function bearing(from: Spot, to: Spot): number {
  return (Math.atan2(from.y - to.y, to.x - from.x) * 180) / Math.PI;
}

/** The standard normal distribution (Box and Muller). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

function unit(values: readonly number[]): Float32Array {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
