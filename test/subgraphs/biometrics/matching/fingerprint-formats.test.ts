import fc from "fast-check";
import { expect, test } from "vitest";
import { ANGLE_STEP } from "../../../../subgraphs/biometrics/matching/fingerprint-template.js";
import type {
  FingerprintTemplate,
  Impression,
  SizedView,
} from "../../../../subgraphs/biometrics/matching/fingerprint-template.js";
import {
  fingerprintFormatOf,
  readFingerprintTemplate,
  writeFingerprintTemplate,
} from "../../../../subgraphs/biometrics/matching/fingerprint-formats.js";
import type { MinutiaeRecordFormat } from "../../../../subgraphs/biometrics/matching/fingerprint-formats.js";
import {
  readAnsi2009,
  readIso2011,
  writeAnsi2009,
  writeIso2011,
} from "../../../../subgraphs/biometrics/matching/own-image-records.js";
import { nistFileOf } from "../samples.js";
import { fingerprintOf, templateOf } from "../../../../subgraphs/world/prints.js";
import { fuzz, FUZZ_RUNS, SOUND } from "../../../support/fuzz.js";

/** Each written out by hand after its norm: a right index finger, one ending and one bifurcation, and extended data of 5 bytes. */
const SPECIMENS: Readonly<Record<MinutiaeRecordFormat, string>> = {
  ISO_19794_2_2005: `464d5200 20323000 0000002f 1234 0190 01f4 00c5 00c5 01 00
    02 01 55 02  4064 00c8 40 5a  818f 81f3 ff 00  0005 aabbccddee`,
  ANSI_378_2004: `464d5200 20323000 0031 0041 0007 8001 0190 01f4 00c5 00c5 01 00
    02 01 55 02  4064 00c8 2d 5a  818f 81f3 b3 00  0005 aabbccddee`,
  ISO_19794_2_2011: `464d5200 30333000 0000004b 0001 01
    0000003c 07e701020304050100 02 0041 0007 01 5500420001 01 000101
    02 00 00c5 00c5 01 0190 01f4 60 02  4064 00c8 40 5a  818f 01f3 ff fe  0005 aabbccddee`,
  ANSI_378_2009: `464d5200 30333000 00000039 0041 0007 80 0001 01 00
    02 00 01 55 0042 0001 0190 01f4 00c5 00c5 02  4064 00c8 2d 5a  818f 01f3 b3 ff  0005 aabbccddee`,
};

const FORMATS = Object.keys(SPECIMENS).filter((name): name is MinutiaeRecordFormat => Object.hasOwn(SPECIMENS, name));
const ANSI_FORMATS: readonly MinutiaeRecordFormat[] = ["ANSI_378_2004", "ANSI_378_2009"];

test.each(FORMATS)("%s is told by its header, and read field by field", (format) => {
  const bytes = specimen(format);

  expect(fingerprintFormatOf(bytes)).toBe(format);
  expect(readFingerprintTemplate(bytes)).toEqual({
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
            {
              kind: "BIFURCATION",
              x: 399,
              y: 499,
              angle: ANSI_FORMATS.includes(format) ? 358 : 358.59375,
              quality: 0,
            },
          ],
        },
      ],
    },
  });
});

test("the first amendment of ANSI INCITS 378-2009 is read as the norm itself", () => {
  const amended = specimen("ANSI_378_2009").with(6, "5".charCodeAt(0));

  expect(readFingerprintTemplate(amended)).toEqual(readFingerprintTemplate(specimen("ANSI_378_2009")));
});

test.each(FORMATS)("whatever is written as %s is read back the same, and told by its header", (format) => {
  fc.assert(
    fc.property(templatesOf(format), (template) => {
      const bytes = writeFingerprintTemplate(template, format);

      expect(fingerprintFormatOf(bytes)).toBe(format);
      expect(readFingerprintTemplate(bytes)).toEqual({ ok: true, value: template });
    }),
    { numRuns: Math.ceil(FUZZ_RUNS / FORMATS.length) },
  );
});

test.each([
  ["ISO_19794_2_2011", writeIso2011, readIso2011],
  ["ANSI_378_2009", writeAnsi2009, readAnsi2009],
] as const)("views of images of their own are written as %s and read back the same", (format, write, read) => {
  const anyViews = fc.array(
    pixels.chain((size) => sizedViews(format, size)),
    { maxLength: 4 },
  );

  fc.assert(
    fc.property(anyViews, (sized) => {
      expect(read(write(sized))).toEqual({ ok: true, value: sized });
    }),
    { numRuns: Math.ceil(FUZZ_RUNS / FORMATS.length) },
  );
});

test("views of several resolutions come at 500 dpi, in one image that holds them all", () => {
  const view = { position: 1, impression: "LIVE_PLAIN", quality: 50 } as const;
  const at = (x: number) => ({ kind: "ENDING", x, y: x, angle: 0, quality: 0 }) as const;
  const single = { imageWidth: 400, imageHeight: 400, resolutionX: 197, resolutionY: 197, ...view };
  const double = { imageWidth: 1000, imageHeight: 1000, resolutionX: 394, resolutionY: 394, ...view, position: 2 };
  const bytes = writeIso2011([
    { ...single, minutiae: [at(300)] },
    { ...double, minutiae: [at(999)] },
  ]);

  const answer = readFingerprintTemplate(bytes);

  expect(answer).toMatchObject({
    ok: true,
    value: { imageWidth: 501, resolutionX: 197, views: [{ minutiae: [at(300)] }, { minutiae: [at(500)] }] },
  });
});

test.each<[string, MinutiaeRecordFormat, Readonly<Record<number, number>>, string]>([
  ["a length that is not the record's", "ANSI_378_2004", { 9: 0x32 }, "INVALID_TEMPLATE"],
  ["an angle above 358 degrees", "ANSI_378_2004", { 34: 180 }, "INVALID_MINUTIA"],
  ["a latent impression, which ANSI does not list", "ANSI_378_2004", { 27: 4 }, "INVALID_IMPRESSION"],
  ["a representation longer than its fields", "ISO_19794_2_2011", { 69: 4 }, "INVALID_TEMPLATE"],
  ["minutiae of 7 bytes", "ISO_19794_2_2011", { 54: 0x70 }, "INVALID_MINUTIA"],
  ["a palm", "ANSI_378_2009", { 23: 10 }, "INVALID_IMPRESSION"],
  ["another length", "ANSI_378_2009", { 11: 0x40 }, "INVALID_TEMPLATE"],
  ["no resolution", "ANSI_378_2009", { 34: 0 }, "INVALID_RESOLUTION"],
])("%s in %s is a fault that names the norm", (_name, format, edits, code) => {
  const bytes = specimen(format);
  Object.entries(edits).forEach(([at, byte]) => bytes.set([byte], Number(at)));

  expect(readFingerprintTemplate(bytes)).toEqual({
    ok: false,
    fault: { code, message: expect.stringMatching(/^(ISO\/IEC 19794-2|ANSI INCITS 378)/) },
  });
});

test("what a norm has no code for is not written", () => {
  const latent = { ...fingerprintOf(1), impression: "LATENT_LIFT" } as const;

  expect(() => writeFingerprintTemplate(templateOf(latent), "ANSI_378_2004")).toThrow("the norm lists");
  expect(() => writeFingerprintTemplate(templateOf({ ...latent, impression: "UNKNOWN" }))).toThrow("the norm lists");
});

test("changed records give a template that can be written again or a coded fault, at once", () => {
  const records = [
    ...FORMATS.map(specimen),
    ...FORMATS.map((format) => writeFingerprintTemplate(templateOf(rounded(format)), format)),
    nistFileOf(fingerprintOf(9)),
  ];

  const outcome = fuzz(records, (bytes) => {
    const answer = readFingerprintTemplate(bytes);
    if (answer.ok) return { outcome: "READ", after: () => writeFingerprintTemplate(answer.value, "ISO_19794_2_2011") };
    return { outcome: answer.fault.code };
  });

  expect(outcome).toEqual(SOUND);
});

function specimen(format: MinutiaeRecordFormat): Uint8Array {
  return Uint8Array.from(Buffer.from(SPECIMENS[format].replaceAll(/\s/g, ""), "hex"));
}

const pixels = fc.record({ width: fc.integer({ min: 1, max: 16_383 }), height: fc.integer({ min: 1, max: 16_383 }) });

interface Size {
  readonly width: number;
  readonly height: number;
}

const IMPRESSIONS: Readonly<Record<MinutiaeRecordFormat, readonly Impression[]>> = {
  ISO_19794_2_2005: ["LIVE_PLAIN", "LATENT_LIFT", "SWIPE", "CONTACTLESS"],
  ANSI_378_2004: ["LIVE_PLAIN", "LIVE_ROLLED", "NONLIVE_PLAIN", "NONLIVE_ROLLED", "SWIPE"],
  ISO_19794_2_2011: ["LIVE_PLAIN", "LATENT_IMPRESSION", "VERTICAL_ROLL", "CONTACTLESS", "OTHER", "UNKNOWN"],
  ANSI_378_2009: ["LIVE_PLAIN", "LIVE_ROLLED", "SWIPE", "CONTACTLESS", "OTHER", "UNKNOWN"],
};

function views(format: MinutiaeRecordFormat, { width, height }: Size) {
  const isAnsi = ANSI_FORMATS.includes(format);
  return fc.record({
    position: fc.nat(10),
    impression: fc.constantFrom(...IMPRESSIONS[format]),
    quality: fc.nat(100),
    minutiae: fc.array(
      fc.record({
        kind: fc.constantFrom("ENDING", "BIFURCATION", "OTHER"),
        x: fc.nat(width - 1),
        y: fc.nat(height - 1),
        angle: isAnsi ? fc.nat(179).map((step) => 2 * step) : fc.nat(255).map((step) => ANGLE_STEP * step),
        quality: fc.nat(100),
      }),
      { maxLength: 40 },
    ),
  });
}

function templatesOf(format: MinutiaeRecordFormat): fc.Arbitrary<FingerprintTemplate> {
  const resolution = fc.integer({ min: 1, max: 65_535 });
  return pixels.chain((size) =>
    fc.record({
      imageWidth: fc.constant(size.width),
      imageHeight: fc.constant(size.height),
      resolutionX: resolution,
      resolutionY: resolution,
      // A record without a view states no image where each view states its own.
      views: fc.array(views(format, size), { minLength: 1, maxLength: 6 }),
    }),
  );
}

function sizedViews(format: MinutiaeRecordFormat, size: Size): fc.Arbitrary<SizedView> {
  const resolution = fc.integer({ min: 1, max: 65_535 });
  return fc
    .record({ view: views(format, size), resolutionX: resolution, resolutionY: resolution })
    .map(({ view, ...resolutions }) => ({
      imageWidth: size.width,
      imageHeight: size.height,
      ...resolutions,
      ...view,
    }));
}

/** An invented print with impressions that every norm has. */
function rounded(format: MinutiaeRecordFormat) {
  return { ...fingerprintOf(FORMATS.indexOf(format)), impression: "LIVE_PLAIN" } as const;
}
