import type { FingerView, Minutia } from "../../subgraphs/biometrics/index.js";
import { bearing, normal, shuffled, stepOf, sum } from "../../subgraphs/world/prints.js";
import type { Spot } from "../../subgraphs/world/prints.js";
import { createRandom, hash } from "../../subgraphs/world/random.js";
import type { Random } from "../../subgraphs/world/random.js";

/**
 * Synthetic fingers for measuring the matcher: a whole finger, of which every capture (on record or in question) sees a part.
 * Harder than the invented prints of the demo: captures overlap in part, are turned by any angle, and no print on record is
 * perfect. The ridges of all fingers flow alike, so that strangers agree by chance as they do in life.
 */
export type PrintDifficulty = "EASY" | "MIDDLE" | "HARD";

interface Capture {
  /** Degrees, either way. */
  readonly rotation: number;
  /** Pixels, either way. */
  readonly translation: number;
  /** Standard deviation of a place in pixels, each way. */
  readonly jitter: number;
  /** Standard deviation of an angle in degrees. */
  readonly angleJitter: number;
  /** Pixels by which skin stretches, smoothly over the image. */
  readonly stretch: number;
  /** Share of the minutiae that are lost. */
  readonly missing: number;
  /** False minutiae, as a share of those seen. */
  readonly spurious: number;
  /** Share of the finger's area that is seen. */
  readonly seen: number;
}

/** A print on record: rolled, with care. */
const ON_RECORD: Capture = {
  rotation: 15,
  translation: 20,
  jitter: 1.2,
  angleJitter: 3,
  stretch: 2,
  missing: 0.08,
  spurious: 0.05,
  seen: 0.95,
};

const IN_QUESTION: Readonly<Record<PrintDifficulty, Capture>> = {
  EASY: {
    rotation: 20,
    translation: 30,
    jitter: 1.5,
    angleJitter: 4,
    stretch: 2,
    missing: 0.1,
    spurious: 0.08,
    seen: 0.8,
  },
  MIDDLE: {
    rotation: 60,
    translation: 60,
    jitter: 2,
    angleJitter: 6,
    stretch: 4,
    missing: 0.25,
    spurious: 0.2,
    seen: 0.55,
  },
  HARD: {
    rotation: 180,
    translation: 100,
    jitter: 2.5,
    angleJitter: 8,
    stretch: 6,
    missing: 0.4,
    spurious: 0.35,
    seen: 0.3,
  },
};

/** A finger's half axes in pixels at 500 dpi, and how far apart its minutiae lie at the least. */
const HALF_WIDTH = 170;
const HALF_HEIGHT = 230;
const SPACING = 12;
const CENTRE = 500;

/** The print on record of a finger; the same seed gives the same. */
export function recordOf(finger: number): FingerView {
  return captureOf(finger, ON_RECORD, createRandom(hash("record", finger)));
}

/** The same finger in question, at one of three difficulties; another `taking` is another capture. */
export function probeOf(finger: number, difficulty: PrintDifficulty, taking = 0): FingerView {
  return captureOf(finger, IN_QUESTION[difficulty], createRandom(hash("probe", finger, difficulty, taking)));
}

function captureOf(finger: number, capture: Capture, random: Random): FingerView {
  const { minutiae, flow } = wholeFinger(finger);
  const mayBeSeen = seenPart(capture, random);
  const seen = minutiae.filter((minutia) => mayBeSeen(minutia) && !random.chance(capture.missing));
  const spurious: Minutia[] = [];
  for (const _ of Array.from({ length: Math.round(seen.length * capture.spurious) })) {
    // Half of them lie along the ridges, as breaks in a ridge do.
    const spot = spotWhere(mayBeSeen, random);
    spurious.push(minutiaAt(spot, random.chance(0.5) ? flow(spot) : 360 * random.next(), random));
  }
  const move = movement(capture, random);
  return {
    position: 0,
    impression: "LIVE_PLAIN",
    quality: 60,
    minutiae: shuffled([...seen, ...spurious], random).map(move),
  };
}

/** 50 to 80 minutiae along ridges that flow round a core (the zero-pole model of Sherlock and Monro, 1993). */
function wholeFinger(finger: number): { readonly minutiae: readonly Minutia[]; readonly flow: (spot: Spot) => number } {
  const random = createRandom(hash("finger", finger));
  const flow = ridgeFlow(random);
  const wanted = random.integer(50, 80);
  const minutiae: Minutia[] = [];
  while (minutiae.length < wanted) {
    const spot = spotWhere(() => true, random);
    if (minutiae.some((other) => Math.hypot(other.x - spot.x, other.y - spot.y) < SPACING)) continue;
    minutiae.push(minutiaAt(spot, flow(spot) + (random.chance(0.5) ? 180 : 0) + 5 * normal(random), random));
  }
  return { minutiae, flow };
}

function ridgeFlow(random: Random): (spot: Spot) => number {
  const around = (x: number, y: number): Spot => ({
    x: CENTRE + x + random.integer(-20, 20),
    y: CENTRE + y + random.integer(-20, 20),
  });
  const isWhorl = random.chance(0.35);
  const isLeft = random.chance(0.5);
  const cores = isWhorl ? [around(0, -35), around(0, 30)] : [around(0, -20)];
  const deltas = isWhorl ? [around(-130, 140), around(130, 140)] : [around(isLeft ? 130 : -130, 140)];
  return (spot) =>
    (sum(cores.map((core) => bearing(core, spot))) - sum(deltas.map((delta) => bearing(delta, spot)))) / 2;
}

/** The part of the finger on one side of a line through it, which leaves about the share that is wanted. */
function seenPart({ seen }: Capture, random: Random): (spot: Spot) => boolean {
  const direction = 2 * Math.PI * random.next();
  const scale = (spot: Spot): number =>
    (Math.cos(direction) * (spot.x - CENTRE)) / HALF_WIDTH + (Math.sin(direction) * (spot.y - CENTRE)) / HALF_HEIGHT;
  const cut = cutOfDisc(seen);
  return (spot) => scale(spot) <= cut;
}

/** Where a line cuts the unit disc so that this share lies below it: found by halving. */
function cutOfDisc(share: number): number {
  let [low, high] = [-1, 1];
  for (const _ of Array.from({ length: 30 })) {
    const cut = (low + high) / 2;
    const below = 1 - (Math.acos(cut) - cut * Math.sqrt(1 - cut * cut)) / Math.PI;
    if (below < share) low = cut;
    else high = cut;
  }
  return (low + high) / 2;
}

function movement(capture: Capture, random: Random): (minutia: Minutia) => Minutia {
  const either = (most: number): number => most * (2 * random.next() - 1);
  const rotation = either(capture.rotation);
  const shift = { x: either(capture.translation), y: either(capture.translation) };
  const phase = 2 * Math.PI * random.next();
  const [cosine, sine] = [Math.cos((rotation * Math.PI) / 180), Math.sin((rotation * Math.PI) / 180)];
  return (minutia) => {
    const dx = minutia.x + capture.stretch * Math.sin(minutia.y / 90 + phase) - CENTRE;
    const dy = minutia.y + capture.stretch * Math.cos(minutia.x / 90 + phase) - CENTRE;
    return {
      ...minutia,
      // Anticlockwise as seen, in an image whose y points down.
      x: Math.round(CENTRE + cosine * dx + sine * dy + shift.x + capture.jitter * normal(random)),
      y: Math.round(CENTRE - sine * dx + cosine * dy + shift.y + capture.jitter * normal(random)),
      angle: stepOf(minutia.angle + rotation + capture.angleJitter * normal(random)),
    };
  };
}

function spotWhere(isRight: (spot: Spot) => boolean, random: Random): Spot {
  for (;;) {
    const spot = {
      x: CENTRE + HALF_WIDTH * (2 * random.next() - 1),
      y: CENTRE + HALF_HEIGHT * (2 * random.next() - 1),
    };
    const isOnFinger = ((spot.x - CENTRE) / HALF_WIDTH) ** 2 + ((spot.y - CENTRE) / HALF_HEIGHT) ** 2 <= 1;
    if (isOnFinger && isRight(spot)) return spot;
  }
}

function minutiaAt({ x, y }: Spot, angle: number, random: Random): Minutia {
  const kind = random.chance(0.55) ? "ENDING" : "BIFURCATION";
  return { kind, x: Math.round(x), y: Math.round(y), angle: stepOf(angle), quality: random.integer(40, 95) };
}
