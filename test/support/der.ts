/** Writes DER (X.690), for chips and certificates of the tests' own. It shares nothing with the reader that it tests. */

export type Der = Buffer;

export function element(tag: number, ...contents: readonly Uint8Array[]): Der {
  const body = Buffer.concat(contents);
  const tagHex = tag.toString(16);
  const tagBytes = Buffer.from(tagHex.length % 2 === 0 ? tagHex : `0${tagHex}`, "hex");
  return Buffer.concat([tagBytes, lengthBytes(body.length), body]);
}

export const sequence = (...contents: readonly Uint8Array[]): Der => element(0x30, ...contents);
export const setOf = (...contents: readonly Uint8Array[]): Der => element(0x31, ...contents.toSorted(Buffer.compare));
export const octets = (content: Uint8Array): Der => element(0x04, content);
export const bits = (content: Uint8Array): Der => element(0x03, Buffer.from([0]), content);
export const text = (content: string): Der => element(0x0c, Buffer.from(content, "utf8"));
export const printable = (content: string): Der => element(0x13, Buffer.from(content, "latin1"));
export const nothing: Der = element(0x05);
export const yes: Der = element(0x01, Buffer.from([0xff]));

export function integer(value: number | bigint): Der {
  let digits = value.toString(16);
  if (digits.length % 2 === 1) digits = `0${digits}`;
  if (Number.parseInt(digits.slice(0, 2), 16) >= 0x80) digits = `00${digits}`;
  return element(0x02, Buffer.from(digits, "hex"));
}

export function oid(dotted: string): Der {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return element(0x06, Buffer.from([first * 40 + second, ...rest].flatMap(base128)));
}

/** YYMMDDHHMMSSZ up to 2049, with four digits of the year after it. */
export function time(moment: string): Der {
  const digits = new Date(moment)
    .toISOString()
    .replace(/\.\d+Z$/, "Z")
    .replace(/[-:T]/g, "");
  return moment < "2050" ? element(0x17, Buffer.from(digits.slice(2))) : element(0x18, Buffer.from(digits));
}

export function generalizedDigits(moment: string): Buffer {
  return Buffer.from(`${moment.replaceAll("-", "")}000000Z`);
}

/** A bit string with these bits set, the first bit 0. */
export function namedBits(...set: readonly number[]): Der {
  const highest = Math.max(...set);
  const bytes = Buffer.alloc(Math.floor(highest / 8) + 1);
  for (const bit of set) bytes[Math.floor(bit / 8)] = (bytes[Math.floor(bit / 8)] ?? 0) | (0x80 >> (bit % 8));
  return element(0x03, Buffer.from([7 - (highest % 8)]), bytes);
}

function lengthBytes(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const digits = length.toString(16);
  const bytes = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, "hex");
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
}

function base128(value: number): readonly number[] {
  const digits = [value & 0x7f];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128))
    digits.unshift((rest & 0x7f) | 0x80);
  return digits;
}

/** Takes apart what was written: the elements within one. */
export function contentsOf(outer: Buffer): readonly Buffer[] {
  const inner = outer.subarray(headerLength(outer));
  const elements: Buffer[] = [];
  for (let at = 0; at < inner.length;) {
    const rest = inner.subarray(at);
    const length = headerLength(rest) + bodyLength(rest);
    elements.push(rest.subarray(0, length));
    at += length;
  }
  return elements;
}

function headerLength(bytes: Buffer): number {
  const first = bytes[1] ?? 0;
  return first < 0x80 ? 2 : 2 + (first & 0x7f);
}

function bodyLength(bytes: Buffer): number {
  const first = bytes[1] ?? 0;
  return first < 0x80 ? first : bytes.readUIntBE(2, first & 0x7f);
}
