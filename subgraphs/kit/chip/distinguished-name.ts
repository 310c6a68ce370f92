import { hex, listOf, oidOf, sequence, TAG } from "./der.js";
import type { Tlv } from "./tlv.js";

/** Who a certificate is of, or by whom. */
export interface DistinguishedName {
  /** Equal for two names that mean the same: states write one name in other capitals, blanks and kinds of text. */
  readonly key: string;
  /** As the certificate writes it; null where it names none. ICAO 9303-12 asks for ISO 3166-1 alpha-2. */
  readonly country: string | null;
}

const COUNTRY = "2.5.4.6";
const UTF8_STRING = 0x0c;
const PRINTABLE_STRING = 0x13;
const T61_STRING = 0x14;
const IA5_STRING = 0x16;
const BMP_STRING = 0x1e;

/** @throws ChipFault */
export function readName(element: Tlv): DistinguishedName {
  const attributes = listOf(element, TAG.SEQUENCE).flatMap((set) => listOf(set, TAG.SET).map(readAttribute));
  const country = attributes.find(({ type }) => type === COUNTRY)?.value.toUpperCase() ?? null;
  const key = attributes.map(({ type, value }) => `${type}=${value.trim().replace(/\s+/g, " ").toLowerCase()}`);
  return { key: JSON.stringify(key), country };
}

function readAttribute(element: Tlv): { readonly type: string; readonly value: string } {
  const parts = sequence(element);
  const type = oidOf(parts.any());
  const value = textOf(parts.any());
  parts.end();
  return { type, value };
}

function textOf({ tag, value }: Tlv): string {
  const bytes = Buffer.from(value);
  switch (tag) {
    case UTF8_STRING:
      return bytes.toString("utf8").normalize("NFKC");
    case PRINTABLE_STRING:
    case T61_STRING:
    case IA5_STRING:
      return bytes.toString("latin1");
    case BMP_STRING:
      return bytes.length % 2 === 0 ? bytes.swap16().toString("utf16le") : hex(value);
    default:
      return hex(value);
  }
}
