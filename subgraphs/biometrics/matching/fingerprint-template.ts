import { InvalidInput } from "../../kit/errors.js";
import { fault, parsed, type Fault, type Parsed } from "../../kit/parsed.js";

/** The longest record read or written, in bytes. */
export const MAX_TEMPLATE_BYTES = 65_536;
/** The most finger views in one record. */
const MAX_VIEWS = 16;
/** The most minutiae in one view: the count is one byte (ISO/IEC 19794-2:2005). */
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
  | "CONTACTLESS";

/** The two bits of the minutia type are the index in this list. */
const MINUTIA_KINDS: readonly MinutiaKind[] = ["OTHER", "ENDING", "BIFURCATION"];
/** The four bits of the impression type are the index in this list. */
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
  "CONTACTLESS",
];

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

/** A finger minutiae record, ISO/IEC 19794-2:2005 record format. */
export interface FingerprintTemplate {
  /** Pixels. */
  readonly imageWidth: number;
  /** Pixels. */
  readonly imageHeight: number;
  /** Pixels per centimetre: 197 is 500 dpi. */
  readonly resolutionX: number;
  /** Pixels per centimetre. */
  readonly resolutionY: number;
  readonly views: readonly FingerView[];
}

/** `FMR` and the version ` 20`, each closed by a zero. */
const MAGIC = [0x46, 0x4d, 0x52, 0x00];
const VERSION = [0x20, 0x32, 0x30, 0x00];
const HEADER_BYTES = 24;
const VIEW_BYTES = 4;
const MINUTIA_BYTES = 6;
const EXTENSION_BYTES = 2;
const U16 = 0xffff;
const COORDINATE_MASK = 0x3fff;

/**
 * Reads a finger minutiae record, ISO/IEC 19794-2:2005 record format. Never throws.
 * Extended data, the capture device and the view numbers are passed over; bytes after the stated length are refused.
 *
 * Faults: `INVALID_TEMPLATE` (not such a record, or its lengths disagree), `TEMPLATE_TOO_LARGE`,
 * `UNSUPPORTED_TEMPLATE_VERSION`, `TOO_MANY_VIEWS`, `INVALID_RESOLUTION`, `INVALID_FINGER_POSITION`,
 * `INVALID_IMPRESSION`, `INVALID_QUALITY`, `INVALID_MINUTIA`.
 */
export function readFingerprintTemplate(bytes: Uint8Array): Parsed<FingerprintTemplate> {
  const header = readHeader(bytes);
  if (!header.ok) return header;
  const views = readViews(bytes, header.value.viewCount);
  if (!views.ok) return views;
  const { imageWidth, imageHeight, resolutionX, resolutionY } = header.value;
  const template = { imageWidth, imageHeight, resolutionX, resolutionY, views: views.value };
  const wrong = faultIn(template);
  return wrong === undefined ? parsed(template) : { ok: false, fault: wrong };
}

/**
 * Writes a finger minutiae record, ISO/IEC 19794-2:2005 record format, without extended data.
 * Angles are rounded to the nearest step of 1.40625 degrees. View numbers count up within a finger position.
 * Throws `InvalidInput`, with the reader's fault code, when the template holds what the format cannot.
 */
export function writeFingerprintTemplate(template: FingerprintTemplate): Uint8Array {
  const wrong = faultIn(template);
  if (wrong !== undefined) throw new InvalidInput([{ ...wrong, path: ["template"] }]);
  const bytes = new Uint8Array(HEADER_BYTES + template.views.reduce((total, view) => total + lengthOf(view), 0));
  const out = new DataView(bytes.buffer);
  writeHeader(out, bytes, template);
  let offset = HEADER_BYTES;
  template.views.forEach((view, index) => {
    const earlier = template.views.slice(0, index).filter((other) => other.position === view.position).length;
    writeView(out, offset, view, earlier);
    offset += lengthOf(view);
  });
  return bytes;
}

interface Header {
  readonly imageWidth: number;
  readonly imageHeight: number;
  readonly resolutionX: number;
  readonly resolutionY: number;
  readonly viewCount: number;
}

function readHeader(bytes: Uint8Array): Parsed<Header> {
  if (bytes.length > MAX_TEMPLATE_BYTES) return fault("TEMPLATE_TOO_LARGE", "Send a template of at most 64 KiB.");
  if (bytes.length < HEADER_BYTES || !startsWith(bytes, 0, MAGIC)) {
    return fault("INVALID_TEMPLATE", "Send a finger minutiae record that starts with FMR.");
  }
  if (!startsWith(bytes, MAGIC.length, VERSION)) {
    return fault("UNSUPPORTED_TEMPLATE_VERSION", "Send a template of the version 2.0 (ISO/IEC 19794-2:2005).");
  }
  const view = viewOf(bytes);
  if (view.getUint32(8) !== bytes.length) {
    return fault("INVALID_TEMPLATE", "Send the whole record: its stated length is not its length.");
  }
  return parsed({
    imageWidth: view.getUint16(14),
    imageHeight: view.getUint16(16),
    resolutionX: view.getUint16(18),
    resolutionY: view.getUint16(20),
    viewCount: view.getUint8(22),
  });
}

function readViews(bytes: Uint8Array, viewCount: number): Parsed<readonly FingerView[]> {
  if (viewCount > MAX_VIEWS) return fault("TOO_MANY_VIEWS", "Send at most 16 finger views.");
  const views: FingerView[] = [];
  let offset = HEADER_BYTES;
  for (let index = 0; index < viewCount; index += 1) {
    const view = readView(bytes, offset);
    if (!view.ok) return view;
    views.push(view.value.view);
    offset = view.value.end;
  }
  if (offset !== bytes.length) return fault("INVALID_TEMPLATE", "Remove the bytes that follow the last finger view.");
  return parsed(views);
}

function readView(bytes: Uint8Array, start: number): Parsed<{ readonly view: FingerView; readonly end: number }> {
  if (start + VIEW_BYTES > bytes.length) return cutShort();
  const input = viewOf(bytes);
  const count = input.getUint8(start + 3);
  const extension = start + VIEW_BYTES + count * MINUTIA_BYTES;
  if (extension + EXTENSION_BYTES > bytes.length) return cutShort();
  const end = extension + EXTENSION_BYTES + input.getUint16(extension);
  if (end > bytes.length) return cutShort();

  const impression = IMPRESSIONS[input.getUint8(start + 1) & 0x0f];
  if (impression === undefined) return fault("INVALID_IMPRESSION", "Send an impression type from 0 to 9.");
  const minutiae: Minutia[] = [];
  for (let index = 0; index < count; index += 1) {
    const minutia = readMinutia(input, start + VIEW_BYTES + index * MINUTIA_BYTES);
    if (minutia === undefined) return fault("INVALID_MINUTIA", "Send minutiae of the types 0, 1 and 2 only.");
    minutiae.push(minutia);
  }
  const view = { position: input.getUint8(start), impression, quality: input.getUint8(start + 2), minutiae };
  return parsed({ view, end });
}

function readMinutia(input: DataView, offset: number): Minutia | undefined {
  const kind = MINUTIA_KINDS[input.getUint16(offset) >>> 14];
  if (kind === undefined) return undefined;
  return {
    kind,
    x: input.getUint16(offset) & COORDINATE_MASK,
    y: input.getUint16(offset + 2) & COORDINATE_MASK,
    angle: input.getUint8(offset + 4) * ANGLE_STEP,
    quality: input.getUint8(offset + 5),
  };
}

function writeHeader(out: DataView, bytes: Uint8Array, template: FingerprintTemplate): void {
  bytes.set([...MAGIC, ...VERSION]);
  out.setUint32(8, bytes.length);
  out.setUint16(14, template.imageWidth);
  out.setUint16(16, template.imageHeight);
  out.setUint16(18, template.resolutionX);
  out.setUint16(20, template.resolutionY);
  out.setUint8(22, template.views.length);
}

function writeView(out: DataView, start: number, view: FingerView, viewNumber: number): void {
  out.setUint8(start, view.position);
  out.setUint8(start + 1, (viewNumber << 4) | IMPRESSIONS.indexOf(view.impression));
  out.setUint8(start + 2, view.quality);
  out.setUint8(start + 3, view.minutiae.length);
  view.minutiae.forEach((minutia, index) => {
    const offset = start + VIEW_BYTES + index * MINUTIA_BYTES;
    out.setUint16(offset, (MINUTIA_KINDS.indexOf(minutia.kind) << 14) | minutia.x);
    out.setUint16(offset + 2, minutia.y);
    out.setUint8(offset + 4, Math.round(minutia.angle / ANGLE_STEP) % 256);
    out.setUint8(offset + 5, minutia.quality);
  });
}

/** What reader and writer both refuse, so that whatever is read can be written and the other way round. */
function faultIn(template: FingerprintTemplate): Fault | undefined {
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
    isWhole(x, 0, Math.min(image.imageWidth - 1, COORDINATE_MASK)) &&
    isWhole(y, 0, Math.min(image.imageHeight - 1, COORDINATE_MASK)) &&
    angle >= 0 &&
    angle < 360 &&
    isWhole(quality, 0, 100)
  );
}

function isWhole(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}

function lengthOf(view: FingerView): number {
  return VIEW_BYTES + view.minutiae.length * MINUTIA_BYTES + EXTENSION_BYTES;
}

function startsWith(bytes: Uint8Array, offset: number, expected: readonly number[]): boolean {
  return expected.every((byte, index) => bytes[offset + index] === byte);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function cutShort<T>(): Parsed<T> {
  return fault("INVALID_TEMPLATE", "Send the whole record: it ends within a finger view.");
}
