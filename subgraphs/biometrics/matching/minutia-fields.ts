import { fault, parsed } from "../../kit/parsed.js";
import type { Fault, Parsed } from "../../kit/parsed.js";
import type { ByteReader } from "./byte-reader.js";
import type { ByteWriter } from "./byte-writer.js";
import type { Impression, Minutia, MinutiaKind } from "./fingerprint-template.js";

/** How a norm counts what all of them record. */
export interface MinutiaNorm {
  /** As an officer reads it: `ISO/IEC 19794-2:2005`. */
  readonly name: string;
  /** Degrees in one step of a stored angle, and how many steps there are. */
  readonly angleStep: number;
  readonly angleSteps: number;
  /** The code that is written for each impression, and the further codes that are read as one. */
  readonly impressions: Readonly<Partial<Record<Impression, readonly number[]>>>;
  /** What stands for a quality that is not reported; other norms have 254 and 255 beside 0. */
  readonly noQuality: 0 | 254;
}

/** `FMR` closed by a zero. */
const MAGIC = [0x46, 0x4d, 0x52, 0x00];
/** The two bits of the minutia type are the index in this list. */
const MINUTIA_KINDS: readonly MinutiaKind[] = ["OTHER", "ENDING", "BIFURCATION"];
const COORDINATE_MASK = 0x3fff;
const HIGHEST_QUALITY = 100;

/** What the norms since 2009 name for a quality that was not sought, or sought in vain. */
const UNREPORTED: readonly number[] = [254, 255];

/** Every norm's record starts with this: `FMR`, then the version, each closed by a zero. */
export function startsRecord(bytes: Uint8Array, version: string): boolean {
  return isMinutiaeRecord(bytes) && [...version, "\0"].every((sign, at) => bytes[4 + at] === sign.codePointAt(0));
}

export function isMinutiaeRecord(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, index) => bytes[index] === byte);
}

export function writeStart(out: ByteWriter, version: string): void {
  out.u8(...MAGIC, ...Buffer.from(version, "latin1"), 0);
}

export function readImpression(code: number, norm: MinutiaNorm): Parsed<Impression> {
  for (const impression of IMPRESSIONS)
    if (norm.impressions[impression]?.includes(code) === true) return parsed(impression);
  return fault("INVALID_IMPRESSION", `${norm.name}: send an impression type that the norm lists.`);
}

/** The code of an impression; undefined where the norm has none. */
export function impressionCode(impression: Impression, norm: MinutiaNorm): number | undefined {
  return norm.impressions[impression]?.[0];
}

export function readQuality(code: number, norm: MinutiaNorm): number {
  return norm.noQuality !== 0 && UNREPORTED.includes(code) ? 0 : code;
}

export function writeQuality(quality: number, norm: MinutiaNorm): number {
  return quality === 0 ? norm.noQuality : quality;
}

/** As many minutiae, each of 6 bytes, or 5 where the norm lets the quality be left out. */
export function readMinutiae(
  input: ByteReader,
  count: number,
  norm: MinutiaNorm,
  minutiaBytes: 5 | 6 = 6,
): Parsed<readonly Minutia[]> {
  if (count * minutiaBytes > input.left) return cutShort(norm);
  const minutiae: Minutia[] = [];
  for (let index = 0; index < count; index += 1) {
    const first = input.u16();
    const y = input.u16() & COORDINATE_MASK;
    const steps = input.u8();
    const quality = minutiaBytes === 6 ? readQuality(input.u8(), norm) : 0;
    const kind = MINUTIA_KINDS[first >>> 14];
    if (kind === undefined || steps >= norm.angleSteps || quality > HIGHEST_QUALITY) {
      return fault("INVALID_MINUTIA", `${norm.name}: send minutiae whose type, angle and quality the norm allows.`);
    }
    minutiae.push({ kind, x: first & COORDINATE_MASK, y, angle: steps * norm.angleStep, quality });
  }
  return parsed(minutiae);
}

/** Six bytes each; angles are rounded to the norm's nearest step. */
export function writeMinutiae(out: ByteWriter, minutiae: readonly Minutia[], norm: MinutiaNorm): void {
  for (const { kind, x, y, angle, quality } of minutiae) {
    out.u16((MINUTIA_KINDS.indexOf(kind) << 14) | x, y);
    out.u8(Math.round(angle / norm.angleStep) % norm.angleSteps, writeQuality(quality, norm));
  }
}

export function cutShort<T>(norm: MinutiaNorm): Parsed<T> {
  return fault("INVALID_TEMPLATE", `${norm.name}: send the whole record, which ends within a finger view.`);
}

export function namedBy(norm: MinutiaNorm, { code, message }: Fault): Fault {
  return { code, message: `${norm.name}: ${message.charAt(0).toLowerCase()}${message.slice(1)}` };
}

const IMPRESSIONS: readonly Impression[] = [
  "LIVE_PLAIN",
  "LIVE_ROLLED",
  "NONLIVE_PLAIN",
  "NONLIVE_ROLLED",
  "LATENT_IMPRESSION",
  "LATENT_TRACING",
  "LATENT_PHOTO",
  "LATENT_LIFT",
  "SWIPE",
  "VERTICAL_ROLL",
  "CONTACTLESS",
  "OTHER",
  "UNKNOWN",
];
