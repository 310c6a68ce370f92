import type { UncheckedRecord } from "../../../subgraphs/kit/sources/mapped-records.js";
import type { EncounterRecord, TemplateRecord } from "../../../subgraphs/biometrics/index.js";
import { writeFaceTemplate } from "../../../subgraphs/biometrics/matching/compare-faces.js";
import type { FingerView } from "../../../subgraphs/biometrics/matching/fingerprint-template.js";
import { writeFingerprintTemplate } from "../../../subgraphs/biometrics/matching/fingerprint-formats.js";
import { writeNistFile } from "../../../subgraphs/biometrics/matching/write-nist-file.js";
import type { Sample } from "../../../subgraphs/biometrics/matching/sample.js";
import { readSample } from "../../../subgraphs/biometrics/matching/sample.js";
import type { SampleKind } from "../../../subgraphs/kit/lists.js";
import { faceImageOf, faceOf, fingerprintOf, impressionOf, templateOf } from "../../../subgraphs/world/prints.js";

/** Codes of table FGP. */
export const RIGHT_INDEX = 2;
export const RIGHT_RING = 4;
export const UNKNOWN = 0;

/** An invented finger, at a position of the test's choice. */
export function printOf(seed: number, position: number): FingerView {
  return { ...fingerprintOf(seed), position };
}

/** The same finger captured again. */
export function scanOf(print: FingerView): FingerView {
  return impressionOf(print, 1, "EASY");
}

export function fingerprintText(...views: readonly FingerView[]): string {
  return Buffer.from(writeFingerprintTemplate(templateOf(...views))).toString("base64");
}

/** A search transaction of INT-I with one view: its Type-9 record in the fields of ANSI INCITS 378. */
export function nistFileOf({ position, minutiae }: FingerView): Uint8Array {
  const fieldsOf = (items: Readonly<Record<number, string>>) =>
    Object.entries(items).map(([number, item]) => ({ number: Number(number), subfields: [[item]] }));
  const image = { 128: "400", 129: "500", 130: "2", 131: "197", 132: "197" };
  const found = minutiae.map(({ x, y, angle }, index) =>
    [index + 1, x, y, Math.round(angle / 2) % 180, 1, 50].map((number) => String(number)),
  );
  const first = { 2: "0500", 4: "CPS", 5: "20260131", 7: "XPO", 8: "FR", 9: "19125458357684J" };
  const prints = fieldsOf({ 2: "01", 3: "0", ...image, 134: String(position), 135: "85" });
  return writeNistFile({
    records: [
      { type: 1, fields: fieldsOf(first), bytes: null },
      { type: 2, fields: fieldsOf({ 2: "00" }), bytes: null },
      { type: 9, fields: [...prints, { number: 137, subfields: found }], bytes: null },
    ],
  });
}

export function faceText(vector: Float32Array): string {
  return Buffer.from(writeFaceTemplate({ vector })).toString("base64");
}

/** Another photograph of an invented face. */
export function photographOf(seed: number): Float32Array {
  return faceImageOf(faceOf(seed), 1, 0.5);
}

/** A face template of a model with 512 numbers. */
export function otherModelsFace(): Float32Array {
  return new Float32Array(512).fill(1);
}

export function fingerprintSample(...views: readonly FingerView[]): Sample {
  return sampleOf("FINGERPRINT", fingerprintText(...views));
}

export function faceSample(vector: Float32Array): Sample {
  return sampleOf("FACE", faceText(vector));
}

export function encounterOf(given: Partial<EncounterRecord>): EncounterRecord {
  return {
    owner: "FRA",
    localId: "E1",
    restriction: null,
    kind: "FINGERPRINT",
    finger: RIGHT_INDEX,
    takenOn: "2021-03-04",
    reason: "Custody",
    person: "FRA/P1",
    ...given,
  };
}

export function templateRecordOf(template: string, given: Partial<EncounterRecord> = {}): TemplateRecord {
  return { ...encounterOf(given), template };
}

/** As a source's tables give it before anything of it is checked. */
export function uncheckedOf(record: TemplateRecord): UncheckedRecord<TemplateRecord> {
  const { owner, localId, restriction } = record;
  return { ref: { owner, localId }, restriction, check: () => record };
}

function sampleOf(kind: SampleKind, text: string): Sample {
  const sample = readSample(kind, text);
  if (sample.ok) return sample.value;
  throw new Error(sample.fault.code);
}
