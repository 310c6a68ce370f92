import { InvalidInput } from "../../kit/errors.js";
import { fault, parsed } from "../../kit/parsed.js";
import type { Fault, Parsed } from "../../kit/parsed.js";
import { ByteReader } from "./byte-reader.js";
import { ByteWriter } from "./byte-writer.js";
import { ANGLE_STEP, faultIn, MAX_VIEWS } from "./fingerprint-template.js";
import type { FingerprintTemplate, FingerView } from "./fingerprint-template.js";
import {
  cutShort,
  impressionCode,
  namedBy,
  readImpression,
  readMinutiae,
  writeMinutiae,
  writeStart,
} from "./minutia-fields.js";
import type { MinutiaNorm } from "./minutia-fields.js";

/** A norm whose record states one image for all views. */
export interface SharedImageNorm extends MinutiaNorm {
  /** Bytes of the stated length, after the version. */
  readonly lengthBytes: 2 | 4;
  /** Bytes between the length and the image, of makers and devices, which are passed over. */
  readonly makerBytes: 2 | 6;
}

const LIVE_OR_NOT = {
  LIVE_PLAIN: [0],
  LIVE_ROLLED: [1],
  NONLIVE_PLAIN: [2],
  NONLIVE_ROLLED: [3],
  SWIPE: [8],
} as const;

export const ISO_2005: SharedImageNorm = {
  name: "ISO/IEC 19794-2:2005",
  angleStep: ANGLE_STEP,
  angleSteps: 256,
  impressions: {
    ...LIVE_OR_NOT,
    LATENT_IMPRESSION: [4],
    LATENT_TRACING: [5],
    LATENT_PHOTO: [6],
    LATENT_LIFT: [7],
    CONTACTLESS: [9],
  },
  noQuality: 0,
  lengthBytes: 4,
  makerBytes: 2,
};

export const ANSI_2004: SharedImageNorm = {
  name: "ANSI INCITS 378-2004",
  angleStep: 2,
  angleSteps: 180,
  impressions: LIVE_OR_NOT,
  noQuality: 0,
  lengthBytes: 2,
  makerBytes: 6,
};

/** Of both norms; the length, which follows, tells which: two bytes that are zero start four. */
export const SHARED_IMAGE_VERSION = " 20";
const START_BYTES = 8;
/** Owner and kind of the maker's product: ANSI does not let the owner be zero, and this one says that nobody is named. */
const NO_OWNER = 0x0103;

/**
 * Reads a record with one image for all views. Never throws. Extended data, makers, devices and view numbers are passed over;
 * bytes after the stated length are refused.
 */
export function readSharedImageRecord(bytes: Uint8Array, norm: SharedImageNorm): Parsed<FingerprintTemplate> {
  const input = new ByteReader(bytes);
  input.skip(START_BYTES);
  const length = norm.lengthBytes === 4 ? input.u32() : input.u16();
  if (length !== bytes.length) {
    return fault("INVALID_TEMPLATE", `${norm.name}: send the whole record, whose stated length is not its length.`);
  }
  input.skip(norm.makerBytes);
  const [imageWidth, imageHeight] = [input.u16(), input.u16()];
  const [resolutionX, resolutionY] = [input.u16(), input.u16()];
  const count = input.u8();
  input.skip(1);
  if (count > MAX_VIEWS) return fault("TOO_MANY_VIEWS", `${norm.name}: send at most ${MAX_VIEWS} finger views.`);
  const views: FingerView[] = [];
  for (let index = 0; index < count; index += 1) {
    const view = readView(input, norm);
    if (!view.ok) return view;
    views.push(view.value);
  }
  if (input.isCutShort) return cutShort(norm);
  if (input.left > 0) {
    return fault("INVALID_TEMPLATE", `${norm.name}: remove the bytes that follow the last finger view.`);
  }
  const template = { imageWidth, imageHeight, resolutionX, resolutionY, views };
  const wrong = faultIn(template);
  return wrong === undefined ? parsed(template) : { ok: false, fault: namedBy(norm, wrong) };
}

/**
 * Writes such a record, without extended data. View numbers count up within a finger position.
 * Throws `InvalidInput`, with the reader's fault code, when the template holds what the norm cannot.
 */
export function writeSharedImageRecord(template: FingerprintTemplate, norm: SharedImageNorm): Uint8Array {
  const wrong = faultIn(template) ?? impressionFault(template, norm);
  if (wrong !== undefined) throw new InvalidInput([{ ...wrong, path: ["template"] }]);
  const out = new ByteWriter();
  writeStart(out, SHARED_IMAGE_VERSION);
  if (norm.lengthBytes === 4) out.u32(0);
  else out.u16(0);
  if (norm.makerBytes === 6) out.u16(NO_OWNER, 0);
  out.u16(0, template.imageWidth, template.imageHeight, template.resolutionX, template.resolutionY);
  out.u8(template.views.length, 0);
  template.views.forEach((view, index) => {
    const number = template.views.slice(0, index).filter(({ position }) => position === view.position).length;
    out.u8(view.position, (number << 4) | (impressionCode(view.impression, norm) ?? 0));
    out.u8(view.quality, view.minutiae.length);
    writeMinutiae(out, view.minutiae, norm);
    out.u16(0);
  });
  return out.finish(START_BYTES, norm.lengthBytes);
}

function readView(input: ByteReader, norm: SharedImageNorm): Parsed<FingerView> {
  const position = input.u8();
  const impression = readImpression(input.u8() & 0x0f, norm);
  const quality = input.u8();
  const minutiae = readMinutiae(input, input.u8(), norm);
  if (!minutiae.ok) return minutiae;
  input.skip(input.u16());
  if (input.isCutShort) return cutShort(norm);
  if (!impression.ok) return impression;
  return parsed({ position, impression: impression.value, quality, minutiae: minutiae.value });
}

/** What the writer of a norm cannot put down, though another norm can. */
export function impressionFault(
  { views }: { readonly views: readonly FingerView[] },
  norm: MinutiaNorm,
): Fault | undefined {
  if (views.every(({ impression }) => impressionCode(impression, norm) !== undefined)) return undefined;
  return { code: "INVALID_IMPRESSION", message: `${norm.name}: send an impression type that the norm lists.` };
}
