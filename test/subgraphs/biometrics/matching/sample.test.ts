import fc from "fast-check";
import { expect, test } from "vitest";
import { readSample } from "../../../../subgraphs/biometrics/matching/sample.js";
import { faceOf, fingerprintOf, templateOf } from "../../../../subgraphs/world/prints.js";
import { faceText, fingerprintText } from "../samples.js";

test("each kind is read by its own format", () => {
  expect(readSample("FINGERPRINT", fingerprintText(fingerprintOf(1)))).toEqual({
    ok: true,
    value: { kind: "FINGERPRINT", format: "ISO_19794_2_2005", template: templateOf(fingerprintOf(1)) },
  });
  expect(readSample("FACE", faceText(faceOf(1)))).toEqual({
    ok: true,
    value: { kind: "FACE", format: "CCFT", template: { vector: faceOf(1) } },
  });
});

test.each([
  ["what is not base64", "FACE", `${faceText(faceOf(1))}!`, "INVALID_BASE64"],
  ["base64 of another alphabet", "FACE", faceText(faceOf(1)).replaceAll("+", "-"), "INVALID_BASE64"],
  ["nothing", "FINGERPRINT", "", "INVALID_TEMPLATE"],
  ["a face given as a fingerprint", "FINGERPRINT", faceText(faceOf(1)), "INVALID_TEMPLATE"],
  ["a fingerprint given as a face", "FACE", fingerprintText(fingerprintOf(1)), "INVALID_FACE_TEMPLATE"],
] as const)("%s is a fault", (_name, kind, text, code) => {
  expect(readSample(kind, text)).toMatchObject({ ok: false, fault: { code } });
});

test("any text gives a sample or a coded fault", () => {
  fc.assert(
    fc.property(fc.constantFrom("FINGERPRINT", "FACE"), fc.string(), (kind, text) => {
      expect(readSample(kind, text)).toMatchObject({
        ok: false,
        fault: { code: expect.stringMatching(/^[A-Z_0-9]+$/) },
      });
    }),
  );
});
