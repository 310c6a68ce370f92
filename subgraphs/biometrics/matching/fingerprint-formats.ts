import { fault, parsed } from "../../kit/parsed.js";
import type { Parsed } from "../../kit/parsed.js";
import { MAX_TEMPLATE_BYTES } from "./fingerprint-template.js";
import type { FingerprintTemplate } from "./fingerprint-template.js";
import { gatherViews, spreadViews } from "./gather-views.js";
import { isMinutiaeRecord, startsRecord } from "./minutia-fields.js";
import { readNistMinutiae } from "./nist-minutiae.js";
import {
  AMENDED_VERSION,
  isIso2011,
  OWN_IMAGE_VERSION,
  readAnsi2009,
  readIso2011,
  writeAnsi2009,
  writeIso2011,
} from "./own-image-records.js";
import { isNistFile, readNistFile } from "./read-nist-file.js";
import {
  ANSI_2004,
  ISO_2005,
  readSharedImageRecord,
  SHARED_IMAGE_VERSION,
  writeSharedImageRecord,
} from "./shared-image-records.js";

/** What minutiae can come in. */
export const FINGERPRINT_FORMATS = [
  "ISO_19794_2_2005",
  "ISO_19794_2_2011",
  "ANSI_378_2004",
  "ANSI_378_2009",
  "ANSI_NIST_ITL",
] as const;
export type FingerprintFormat = (typeof FINGERPRINT_FORMATS)[number];

/** The norms of records of minutiae alone. */
export type MinutiaeRecordFormat = Exclude<FingerprintFormat, "ANSI_NIST_ITL">;

const ANSI_HEADER_BYTES = 26;
const LENGTH_AT = 8;

/**
 * Which format this is, by its header alone; undefined where it is none.
 * ISO/IEC 19794-2:2005 and ANSI INCITS 378-2004 name one version, and so do their successors: their lengths tell them apart.
 */
export function fingerprintFormatOf(bytes: Uint8Array): FingerprintFormat | undefined {
  if (isNistFile(bytes)) return "ANSI_NIST_ITL";
  if (startsRecord(bytes, SHARED_IMAGE_VERSION)) {
    // Two bytes that would be the upper half of ISO's length are the whole of ANSI's.
    const upper = (bytes[LENGTH_AT] ?? 0) * 256 + (bytes[LENGTH_AT + 1] ?? 0);
    return upper >= ANSI_HEADER_BYTES ? "ANSI_378_2004" : "ISO_19794_2_2005";
  }
  if (startsRecord(bytes, AMENDED_VERSION)) return "ANSI_378_2009";
  if (!startsRecord(bytes, OWN_IMAGE_VERSION)) return undefined;
  return isIso2011(bytes) ? "ISO_19794_2_2011" : "ANSI_378_2009";
}

/**
 * Reads minutiae in any {@link FingerprintFormat}. Never throws; a fault's message names the format that was met.
 *
 * Faults: `INVALID_TEMPLATE` (none of them, or its lengths disagree), `TEMPLATE_TOO_LARGE`, `UNSUPPORTED_TEMPLATE_VERSION`,
 * `TOO_MANY_VIEWS`, `INVALID_RESOLUTION`, `INVALID_FINGER_POSITION`, `INVALID_IMPRESSION`, `INVALID_QUALITY`,
 * `INVALID_MINUTIA`, and those of {@link readNistFile} and {@link readNistMinutiae}.
 */
export function readFingerprintTemplate(bytes: Uint8Array): Parsed<FingerprintTemplate> {
  if (bytes.length > MAX_TEMPLATE_BYTES) return fault("TEMPLATE_TOO_LARGE", "Send a template of at most 64 KiB.");
  const format = fingerprintFormatOf(bytes);
  switch (format) {
    case "ISO_19794_2_2005":
      return readSharedImageRecord(bytes, ISO_2005);
    case "ANSI_378_2004":
      return readSharedImageRecord(bytes, ANSI_2004);
    case "ISO_19794_2_2011":
      return gathered(readIso2011(bytes));
    case "ANSI_378_2009":
      return gathered(readAnsi2009(bytes));
    case "ANSI_NIST_ITL":
      return readNistTemplate(bytes);
    case undefined:
      return isMinutiaeRecord(bytes)
        ? fault(
            "UNSUPPORTED_TEMPLATE_VERSION",
            "Send ISO/IEC 19794-2 of 2005 or 2011, or ANSI INCITS 378 of 2004 or 2009.",
          )
        : fault("INVALID_TEMPLATE", "Send a finger minutiae record that starts with FMR, or an ANSI/NIST-ITL file.");
    default:
      return format satisfies never;
  }
}

/**
 * Writes a record of minutiae. Angles are rounded to the nearest step of the norm.
 * Throws `InvalidInput`, with the reader's fault code, when the template holds what the norm cannot.
 */
export function writeFingerprintTemplate(
  template: FingerprintTemplate,
  format: MinutiaeRecordFormat = "ISO_19794_2_2005",
): Uint8Array {
  switch (format) {
    case "ISO_19794_2_2005":
      return writeSharedImageRecord(template, ISO_2005);
    case "ANSI_378_2004":
      return writeSharedImageRecord(template, ANSI_2004);
    case "ISO_19794_2_2011":
      return writeIso2011(spreadViews(template));
    case "ANSI_378_2009":
      return writeAnsi2009(spreadViews(template));
    default:
      return format satisfies never;
  }
}

function gathered(views: ReturnType<typeof readIso2011>): Parsed<FingerprintTemplate> {
  return views.ok ? parsed(gatherViews(views.value)) : views;
}

function readNistTemplate(bytes: Uint8Array): Parsed<FingerprintTemplate> {
  const file = readNistFile(bytes);
  return file.ok ? gathered(readNistMinutiae(file.value)) : file;
}
