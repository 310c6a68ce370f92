import type { SampleKind } from "../../kit/lists.js";
import { fault, parsed } from "../../kit/parsed.js";
import type { Parsed } from "../../kit/parsed.js";
import { readFaceTemplate, writeFaceTemplate } from "./compare-faces.js";
import type { FaceTemplate } from "./compare-faces.js";
import {
  FINGERPRINT_FORMATS,
  fingerprintFormatOf,
  readFingerprintTemplate,
  writeFingerprintTemplate,
} from "./fingerprint-formats.js";
import type { FingerprintFormat } from "./fingerprint-formats.js";
import type { FingerprintTemplate } from "./fingerprint-template.js";

/** What a sample can come in. */
export const SAMPLE_FORMATS = [...FINGERPRINT_FORMATS, "CCFT"] as const;
export type SampleFormat = (typeof SAMPLE_FORMATS)[number];

/** A biometric sample once it is read: of a question, or of a gallery. */
export type Sample =
  | { readonly kind: "FINGERPRINT"; readonly format: FingerprintFormat; readonly template: FingerprintTemplate }
  | { readonly kind: "FACE"; readonly format: "CCFT"; readonly template: FaceTemplate };

/**
 * Reads a template in base64 (RFC 4648 §4).
 * Faults: `INVALID_BASE64`, and those of {@link readFingerprintTemplate} and {@link readFaceTemplate}.
 */
export function readSample(kind: SampleKind, base64: string): Parsed<Sample> {
  const bytes = Buffer.from(base64, "base64");
  // Node skips what is not base64; a sample that is read in part must not be searched.
  if (bytes.toString("base64") !== base64) return fault("INVALID_BASE64", "Send the template as base64.");
  return kind === "FINGERPRINT" ? readFingerprint(bytes) : readFace(bytes);
}

/** The template of a sample in base64, prints by ISO/IEC 19794-2:2005: what `readSample` reads. */
export function writeSample(sample: Sample): string {
  const bytes =
    sample.kind === "FINGERPRINT" ? writeFingerprintTemplate(sample.template) : writeFaceTemplate(sample.template);
  return Buffer.from(bytes).toString("base64");
}

function readFingerprint(bytes: Uint8Array): Parsed<Sample> {
  const template = readFingerprintTemplate(bytes);
  const format = fingerprintFormatOf(bytes);
  if (!template.ok) return template;
  if (format === undefined) return fault("INVALID_TEMPLATE", "Send a template whose header names its format.");
  return parsed({ kind: "FINGERPRINT", format, template: template.value });
}

function readFace(bytes: Uint8Array): Parsed<Sample> {
  const template = readFaceTemplate(bytes);
  return template.ok ? parsed({ kind: "FACE", format: "CCFT", template: template.value }) : template;
}
