import { ChipFault } from "./chip-fault.js";

/** BER as the files of a chip have it (definite lengths alone), or DER, one way of writing for each value (X.690 §10). */
export type TlvRules = "BER" | "DER";

/** One element: a tag, a length, a value. */
export interface Tlv {
  /** The bytes of the tag as one number: `0x30`, `0x7f61`. */
  readonly tag: number;
  readonly value: Uint8Array;
  /** Tag, length and value as they were read: what a digest or a signature is over. */
  readonly raw: Uint8Array;
  readonly rules: TlvRules;
  readonly depth: number;
}

const DEEPEST = 16;
const MOST_ELEMENTS = 20_000;
const MOST_TAG_BYTES = 3;
const MOST_LENGTH_BYTES = 4;

/** The one element that the bytes are. @throws ChipFault */
export function readTlv(bytes: Uint8Array, rules: TlvRules): Tlv {
  const element = readAt(bytes, 0, rules, 0);
  if (element.raw.length !== bytes.length) throw new ChipFault("TLV_TRAILING");
  return element;
}

/** The elements within a constructed one. @throws ChipFault */
export function readElements(parent: Tlv): readonly Tlv[] {
  if (parent.depth >= DEEPEST) throw new ChipFault("TLV_TOO_DEEP");
  const elements: Tlv[] = [];
  for (let at = 0; at < parent.value.length;) {
    if (elements.length >= MOST_ELEMENTS) throw new ChipFault("TLV_TOO_MANY");
    const element = readAt(parent.value, at, parent.rules, parent.depth + 1);
    elements.push(element);
    at += element.raw.length;
  }
  return elements;
}

/** The element with other rules for what is in it: DER within a file's BER. */
export function underDer(element: Tlv): Tlv {
  return { ...element, rules: "DER" };
}

function readAt(bytes: Uint8Array, start: number, rules: TlvRules, depth: number): Tlv {
  const { tag, next: afterTag } = readTag(bytes, start);
  const { length, next } = readLength(bytes, afterTag, rules);
  const end = next + length;
  if (end > bytes.length) throw new ChipFault("TLV_TRUNCATED");
  return { tag, value: bytes.subarray(next, end), raw: bytes.subarray(start, end), rules, depth };
}

/** A tag of one byte, or of more where the first ends in five ones (X.690 §8.1.2.4). */
function readTag(bytes: Uint8Array, start: number): { readonly tag: number; readonly next: number } {
  let tag = byteAt(bytes, start);
  let next = start + 1;
  if ((tag & 0x1f) !== 0x1f) return { tag, next };
  for (; ; next += 1) {
    if (next - start >= MOST_TAG_BYTES) throw new ChipFault("TLV_TAG");
    const byte = byteAt(bytes, next);
    tag = tag * 256 + byte;
    if ((byte & 0x80) === 0) break;
  }
  return { tag, next: next + 1 };
}

function readLength(
  bytes: Uint8Array,
  start: number,
  rules: TlvRules,
): { readonly length: number; readonly next: number } {
  const first = byteAt(bytes, start);
  if (first < 0x80) return { length: first, next: start + 1 };
  const count = first & 0x7f;
  // None is the indefinite form, which no file of a chip has.
  if (count === 0 || count > MOST_LENGTH_BYTES) throw new ChipFault("TLV_LENGTH");
  let length = 0;
  for (let at = 1; at <= count; at += 1) length = length * 256 + byteAt(bytes, start + at);
  const isShortest = length >= 0x80 && byteAt(bytes, start + 1) !== 0;
  if (rules === "DER" && !isShortest) throw new ChipFault("TLV_LENGTH");
  return { length, next: start + 1 + count };
}

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new ChipFault("TLV_TRUNCATED");
  return byte;
}
