import fc from "fast-check";
import { expect, test } from "vitest";
import {
  compareFaces,
  FACE_THRESHOLD,
  readFaceTemplate,
  writeFaceTemplate,
} from "../../../../subgraphs/biometrics/matching/compare-faces.js";
import { faceImageOf, faceOf } from "../../../../subgraphs/world/prints.js";

const vectors = fc
  .constantFrom(128, 512)
  .chain((length) => fc.float32Array({ minLength: length, maxLength: length, noNaN: true, noDefaultInfinity: true }))
  .filter((vector) => vector.some((value) => value !== 0));

test("whatever is written is read back the same", () => {
  fc.assert(
    fc.property(vectors, (vector) => {
      expect(readFaceTemplate(writeFaceTemplate({ vector }))).toEqual({ ok: true, value: { vector } });
    }),
  );
});

test("the header names the format, the version and the dimension, little-endian", () => {
  const bytes = writeFaceTemplate({ vector: new Float32Array(512).fill(1) });

  expect([...bytes.subarray(0, 12)]).toEqual([0x43, 0x43, 0x46, 0x54, 0, 1, 0, 2, 0, 0, 0x80, 0x3f]);
  expect(bytes.length).toBe(8 + 512 * 4);
});

test.each([
  ["an empty template", new Uint8Array(0), "INVALID_FACE_TEMPLATE"],
  ["another format", changed(0, [0x58]), "INVALID_FACE_TEMPLATE"],
  ["another version", changed(5, [2]), "UNSUPPORTED_FACE_TEMPLATE_VERSION"],
  ["a dimension of 256", changed(6, [0, 1]), "INVALID_FACE_DIMENSION"],
  ["a dimension that is not the length", changed(6, [0, 2]), "INVALID_FACE_TEMPLATE"],
  ["a template that is cut short", writeFaceTemplate({ vector: faceOf(1) }).subarray(0, 500), "INVALID_FACE_TEMPLATE"],
  ["a number that is not finite", changed(8, [0, 0, 0x80, 0x7f]), "INVALID_FACE_VECTOR"],
  ["something that is no number", changed(8, [0, 0, 0xc0, 0x7f]), "INVALID_FACE_VECTOR"],
  [
    "zeros only",
    changed(
      8,
      Array.from({ length: 512 }, () => 0),
    ),
    "INVALID_FACE_VECTOR",
  ],
])("%s is a fault", (_name, bytes, code) => {
  expect(readFaceTemplate(bytes)).toMatchObject({ ok: false, fault: { code } });
});

test("a template with changed or missing bytes never throws", () => {
  const template = writeFaceTemplate({ vector: faceOf(1) });
  const edits = fc.tuple(fc.nat(template.length - 4), fc.array(fc.nat(255), { maxLength: 4 }), fc.nat(template.length));

  fc.assert(
    fc.property(edits, ([offset, bytes, length]) => {
      const answers = [changed(offset, bytes), changed(offset, bytes).subarray(0, length)].map(readFaceTemplate);

      expect(answers.every((answer) => answer.ok || /^[A-Z_]+$/.test(answer.fault.code))).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

test("a vector that no reader accepts is not written", () => {
  expect(() => writeFaceTemplate({ vector: new Float32Array(3).fill(1) })).toThrow(
    expect.objectContaining({ fields: [expect.objectContaining({ code: "INVALID_FACE_DIMENSION" })] }),
  );
});

test("a face has the score 1 with itself at any length, and 0 with its opposite", () => {
  const vector = faceOf(1);

  expect(compareFaces({ vector }, { vector: vector.map((value) => value * 7) })).toEqual(about(1));
  expect(compareFaces({ vector }, { vector: vector.map((value) => -value) })).toEqual({ ok: true, value: 0 });
});

test("half a right angle scores its cosine", () => {
  const probe = Float32Array.from({ length: 128 }, (_, index) => (index === 0 ? 1 : 0));
  const candidate = Float32Array.from({ length: 128 }, (_, index) => (index < 2 ? 1 : 0));

  expect(compareFaces({ vector: probe }, { vector: candidate })).toEqual(about(Math.SQRT1_2));
});

test("templates of two models get a fault and no score", () => {
  expect(
    compareFaces({ vector: new Float32Array(128).fill(1) }, { vector: new Float32Array(512).fill(1) }),
  ).toMatchObject({ ok: false, fault: { code: "FACE_DIMENSIONS_DIFFER" } });
});

test("a vector without direction gets a fault and no score", () => {
  const vector = new Float32Array(128);

  expect(compareFaces({ vector }, { vector })).toMatchObject({ ok: false, fault: { code: "INVALID_FACE_VECTOR" } });
});

test("any two vectors get a score from 0 to 1, the same both ways", () => {
  fc.assert(
    fc.property(vectors, vectors, (left, right) => {
      const score = scoreOf(left, right.length === left.length ? right : left);

      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
      expect(scoreOf(left, left)).toBeCloseTo(1);
    }),
  );
});

test("every photograph finds its own face first among 200, above the threshold, and no other face is above it", () => {
  const gallery = Array.from({ length: 200 }, (_, seed) => faceOf(seed));

  const searches = gallery.map((face, seed) => {
    const scores = gallery.map((other) => scoreOf(faceImageOf(face, seed, 0.8), other));
    return { genuine: scores[seed] ?? 0, best: Math.max(...scores.toSpliced(seed, 1)) };
  });

  expect(Math.min(...searches.map(({ genuine }) => genuine))).toBeGreaterThanOrEqual(FACE_THRESHOLD);
  expect(Math.max(...searches.map(({ best }) => best))).toBeLessThan(FACE_THRESHOLD);
});

test("a seed repeats its face, and a photograph without noise is the face", () => {
  const face = faceOf(9);

  expect(faceOf(9)).toEqual(face);
  expect(Math.hypot(...face)).toBeCloseTo(1);
  expect(scoreOf(faceImageOf(face, 1, 0), face)).toBeCloseTo(1);
});

function scoreOf(probe: Float32Array, candidate: Float32Array): number {
  const score = compareFaces({ vector: probe }, { vector: candidate });
  return score.ok ? score.value : Number.NaN;
}

function about(score: number): unknown {
  return { ok: true, value: expect.closeTo(score, 6) };
}

function changed(offset: number, values: readonly number[]): Uint8Array {
  const bytes = writeFaceTemplate({ vector: faceOf(1) });
  bytes.set(values, offset);
  return bytes;
}
