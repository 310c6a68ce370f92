import fc from "fast-check";
import { expect, test } from "vitest";
import {
  ANGLE_STEP,
  type FingerprintTemplate,
  type FingerView,
  type Impression,
  MAX_TEMPLATE_BYTES,
  type Minutia,
  type MinutiaKind,
} from "../../../../subgraphs/biometrics/matching/fingerprint-template.js";
import {
  readFingerprintTemplate,
  writeFingerprintTemplate,
} from "../../../../subgraphs/biometrics/matching/fingerprint-formats.js";
import { fingerprintOf, impressionOf, templateOf } from "../../../../subgraphs/world/prints.js";
import { FUZZ_RUNS } from "../../../support/fuzz.js";

/** Two minutiae of a right index finger, written out by hand after ISO/IEC 19794-2:2005, with 5 bytes of extended data. */
const RECORD = bytesOf(`
  464d5200 20323000 0000002f 1234 0190 01f4 00c5 00c5 01 00
  02 01 55 02
  4064 00c8 40 5a
  818f 81f3 ff 00
  0005 aabbccddee
`);

const kinds: readonly MinutiaKind[] = ["ENDING", "BIFURCATION", "OTHER"];
const impressions: readonly Impression[] = [
  "LIVE_PLAIN",
  "LIVE_ROLLED",
  "NONLIVE_PLAIN",
  "NONLIVE_ROLLED",
  "LATENT_IMPRESSION",
  "LATENT_TRACING",
  "LATENT_PHOTO",
  "LATENT_LIFT",
  "SWIPE",
  "CONTACTLESS",
];

function minutiae(width: number, height: number): fc.Arbitrary<Minutia> {
  return fc.record({
    kind: fc.constantFrom(...kinds),
    x: fc.nat(Math.min(width - 1, 16_383)),
    y: fc.nat(Math.min(height - 1, 16_383)),
    angle: fc.nat(255).map((step) => step * ANGLE_STEP),
    quality: fc.nat(100),
  });
}

function views(width: number, height: number): fc.Arbitrary<FingerView> {
  return fc.record({
    position: fc.nat(10),
    impression: fc.constantFrom(...impressions),
    quality: fc.nat(100),
    minutiae: fc.array(minutiae(width, height), { maxLength: 255 }),
  });
}

const pixels = fc.integer({ min: 1, max: 65_535 });
const templates: fc.Arbitrary<FingerprintTemplate> = fc.tuple(pixels, pixels).chain(([imageWidth, imageHeight]) =>
  fc.record({
    imageWidth: fc.constant(imageWidth),
    imageHeight: fc.constant(imageHeight),
    resolutionX: pixels,
    resolutionY: pixels,
    views: fc.array(views(imageWidth, imageHeight), { maxLength: 16 }),
  }),
);

test("a record of the norm is read field by field, and its extended data is passed over", () => {
  const answer = readFingerprintTemplate(RECORD);

  expect(answer).toEqual({
    ok: true,
    value: {
      imageWidth: 400,
      imageHeight: 500,
      resolutionX: 197,
      resolutionY: 197,
      views: [
        {
          position: 2,
          impression: "LIVE_ROLLED",
          quality: 85,
          minutiae: [
            { kind: "ENDING", x: 100, y: 200, angle: 90, quality: 90 },
            { kind: "BIFURCATION", x: 399, y: 499, angle: 358.59375, quality: 0 },
          ],
        },
      ],
    },
  });
});

test("whatever is written is read back the same", () => {
  fc.assert(
    fc.property(templates, (template) => {
      expect(readFingerprintTemplate(writeFingerprintTemplate(template))).toEqual({ ok: true, value: template });
    }),
    { numRuns: Math.ceil(FUZZ_RUNS / 10) },
  );
});

test("an angle between two steps is written as the nearer one, and 360 becomes 0", () => {
  const template = withMinutia({ angle: 359.9 });

  expect(readFingerprintTemplate(writeFingerprintTemplate(template))).toEqual({
    ok: true,
    value: withMinutia({ angle: 0 }),
  });
});

test("views of one finger are numbered from 0, so that a strict reader accepts the record", () => {
  const view: FingerView = { position: 3, impression: "SWIPE", quality: 50, minutiae: [] };

  const bytes = writeFingerprintTemplate(templateOf(view, { ...view, position: 4 }, view));

  expect([bytes[25], bytes[31], bytes[37]]).toEqual([0x08, 0x08, 0x18]);
});

test("an invented print survives its template", () => {
  const template = templateOf(fingerprintOf(1), impressionOf(fingerprintOf(1), 2, "HARD"));

  expect(readFingerprintTemplate(writeFingerprintTemplate(template))).toEqual({ ok: true, value: template });
});

test("a record that lies within a larger buffer is read from its own start", () => {
  const buffer = new Uint8Array(RECORD.length + 20);
  buffer.set(RECORD, 7);

  expect(readFingerprintTemplate(buffer.subarray(7, 7 + RECORD.length))).toEqual(readFingerprintTemplate(RECORD));
});

test.each([
  ["an empty record", new Uint8Array(0), "INVALID_TEMPLATE"],
  ["another format", changed({ 0: 0x58 }), "INVALID_TEMPLATE"],
  ["another version", changed({ 5: 0x33 }), "UNSUPPORTED_TEMPLATE_VERSION"],
  ["a stated length that is not the length", changed({ 11: 0x30 }), "INVALID_TEMPLATE"],
  ["a record above 64 KiB", new Uint8Array(MAX_TEMPLATE_BYTES + 1), "TEMPLATE_TOO_LARGE"],
  ["more than 16 views", changed({ 22: 17 }), "TOO_MANY_VIEWS"],
  ["fewer views than stated", changed({ 22: 2 }), "INVALID_TEMPLATE"],
  ["bytes after the last view", changed({ 22: 0 }), "INVALID_TEMPLATE"],
  ["more minutiae than there are bytes", changed({ 27: 200 }), "INVALID_TEMPLATE"],
  ["more extended data than there are bytes", changed({ 41: 6 }), "INVALID_TEMPLATE"],
  ["an image without a width", changed({ 14: 0, 15: 0 }), "INVALID_TEMPLATE"],
  ["no resolution", changed({ 19: 0 }), "INVALID_RESOLUTION"],
  ["a palm instead of a finger", changed({ 24: 21 }), "INVALID_FINGER_POSITION"],
  ["a reserved impression type", changed({ 25: 0x0f }), "INVALID_IMPRESSION"],
  ["a quality above 100", changed({ 26: 101 }), "INVALID_QUALITY"],
  ["a reserved minutia type", changed({ 28: 0xc0 }), "INVALID_MINUTIA"],
  ["a minutia outside the image", changed({ 28: 0x41, 29: 0x90 }), "INVALID_MINUTIA"],
  ["a minutia quality above 100", changed({ 33: 101 }), "INVALID_MINUTIA"],
])("%s is a fault", (_name, bytes, code) => {
  expect(readFingerprintTemplate(bytes)).toMatchObject({ ok: false, fault: { code } });
});

test("any bytes give a template or a coded fault", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(codeOf(bytes)).toMatch(/^(READ|[A-Z_]+)$/);
    }),
  );
});

test("a record with changed or missing bytes gives a template that can be written again, or a coded fault", () => {
  const record = writeFingerprintTemplate(templateOf(fingerprintOf(1), fingerprintOf(2)));
  const changes = fc.array(fc.tuple(fc.nat(record.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });

  fc.assert(
    fc.property(changes, fc.nat(record.length), (edits, length) => {
      const edited = Uint8Array.from(record);
      edits.forEach(([index, byte]) => edited.set([byte], index));

      expect([codeOf(edited), codeOf(edited.subarray(0, length))]).not.toContain("");
    }),
    { numRuns: FUZZ_RUNS },
  );
});

test.each([
  ["a position above 10", templateOf({ ...fingerprintOf(1), position: 11 }), "INVALID_FINGER_POSITION"],
  ["half a pixel", withMinutia({ x: 1.5 }), "INVALID_MINUTIA"],
  ["an angle of 360 degrees", withMinutia({ angle: 360 }), "INVALID_MINUTIA"],
  ["an angle that is no number", withMinutia({ angle: Number.NaN }), "INVALID_MINUTIA"],
  ["a minutia outside the image", withMinutia({ y: 500 }), "INVALID_MINUTIA"],
  ["17 views", templateOf(...Array.from({ length: 17 }, () => fingerprintOf(1))), "TOO_MANY_VIEWS"],
  ["256 minutiae", withMinutiae(256), "INVALID_TEMPLATE"],
])("%s is not written", (_name, template, code) => {
  expect(() => writeFingerprintTemplate(template)).toThrow(
    expect.objectContaining({ code: "INVALID_INPUT", fields: [expect.objectContaining({ code })] }),
  );
});

/** What reading gives: the fault's code, or `READ` when the value can also be written. */
function codeOf(bytes: Uint8Array): string {
  const answer = readFingerprintTemplate(bytes);
  if (!answer.ok) return answer.fault.code;
  return writeFingerprintTemplate(answer.value).length > 0 ? "READ" : "";
}

function withMinutia(change: Partial<Minutia>): FingerprintTemplate {
  const minutia: Minutia = { kind: "ENDING", x: 10, y: 20, angle: 0, quality: 50, ...change };
  return templateOf({ position: 1, impression: "LIVE_PLAIN", quality: 50, minutiae: [minutia] });
}

function withMinutiae(count: number): FingerprintTemplate {
  const minutia: Minutia = { kind: "ENDING", x: 10, y: 20, angle: 0, quality: 50 };
  const all = Array.from({ length: count }, () => minutia);
  return templateOf({ position: 1, impression: "LIVE_PLAIN", quality: 50, minutiae: all });
}

function bytesOf(hexadecimal: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hexadecimal.replaceAll(/\s/g, ""), "hex"));
}

function changed(edits: Readonly<Record<number, number>>): Uint8Array {
  const bytes = Uint8Array.from(RECORD);
  Object.entries(edits).forEach(([index, byte]) => bytes.set([byte], Number(index)));
  return bytes;
}
