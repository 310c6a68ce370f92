import fc from "fast-check";
import { expect, test } from "vitest";
import {
  compareFingerprints,
  FINGERPRINT_THRESHOLD,
  FingerprintProbe,
} from "../../../../subgraphs/biometrics/matching/compare-fingerprints.js";
import {
  prepareFingerprint,
  prepareInQuestion,
  viewsForMatching,
} from "../../../../subgraphs/biometrics/matching/prepare-fingerprint.js";
import type { FingerView, Minutia } from "../../../../subgraphs/biometrics/matching/fingerprint-template.js";
import { probeOf, recordOf } from "../../../support/synthetic-prints.js";
import type { PrintDifficulty } from "../../../support/synthetic-prints.js";
import { type Difficulty, fingerprintOf, impressionOf, templateOf } from "../../../../subgraphs/world/prints.js";

const GALLERY = Array.from({ length: 200 }, (_, seed) => prepareFingerprint(fingerprintOf(seed)));

test("a print compared with itself matches in every minutia", () => {
  const print = fingerprintOf(4);

  expect(compareFingerprints(print, print)).toEqual({ score: 1, matched: print.minutiae.length });
});

test("a print turned by any angle and shifted is the same print", () => {
  fc.assert(
    fc.property(
      fc.nat(500),
      fc.integer({ min: 0, max: 359 }),
      fc.integer({ min: -99, max: 99 }),
      (seed, turn, shift) => {
        const print = fingerprintOf(seed);

        expect(compareFingerprints(print, moved(print, turn, shift)).score).toBeGreaterThan(0.95);
      },
    ),
    { numRuns: 50 },
  );
});

test("the order of the minutiae does not matter", () => {
  const print = fingerprintOf(5);
  const probe = impressionOf(print, 1, "MEDIUM");

  const reversed = { ...probe, minutiae: probe.minutiae.toReversed() };

  expect(compareFingerprints(reversed, print).matched).toBe(compareFingerprints(probe, print).matched);
});

test("every easy impression finds its own print first among 200", () => {
  expect(firstRanks("EASY")).toEqual({ first: 200, falseMatches: 0, missed: 0 });
});

test.each<[Difficulty, number, number]>([
  ["MEDIUM", 198, 4],
  ["HARD", 190, 36],
])(
  "of 200 %s impressions at least %i come first and at most %i stay below the threshold",
  (difficulty, first, missed) => {
    const ranks = firstRanks(difficulty);

    expect(ranks.first).toBeGreaterThanOrEqual(first);
    expect(ranks.missed).toBeLessThanOrEqual(missed);
    expect(ranks.falseMatches).toBeLessThanOrEqual(1);
  },
);

test.each<[PrintDifficulty, number]>([
  ["EASY", 60],
  ["MIDDLE", 60],
  ["HARD", 48],
])(
  "of 60 synthetic fingers, captured again %s, at least %i come first among 200 prints on record",
  (difficulty, first) => {
    const gallery = Array.from({ length: 200 }, (_, finger) => prepareFingerprint(recordOf(finger)));

    const ranks = Array.from({ length: 60 }, (_, finger) => {
      const probe = new FingerprintProbe(prepareInQuestion(probeOf(finger, difficulty)));
      const scores = gallery.map((candidate) => probe.compare(candidate).score);
      return scores.filter((score, index) => index !== finger && score >= (scores[finger] ?? 0)).length;
    });

    expect(ranks.filter((rank) => rank === 0).length).toBeGreaterThanOrEqual(first);
  },
);

test("a print scanned at another resolution matches once its template is brought to the matcher's", () => {
  const print = fingerprintOf(6);
  const doubled = print.minutiae.map((minutia) => ({ ...minutia, x: minutia.x * 2, y: minutia.y * 2 }));
  const template = { ...templateOf({ ...print, minutiae: doubled }), resolutionX: 394, resolutionY: 394 };

  expect(viewsForMatching(template)).toEqual([print]);
  expect(viewsForMatching(templateOf(print))).toEqual([print]);
});

test("a view without minutiae matches nothing, not even itself", () => {
  const empty = { ...fingerprintOf(1), minutiae: [] };

  expect(compareFingerprints(empty, empty)).toEqual({ score: 0, matched: 0 });
  expect(compareFingerprints(empty, fingerprintOf(1))).toEqual({ score: 0, matched: 0 });
});

test("a fragment of five minutiae is too little to reach the threshold, even of the same print", () => {
  const print = fingerprintOf(8);
  const fragment = { ...print, minutiae: print.minutiae.slice(0, 5) };

  expect(compareFingerprints(fragment, print).score).toBeLessThan(FINGERPRINT_THRESHOLD);
});

test("any two views get a score from 0 to 1 and a count within the smaller view", () => {
  fc.assert(
    fc.property(anyView(), anyView(), (probe, candidate) => {
      const { score, matched } = compareFingerprints(probe, candidate);

      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
      expect(matched).toBeLessThanOrEqual(Math.min(probe.minutiae.length, candidate.minutiae.length));
    }),
  );
});

test("views made to match everywhere do not slow a comparison down", () => {
  const lattice = Array.from({ length: 255 }, (_, index) => minutiaAt(20 * (index % 16), 20 * Math.floor(index / 16)));
  const view = { ...fingerprintOf(1), minutiae: lattice };

  const start = performance.now();
  compareFingerprints(view, view);

  expect(performance.now() - start).toBeLessThan(2_000);
});

test("an invented print has 30 to 45 minutiae in its image, and its seed repeats it", () => {
  const prints = Array.from({ length: 300 }, (_, seed) => fingerprintOf(seed));

  expect(Math.min(...prints.map((print) => print.minutiae.length))).toBeGreaterThanOrEqual(30);
  expect(Math.max(...prints.map((print) => print.minutiae.length))).toBeLessThanOrEqual(45);
  expect(fingerprintOf(7)).toEqual(prints[7]);
  expect(impressionOf(fingerprintOf(7), 3, "HARD")).toEqual(impressionOf(fingerprintOf(7), 3, "HARD"));
  expect(impressionOf(fingerprintOf(7), 3, "HARD")).not.toEqual(impressionOf(fingerprintOf(7), 4, "HARD"));
});

/** Searches one impression of each print of the gallery in all of it. */
function firstRanks(difficulty: Difficulty): { first: number; falseMatches: number; missed: number } {
  const searches = GALLERY.map((_, seed) => {
    const probe = new FingerprintProbe(prepareInQuestion(impressionOf(fingerprintOf(seed), 1, difficulty)));
    const scores = GALLERY.map((candidate) => probe.compare(candidate).score);
    const genuine = scores[seed] ?? 0;
    const impostors = scores.toSpliced(seed, 1);
    return {
      genuine,
      best: Math.max(...impostors),
      above: impostors.filter((score) => score >= FINGERPRINT_THRESHOLD),
    };
  });
  return {
    first: searches.filter(({ genuine, best }) => genuine > best).length,
    falseMatches: searches.flatMap(({ above }) => above).length,
    missed: searches.filter(({ genuine }) => genuine < FINGERPRINT_THRESHOLD).length,
  };
}

function anyView(): fc.Arbitrary<FingerView> {
  const minutia = fc.record({ x: fc.nat(399), y: fc.nat(499), turn: fc.nat(359) });
  return fc.array(minutia, { maxLength: 60 }).map((list) => ({
    ...fingerprintOf(1),
    minutiae: list.map(({ x, y, turn }) => minutiaAt(x, y, turn)),
  }));
}

function minutiaAt(x: number, y: number, angle = 0): Minutia {
  return { kind: "ENDING", x, y, angle, quality: 50 };
}

/** Turned anticlockwise by degrees and shifted by pixels, with nothing lost. */
function moved(print: FingerView, degrees: number, shift: number): FingerView {
  const [cosine, sine] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const minutiae = print.minutiae.map((minutia) => ({
    ...minutia,
    x: Math.round(cosine * minutia.x + sine * minutia.y + shift),
    y: Math.round(cosine * minutia.y - sine * minutia.x - shift),
    angle: (minutia.angle + degrees) % 360,
  }));
  return { ...print, minutiae };
}
