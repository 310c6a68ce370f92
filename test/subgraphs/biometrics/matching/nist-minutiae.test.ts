import { expect, test } from "vitest";
import {
  compareFingerprints,
  FINGERPRINT_THRESHOLD,
} from "../../../../subgraphs/biometrics/matching/compare-fingerprints.js";
import {
  fingerprintFormatOf,
  readFingerprintTemplate,
} from "../../../../subgraphs/biometrics/matching/fingerprint-formats.js";
import type { FingerView } from "../../../../subgraphs/biometrics/matching/fingerprint-template.js";
import type { NistField, NistRecord, TextRecord } from "../../../../subgraphs/biometrics/matching/nist-file.js";
import { readNistMinutiae } from "../../../../subgraphs/biometrics/matching/nist-minutiae.js";
import { viewsForMatching } from "../../../../subgraphs/biometrics/matching/prepare-fingerprint.js";
import { writeNistFile } from "../../../../subgraphs/biometrics/matching/write-nist-file.js";
import { nistFileOf } from "../samples.js";
import { fingerprintOf, impressionOf } from "../../../../subgraphs/world/prints.js";

/** Pixels at 500 dpi of the invented prints' images. */
const [WIDTH, HEIGHT] = [400, 500];

test("minutiae in the fields of ANSI INCITS 378 are read in pixels from the upper left", () => {
  const record = m1Record([
    ["1", "100", "200", "45", "1", "90"],
    ["2", "399", "499", "179", "2", "254"],
  ]);

  expect(readNistMinutiae(fileOf(record))).toEqual({
    ok: true,
    value: [
      {
        imageWidth: 400,
        imageHeight: 500,
        resolutionX: 197,
        resolutionY: 197,
        position: 2,
        impression: "LIVE_ROLLED",
        quality: 85,
        minutiae: [
          { kind: "ENDING", x: 100, y: 200, angle: 90, quality: 90 },
          { kind: "BIFURCATION", x: 399, y: 499, angle: 358, quality: 0 },
        ],
      },
    ],
  });
});

test("minutiae in the standard format come from hundredths of a millimetre, the lower left and the other end of the angle", () => {
  const record = standardRecord([
    ["1", "10001500270", "2", "A"],
    ["2", "00000500010", "63", "B"],
  ]);

  expect(readNistMinutiae(fileOf(record))).toMatchObject({
    ok: true,
    value: [
      {
        position: 7,
        impression: "LATENT_IMPRESSION",
        resolutionX: 197,
        minutiae: [
          { kind: "ENDING", x: 197, y: 0, angle: 90, quality: 100 },
          { kind: "BIFURCATION", x: 0, y: 197, angle: 190, quality: 1 },
        ],
      },
    ],
  });
});

test.each([
  ["the fields of ANSI INCITS 378", nistFileOf],
  ["the standard format", (view: FingerView) => writeNistFile(fileOf(asStandard(view)))],
])("a print that comes in %s is found by the matcher", (_name, write) => {
  const print = fingerprintOf(3);
  const bytes = write(impressionOf(print, 1, "EASY"));

  const template = readFingerprintTemplate(bytes);

  expect(fingerprintFormatOf(bytes)).toBe("ANSI_NIST_ITL");
  const [view] = template.ok ? viewsForMatching(template.value) : [];
  expect(view && compareFingerprints(view, print).score).toBeGreaterThan(2 * FINGERPRINT_THRESHOLD);
});

test.each<[string, readonly NistRecord[], string]>([
  ["a file of images alone", [], "NO_MINUTIAE"],
  ["minutiae in a maker's own format", [recordOf({ 2: "01", 3: "1", 4: "U", 6: "02" })], "NO_MINUTIAE"],
  ["more than 16 records", Array.from({ length: 17 }, () => m1Record([])), "TOO_MANY_VIEWS"],
  ["a palm's impression", [m1Record([], { 3: "10" })], "INVALID_IMPRESSION"],
  ["a minutia outside the image", [m1Record([["1", "400", "0", "0", "1", "0"]])], "INVALID_MINUTIA"],
  ["a minutia of another type", [m1Record([["1", "4", "0", "0", "3", "0"]])], "INVALID_MINUTIA"],
  ["a minutia cut short", [m1Record([["1", "4", "0"]])], "INVALID_MINUTIA"],
  ["a place that is no number", [standardRecord([["1", "1000150027", "2", "A"]])], "INVALID_MINUTIA"],
  ["an angle of 360 degrees", [standardRecord([["1", "10001500360", "2", "A"]])], "INVALID_MINUTIA"],
  ["a finger above 10", [m1Record([["1", "4", "0", "0", "1", "0"]], { 134: "13" })], "INVALID_FINGER_POSITION"],
])("%s is a fault", (_name, records, code) => {
  expect(readNistMinutiae(fileOf(...records))).toMatchObject({ ok: false, fault: { code } });
});

function fileOf(...records: readonly NistRecord[]) {
  return { records: [{ type: 1, fields: [plain(2, "0500")], bytes: null } as const, ...records] };
}

function plain(number: number, item: string): NistField {
  return { number, subfields: [[item]] };
}

function recordOf(items: Readonly<Record<number, string>>, ...further: readonly NistField[]): TextRecord {
  const fields = Object.entries(items).map(([number, item]) => plain(Number(number), item));
  return { type: 9, fields: [...fields, ...further], bytes: null };
}

function m1Record(minutiae: readonly (readonly string[])[], change: Readonly<Record<number, string>> = {}): TextRecord {
  const image = { 128: String(WIDTH), 129: String(HEIGHT), 130: "2", 131: "197", 132: "197" };
  const items = { 2: "01", 3: "1", ...image, 134: "2", 135: "85", ...change };
  return recordOf(items, {
    number: 137,
    subfields: minutiae.length === 0 ? [["1", "1", "1", "1", "1", "1"]] : minutiae,
  });
}

function standardRecord(minutiae: readonly (readonly string[])[]): TextRecord {
  return recordOf({ 2: "01", 3: "4", 4: "S", 6: "07" }, { number: 12, subfields: minutiae });
}

function asStandard(view: FingerView): TextRecord {
  const hundredths = (pixels: number): string => String(Math.round(pixels / 0.197)).padStart(4, "0");
  return standardRecord(
    view.minutiae.map(({ x, y, angle }, index) => {
      const points = String(Math.round(angle + 180) % 360).padStart(3, "0");
      return [String(index + 1), `${hundredths(x)}${hundredths(HEIGHT - 1 - y)}${points}`, "10", "A"];
    }),
  );
}
