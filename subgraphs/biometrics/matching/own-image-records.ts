import { InvalidInput } from "../../kit/errors.js";
import { fault, parsed } from "../../kit/parsed.js";
import type { Fault, Parsed } from "../../kit/parsed.js";
import { ByteReader } from "./byte-reader.js";
import { ByteWriter } from "./byte-writer.js";
import { ANGLE_STEP, faultIn, MAX_VIEWS } from "./fingerprint-template.js";
import type { SizedView } from "./fingerprint-template.js";
import {
  cutShort,
  impressionCode,
  namedBy,
  readImpression,
  readMinutiae,
  readQuality,
  writeMinutiae,
  writeQuality,
  writeStart,
} from "./minutia-fields.js";
import type { MinutiaNorm } from "./minutia-fields.js";
import { impressionFault } from "./shared-image-records.js";

export const ISO_2011: MinutiaNorm = {
  name: "ISO/IEC 19794-2:2011",
  angleStep: ANGLE_STEP,
  angleSteps: 256,
  impressions: {
    LIVE_PLAIN: [0],
    LIVE_ROLLED: [1],
    NONLIVE_PLAIN: [2],
    NONLIVE_ROLLED: [3],
    LATENT_IMPRESSION: [4],
    LATENT_TRACING: [5],
    LATENT_PHOTO: [6],
    LATENT_LIFT: [7],
    SWIPE: [8],
    VERTICAL_ROLL: [9],
    CONTACTLESS: [24],
    OTHER: [28],
    UNKNOWN: [29],
  },
  noQuality: 254,
};

export const ANSI_2009: MinutiaNorm = {
  name: "ANSI INCITS 378-2009",
  angleStep: 2,
  angleSteps: 180,
  // 20 to 27 tell optical from other sensors, which means nothing to a matcher.
  impressions: {
    LIVE_PLAIN: [0, 20, 22],
    LIVE_ROLLED: [1, 21, 23],
    NONLIVE_PLAIN: [2],
    NONLIVE_ROLLED: [3],
    SWIPE: [8],
    CONTACTLESS: [24, 25, 26, 27],
    OTHER: [28],
    UNKNOWN: [29],
  },
  noQuality: 254,
};

/** Of ISO since 2011 and of ANSI since 2009; the first amendment of ANSI's, which changes no field, says 035. */
export const OWN_IMAGE_VERSION = "030";
export const AMENDED_VERSION = "035";
const LENGTH_AT = 8;
const ISO_HEADER_BYTES = 15;
const LEAST_REPRESENTATION_BYTES = 34;
const ANSI_MAKER_BYTES = 7;
/** Neither an organisation nor an algorithm is named. */
const NO_OWNER = 0x0103;

/** Whether a record of version 030 is ISO's and not ANSI's: its representations state lengths that add up. */
export function isIso2011(bytes: Uint8Array): boolean {
  const input = new ByteReader(bytes);
  input.skip(LENGTH_AT);
  const length = input.u32();
  const count = input.u16();
  input.skip(1);
  let sum = ISO_HEADER_BYTES;
  for (let index = 0; index < count && !input.isCutShort; index += 1) {
    const representation = input.u32();
    if (representation < LEAST_REPRESENTATION_BYTES) return false;
    input.skip(representation - 4);
    sum += representation;
  }
  return !input.isCutShort && length === sum;
}

/** Reads ISO/IEC 19794-2:2011. Never throws. Times, devices, certificates and extended data are passed over. */
export function readIso2011(bytes: Uint8Array): Parsed<readonly SizedView[]> {
  const input = new ByteReader(bytes);
  input.skip(LENGTH_AT);
  if (input.u32() !== bytes.length) return otherLength(ISO_2011);
  const count = input.u16();
  const hasCertificates = input.u8() === 1;
  return readViews(input, count, ISO_2011, () => {
    const start = input.at;
    const stated = input.u32();
    input.skip(14);
    const qualities = Array.from({ length: input.u8() }, () => {
      const quality = readQuality(input.u8(), ISO_2011);
      input.skip(4);
      return quality;
    });
    if (hasCertificates) input.skip(3 * input.u8());
    const view = readRepresentation(input, qualities[0] ?? 0);
    if (view.ok && input.at - start !== stated) {
      return fault("INVALID_TEMPLATE", "ISO/IEC 19794-2:2011: send representations of the length that they state.");
    }
    return view;
  });
}

function readRepresentation(input: ByteReader, quality: number): Parsed<SizedView> {
  const position = input.u8();
  input.skip(1);
  const [resolutionX, resolutionY] = [input.u16(), input.u16()];
  const impression = readImpression(input.u8(), ISO_2011);
  const [imageWidth, imageHeight] = [input.u16(), input.u16()];
  const minutiaBytes = input.u8() >>> 4;
  if (minutiaBytes !== 5 && minutiaBytes !== 6) {
    return fault("INVALID_MINUTIA", "ISO/IEC 19794-2:2011: send minutiae of 5 or 6 bytes each.");
  }
  const minutiae = readMinutiae(input, input.u8(), ISO_2011, minutiaBytes);
  if (!minutiae.ok) return minutiae;
  input.skip(input.u16());
  if (input.isCutShort) return cutShort(ISO_2011);
  if (!impression.ok) return impression;
  const image = { imageWidth, imageHeight, resolutionX, resolutionY };
  return parsed({ ...image, position, impression: impression.value, quality, minutiae: minutiae.value });
}

/** Reads ANSI INCITS 378-2009. Never throws. Makers, devices, algorithms and extended data are passed over. */
export function readAnsi2009(bytes: Uint8Array): Parsed<readonly SizedView[]> {
  const input = new ByteReader(bytes);
  input.skip(LENGTH_AT);
  if (input.u32() !== bytes.length) return otherLength(ANSI_2009);
  input.skip(ANSI_MAKER_BYTES);
  const count = input.u8();
  input.skip(1);
  return readViews(input, count, ANSI_2009, () => {
    const position = input.u8();
    input.skip(1);
    const impression = readImpression(input.u8(), ANSI_2009);
    const quality = readQuality(input.u8(), ANSI_2009);
    input.skip(4);
    const [imageWidth, imageHeight] = [input.u16(), input.u16()];
    const [resolutionX, resolutionY] = [input.u16(), input.u16()];
    const minutiae = readMinutiae(input, input.u8(), ANSI_2009);
    if (!minutiae.ok) return minutiae;
    input.skip(input.u16());
    if (input.isCutShort) return cutShort(ANSI_2009);
    if (!impression.ok) return impression;
    const image = { imageWidth, imageHeight, resolutionX, resolutionY };
    return parsed({ ...image, position, impression: impression.value, quality, minutiae: minutiae.value });
  });
}

function otherLength<T>(norm: MinutiaNorm): Parsed<T> {
  return fault("INVALID_TEMPLATE", `${norm.name}: send the whole record, whose stated length is not its length.`);
}

function readViews(
  input: ByteReader,
  count: number,
  norm: MinutiaNorm,
  readView: () => Parsed<SizedView>,
): Parsed<readonly SizedView[]> {
  if (count > MAX_VIEWS) return fault("TOO_MANY_VIEWS", `${norm.name}: send at most ${MAX_VIEWS} finger views.`);
  const views: SizedView[] = [];
  for (let index = 0; index < count; index += 1) {
    const view = readView();
    if (!view.ok) return view;
    views.push(view.value);
  }
  if (input.isCutShort) return cutShort(norm);
  if (input.left > 0) {
    return fault("INVALID_TEMPLATE", `${norm.name}: remove the bytes that follow the last finger view.`);
  }
  const wrong = faultInViews(views);
  return wrong === undefined ? parsed(views) : { ok: false, fault: namedBy(norm, wrong) };
}

/** Writes ISO/IEC 19794-2:2011 without a time, a device, certificates or extended data. Throws as {@link writeAnsi2009} does. */
export function writeIso2011(views: readonly SizedView[]): Uint8Array {
  refuseFaults(views, ISO_2011);
  const out = new ByteWriter();
  writeStart(out, OWN_IMAGE_VERSION);
  out.u32(0);
  out.u16(views.length);
  out.u8(0);
  views.forEach((view, index) => {
    out.u32(LEAST_REPRESENTATION_BYTES + 5 + 6 * view.minutiae.length);
    // No time of capture, which the norm writes as all ones, and no device.
    out.u8(...Array.from({ length: 9 }, () => 0xff), 0, 0, 0, 0, 0);
    out.u8(1, writeQuality(view.quality, ISO_2011));
    out.u16(NO_OWNER, 1);
    out.u8(view.position, numberOf(views, index));
    out.u16(view.resolutionX, view.resolutionY);
    out.u8(impressionCode(view.impression, ISO_2011) ?? 0);
    out.u16(view.imageWidth, view.imageHeight);
    out.u8(6 << 4, view.minutiae.length);
    writeMinutiae(out, view.minutiae, ISO_2011);
    out.u16(0);
  });
  return out.finish(LENGTH_AT, 4);
}

/**
 * Writes ANSI INCITS 378-2009 without makers, devices or extended data. View numbers count up within a finger position.
 * Throws `InvalidInput`, with the reader's fault code, when the views hold what the norm cannot.
 */
export function writeAnsi2009(views: readonly SizedView[]): Uint8Array {
  refuseFaults(views, ANSI_2009);
  const out = new ByteWriter();
  writeStart(out, OWN_IMAGE_VERSION);
  out.u32(0);
  out.u16(NO_OWNER, 0);
  out.u8(0, 0, 0, views.length, 0);
  views.forEach((view, index) => {
    out.u8(view.position, numberOf(views, index), impressionCode(view.impression, ANSI_2009) ?? 0);
    out.u8(writeQuality(view.quality, ANSI_2009));
    out.u16(NO_OWNER, 1, view.imageWidth, view.imageHeight, view.resolutionX, view.resolutionY);
    out.u8(view.minutiae.length);
    writeMinutiae(out, view.minutiae, ANSI_2009);
    out.u16(0);
  });
  return out.finish(LENGTH_AT, 4);
}

function numberOf(views: readonly SizedView[], index: number): number {
  return views.slice(0, index).filter(({ position }) => position === views[index]?.position).length;
}

function refuseFaults(views: readonly SizedView[], norm: MinutiaNorm): void {
  const wrong = faultInViews(views) ?? impressionFault({ views }, norm);
  if (wrong !== undefined) throw new InvalidInput([{ ...wrong, path: ["template"] }]);
}

function faultInViews(views: readonly SizedView[]): Fault | undefined {
  if (views.length > MAX_VIEWS) return { code: "TOO_MANY_VIEWS", message: "Send at most 16 finger views." };
  return views.map((view) => faultIn({ ...view, views: [view] })).find((wrong) => wrong !== undefined);
}
