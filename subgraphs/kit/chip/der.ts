import { ChipFault } from "./chip-fault.js";
import { Parts } from "./parts.js";
import { readElements } from "./tlv.js";
import type { Tlv } from "./tlv.js";

/** The tags of ASN.1 that certificates and signed data are made of (X.680). */
export const TAG = {
  BOOLEAN: 0x01,
  INTEGER: 0x02,
  BIT_STRING: 0x03,
  OCTET_STRING: 0x04,
  OID: 0x06,
  UTC_TIME: 0x17,
  GENERALIZED_TIME: 0x18,
  SEQUENCE: 0x30,
  SET: 0x31,
} as const;

const MOST_OID_BYTES = 32;
const MOST_SERIAL_BYTES = 64;

/** The parts of a SEQUENCE. @throws ChipFault */
export function sequence(element: Tlv): Parts {
  return new Parts(expectTag(element, TAG.SEQUENCE));
}

/** The elements of a SEQUENCE OF or SET OF. @throws ChipFault */
export function listOf(element: Tlv, tag: number): readonly Tlv[] {
  return readElements(expectTag(element, tag));
}

export function expectTag(element: Tlv, tag: number): Tlv {
  if (element.tag !== tag) throw new ChipFault("TLV_UNEXPECTED");
  return element;
}

/** An object identifier in dots: `2.23.136.1.1.1`. @throws ChipFault */
export function oidOf(element: Tlv): string {
  const { value } = expectTag(element, TAG.OID);
  const last = value.at(-1);
  if (last === undefined || last >= 0x80 || value.length > MOST_OID_BYTES) throw new ChipFault("TLV_VALUE");
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of value) {
    if (arc === 0 && byte === 0x80) throw new ChipFault("TLV_VALUE");
    arc = arc * 128 + (byte & 0x7f);
    if (!Number.isSafeInteger(arc)) throw new ChipFault("TLV_VALUE");
    if (byte >= 0x80) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [first = 0, ...rest] = arcs;
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - root * 40, ...rest].join(".");
}

/** A small number that is not negative. @throws ChipFault */
export function smallInteger(element: Tlv): number {
  const { value } = expectTag(element, TAG.INTEGER);
  if (value.length === 0 || value.length > 4 || (value[0] ?? 0) >= 0x80) throw new ChipFault("TLV_VALUE");
  return value.reduce((number, byte) => number * 256 + byte, 0);
}

/** A serial number in hexadecimal digits, without zeros before it. @throws ChipFault */
export function serialNumber(element: Tlv): string {
  const { value } = expectTag(element, TAG.INTEGER);
  if (value.length === 0 || value.length > MOST_SERIAL_BYTES) throw new ChipFault("TLV_VALUE");
  return hex(value).replace(/^(?:00)+(?=.)/, "");
}

/** The bytes of a BIT STRING that has whole bytes. @throws ChipFault */
export function wholeBytes(element: Tlv): Uint8Array {
  const { value } = expectTag(element, TAG.BIT_STRING);
  if (value[0] !== 0) throw new ChipFault("TLV_VALUE");
  return value.subarray(1);
}

/** The numbers of the bits that are set, the first bit 0. @throws ChipFault */
export function setBits(element: Tlv): ReadonlySet<number> {
  const { value } = expectTag(element, TAG.BIT_STRING);
  const [unused = 8, ...bytes] = value;
  if (unused > 7 || value.length > 4) throw new ChipFault("TLV_VALUE");
  const bits = bytes.flatMap((byte, index) =>
    [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => (byte & (0x80 >> bit)) !== 0).map((bit) => index * 8 + bit),
  );
  return new Set(bits);
}

const UTC_TIME = /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/;
const GENERALIZED_TIME = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/;

/** A moment, as RFC 5280 §4.1.2.5 writes it: in UTC, to the second. @throws ChipFault */
export function timeOf(element: Tlv): Date {
  const isShort = element.tag === TAG.UTC_TIME;
  if (!isShort) expectTag(element, TAG.GENERALIZED_TIME);
  const [, year = "", ...rest] = (isShort ? UTC_TIME : GENERALIZED_TIME).exec(latin(element.value)) ?? [];
  const [month, day, hour, minute, second] = rest;
  const century = isShort ? (Number(year) < 50 ? "20" : "19") : "";
  const text = `${century}${year}-${String(month)}-${String(day)}T${String(hour)}:${String(minute)}:${String(second)}.000Z`;
  const time = new Date(text);
  // A day that no calendar has is moved on by some engines: it must come back as it was written.
  if (Number.isNaN(time.getTime()) || time.toISOString() !== text) throw new ChipFault("TLV_VALUE");
  return time;
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

export function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
