import type { Fault } from "../../kit/parsed.js";

/** The longest record read or written, in bytes. */
export const MAX_TEMPLATE_BYTES = 65_536;
/** The most finger views in one record. */
export const MAX_VIEWS = 16;
/** The most minutiae in one view: the count is one byte in every norm. */
const MAX_MINUTIAE = 255;
/** Degrees in one step of a stored angle, 360/256 (ISO/IEC 19794-2:2005). */
export const ANGLE_STEP = 1.40625;

/** What a ridge does at a minutia. */
export type MinutiaKind = "ENDING" | "BIFURCATION" | "OTHER";

/** How the finger was captured; the latent kinds are named as in ANSI/NIST-ITL (IMP). */
export type Impression =
  | "LIVE_PLAIN"
  | "LIVE_ROLLED"
  | "NONLIVE_PLAIN"
  | "NONLIVE_ROLLED"
  | "LATENT_IMPRESSION"
  | "LATENT_TRACING"
  | "LATENT_PHOTO"
  | "LATENT_LIFT"
  | "SWIPE"
  | "VERTICAL_ROLL"
  | "CONTACTLESS"
  | "OTHER"
  | "UNKNOWN";

/** A place where a ridge ends or forks. */
export interface Minutia {
  readonly kind: MinutiaKind;
  /** Pixels from the left edge of the image, at most 14 bits. */
  readonly x: number;
  /** Pixels down from the top edge of the image, at most 14 bits. */
  readonly y: number;
  /** Degrees, 0 up to but not 360, anticlockwise from the right; stored in steps of 1.40625. */
  readonly angle: number;
  /** 1 (worst) to 100 (best); 0 is not reported. */
  readonly quality: number;
}

/** One finger as it was captured once. */
export interface FingerView {
  /** 0 unknown, 1 right thumb to 5 right little finger, 6 left thumb to 10 left little finger. */
  readonly position: number;
  readonly impression: Impression;
  /** 0 (worst) to 100 (best). */
  readonly quality: number;
  readonly minutiae: readonly Minutia[];
}

/** A view with the image that it was found in, for the norms that state one for each view. */
export interface SizedView extends FingerView, FingerImage {}

/** Finger views in one image's measures, as ISO/IEC 19794-2:2005 records them. */
export interface FingerprintTemplate extends FingerImage {
  readonly views: readonly FingerView[];
}

/** The image in which minutiae lie. */
export interface FingerImage {
  /** Pixels. */
  readonly imageWidth: number;
  /** Pixels. */
  readonly imageHeight: number;
  /** Pixels per centimetre: 197 is 500 dpi. */
  readonly resolutionX: number;
  /** Pixels per centimetre. */
  readonly resolutionY: number;
}

const U16 = 0xffff;
/** The most that 14 bits hold. */
const MOST_COORDINATE = 0x3fff;

/** What readers and writers of all norms refuse, so that whatever is read can be written and the other way round. */
export function faultIn(template: FingerprintTemplate): Fault | undefined {
  if (template.views.length > MAX_VIEWS) return { code: "TOO_MANY_VIEWS", message: "Send at most 16 finger views." };
  if (!isWhole(template.imageWidth, 1, U16) || !isWhole(template.imageHeight, 1, U16)) {
    return { code: "INVALID_TEMPLATE", message: "State the size of the image, 1 to 65535 pixels each way." };
  }
  if (!isWhole(template.resolutionX, 1, U16) || !isWhole(template.resolutionY, 1, U16)) {
    return { code: "INVALID_RESOLUTION", message: "State the resolution, 1 to 65535 pixels per centimetre each way." };
  }
  return template.views.map((view) => faultInView(view, template)).find((wrong) => wrong !== undefined);
}

function faultInView(view: FingerView, image: FingerprintTemplate): Fault | undefined {
  if (!isWhole(view.position, 0, 10)) {
    return { code: "INVALID_FINGER_POSITION", message: "Send a finger position from 0 to 10." };
  }
  if (!isWhole(view.quality, 0, 100)) {
    return { code: "INVALID_QUALITY", message: "Send a finger quality from 0 to 100." };
  }
  if (view.minutiae.length > MAX_MINUTIAE) {
    return { code: "INVALID_TEMPLATE", message: "Send at most 255 minutiae in a finger view." };
  }
  if (view.minutiae.every((minutia) => isMinutiaOf(image, minutia))) return undefined;
  return {
    code: "INVALID_MINUTIA",
    message: "Send minutiae that lie in the image, with an angle below 360 degrees and a quality from 0 to 100.",
  };
}

function isMinutiaOf(image: FingerprintTemplate, { x, y, angle, quality }: Minutia): boolean {
  return (
    isWhole(x, 0, Math.min(image.imageWidth - 1, MOST_COORDINATE)) &&
    isWhole(y, 0, Math.min(image.imageHeight - 1, MOST_COORDINATE)) &&
    angle >= 0 &&
    angle < 360 &&
    isWhole(quality, 0, 100)
  );
}

/** A whole number from `min` to `max`. */
function isWhole(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}
