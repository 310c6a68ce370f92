import fc from "fast-check";
import { expect, test } from "vitest";
import { compareFaces } from "../../../../subgraphs/biometrics/matching/compare-faces.js";
import { compareFingerprints } from "../../../../subgraphs/biometrics/matching/compare-fingerprints.js";
import type { PreparedSample, Probe } from "../../../../subgraphs/biometrics/matching/identify.js";
import {
  asProbe,
  matchSamples,
  prepareProbe,
  prepareSample,
  withFinger,
} from "../../../../subgraphs/biometrics/matching/identify.js";
import type { FingerView } from "../../../../subgraphs/biometrics/matching/fingerprint-template.js";
import { faceOf } from "../../../../subgraphs/world/prints.js";
import {
  faceSample,
  fingerprintSample,
  otherModelsFace,
  photographOf,
  printOf,
  RIGHT_INDEX,
  RIGHT_RING,
  scanOf,
  UNKNOWN,
} from "../samples.js";

const INDEX = printOf(1, RIGHT_INDEX);
const RING = printOf(2, RIGHT_RING);

function fingers(...views: readonly FingerView[]): PreparedSample {
  return prepareSample(fingerprintSample(...views));
}

function face(vector: Float32Array): PreparedSample {
  return prepareSample(faceSample(vector));
}

function askedFingers(...views: readonly FingerView[]): Probe {
  return prepareProbe(fingerprintSample(...views));
}

function askedFace(vector: Float32Array): Probe {
  return prepareProbe(faceSample(vector));
}

function fingerFeature(view: FingerView, print: FingerView, finger: string) {
  const { score, matched } = compareFingerprints(view, print);
  const explanation = `${matched} minutiae of ${finger} lie and point the same way.`;
  return { feature: "FINGERPRINT", how: "MINUTIAE", weight: score, explanation };
}

test("a finger matches with the name of the finger and the minutiae that agree", () => {
  const feature = fingerFeature(scanOf(INDEX), INDEX, "the right index finger");

  expect(matchSamples([askedFingers(scanOf(INDEX))], fingers(INDEX))).toEqual({
    ok: true,
    value: { score: feature.weight, features: [feature] },
  });
});

test("a sample on record that is asked about finds itself", () => {
  expect(matchSamples([asProbe(fingers(INDEX))], fingers(INDEX))).toMatchObject({ ok: true, value: { score: 1 } });
  expect(matchSamples([asProbe(face(faceOf(1)))], face(faceOf(1)))).toMatchObject({ ok: true, value: { score: 1 } });
});

test("the same ridges on another finger are not compared", () => {
  expect(matchSamples([askedFingers({ ...INDEX, position: RIGHT_RING })], fingers(INDEX))).toEqual({
    ok: true,
    value: null,
  });
});

test.each([
  ["a mark of an unknown finger", UNKNOWN, RIGHT_INDEX, "the right index finger"],
  ["a gallery that does not name the finger", RIGHT_INDEX, UNKNOWN, "the right index finger"],
  ["a mark and a gallery that both do not name it", UNKNOWN, UNKNOWN, "a finger"],
])("%s is compared with every finger", (_name, probe, candidate, finger) => {
  const match = matchSamples([askedFingers({ ...INDEX, position: probe })], fingers({ ...INDEX, position: candidate }));

  expect(match).toEqual({ ok: true, value: { score: 1, features: [fingerFeature(INDEX, INDEX, finger)] } });
});

test("the owner's record names the finger that the template leaves open, and no other", () => {
  const open = fingers({ ...INDEX, position: UNKNOWN }, RING);

  expect(withFinger(open, RIGHT_INDEX)).toEqual(fingers(INDEX, RING));
  expect(withFinger(open, null)).toEqual(open);
  expect(withFinger(fingers(RING), RIGHT_INDEX)).toEqual(fingers(RING));
});

test("several samples of one person count once, each finger by its best view, the surest first", () => {
  const probes = [askedFingers(scanOf(RING), scanOf(INDEX)), askedFingers(INDEX), askedFace(photographOf(1))];

  const match = matchSamples(probes, fingers(RING, INDEX));

  expect(match).toEqual({
    ok: true,
    value: {
      score: 1,
      features: [
        fingerFeature(INDEX, INDEX, "the right index finger"),
        fingerFeature(scanOf(RING), RING, "the right ring finger"),
      ],
    },
  });
});

test("a face matches with its similarity, the best of several photographs", () => {
  const similarity = compareFaces({ vector: photographOf(1) }, { vector: faceOf(1) });
  const weight = similarity.ok ? similarity.value : 0;

  expect(
    matchSamples([askedFace(faceOf(2)), askedFace(photographOf(1)), askedFingers(INDEX)], face(faceOf(1))),
  ).toEqual({
    ok: true,
    value: {
      score: weight,
      features: [
        {
          feature: "FACE",
          how: "SIMILARITY",
          weight,
          explanation: `The faces are ${Math.round(weight * 100)} % alike by their templates.`,
        },
      ],
    },
  });
});

test.each([
  ["another finger", [askedFingers({ ...RING, position: RIGHT_INDEX })], fingers(INDEX)],
  ["another face", [askedFace(faceOf(2))], face(faceOf(1))],
  ["a sample of another kind", [askedFingers(INDEX)], face(faceOf(1))],
  ["no sample", [], fingers(INDEX)],
])("%s matches nothing", (_name, probes, candidate) => {
  expect(matchSamples(probes, candidate)).toEqual({ ok: true, value: null });
});

test("faces of two models have no score, which is not a score of 0", () => {
  expect(matchSamples([askedFace(faceOf(1)), askedFace(otherModelsFace())], face(faceOf(1)))).toMatchObject({
    ok: false,
    fault: { code: "FACE_DIMENSIONS_DIFFER" },
  });
});

test("the order of the samples changes nothing", () => {
  const views = [scanOf(INDEX), scanOf(RING), INDEX, { ...RING, position: UNKNOWN }];
  const candidate = fingers(INDEX, RING);

  fc.assert(
    fc.property(fc.shuffledSubarray(views, { minLength: views.length }), (shuffled) => {
      expect(
        matchSamples(
          shuffled.map((view) => askedFingers(view)),
          candidate,
        ),
      ).toEqual(matchSamples([askedFingers(...views)], candidate));
    }),
    { numRuns: 20 },
  );
});
