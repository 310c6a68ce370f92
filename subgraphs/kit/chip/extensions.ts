import { ChipFault } from "./chip-fault.js";
import { expectTag, hex, listOf, oidOf, sequence, setBits, smallInteger, TAG, timeOf } from "./der.js";
import { Parts } from "./parts.js";
import { readTlv } from "./tlv.js";
import type { Tlv } from "./tlv.js";

/** Bits of the extension KeyUsage (RFC 5280 §4.2.1.3). */
export const KEY_USAGE = { DIGITAL_SIGNATURE: 0, KEY_CERT_SIGN: 5, CRL_SIGN: 6 } as const;

/** What of a certificate's extensions decides on a signature (ICAO 9303-12 §7.1.1). */
export interface Extensions {
  readonly keyUsage: ReadonlySet<number> | null;
  readonly isAuthority: boolean;
  readonly subjectKeyId: string | null;
  readonly authorityKeyId: string | null;
  readonly extendedKeyUsage: readonly string[] | null;
  /** When the key was to sign, which is far shorter than its certificate is good for. */
  readonly keyPeriod: { readonly from: Date | null; readonly until: Date | null } | null;
  /** One that may not be ignored and that we do not know. */
  readonly hasUnknownCritical: boolean;
}

const OID = {
  SUBJECT_KEY_ID: "2.5.29.14",
  KEY_USAGE: "2.5.29.15",
  KEY_PERIOD: "2.5.29.16",
  SUBJECT_ALT_NAME: "2.5.29.17",
  ISSUER_ALT_NAME: "2.5.29.18",
  BASIC_CONSTRAINTS: "2.5.29.19",
  CRL_DISTRIBUTION: "2.5.29.31",
  POLICIES: "2.5.29.32",
  AUTHORITY_KEY_ID: "2.5.29.35",
  EXTENDED_KEY_USAGE: "2.5.29.37",
  DOCUMENT_TYPES: "2.23.136.1.1.6.2",
  NAME_CHANGE: "2.23.136.1.1.6.1",
} as const;
const KNOWN: ReadonlySet<string> = new Set(Object.values(OID));
/** Of a list of revoked certificates: its number. All others change what the list is about. */
export const CRL_NUMBER = "2.5.29.20";

export interface Extension {
  readonly isCritical: boolean;
  readonly value: Uint8Array;
}

/** Extensions by their object identifiers. @throws ChipFault where one stands twice */
export function readExtensionList(element: Tlv): ReadonlyMap<string, Extension> {
  const extensions = new Map<string, Extension>();
  for (const entry of listOf(element, TAG.SEQUENCE)) {
    const parts = sequence(entry);
    const oid = oidOf(parts.any());
    const isCritical = (parts.optional(TAG.BOOLEAN)?.value[0] ?? 0) !== 0;
    const { value } = parts.next(TAG.OCTET_STRING);
    parts.end();
    if (extensions.has(oid)) throw new ChipFault("TLV_VALUE");
    extensions.set(oid, { isCritical, value });
  }
  return extensions;
}

/** @throws ChipFault */
export function readExtensions(element: Tlv | null): Extensions {
  const list = element === null ? new Map<string, Extension>() : readExtensionList(element);
  const read = <T>(oid: string, reader: (value: Tlv) => T): T | null => {
    const extension = list.get(oid);
    return extension === undefined ? null : reader(readTlv(extension.value, "DER"));
  };
  return {
    keyUsage: read(OID.KEY_USAGE, setBits),
    isAuthority: read(OID.BASIC_CONSTRAINTS, readIsAuthority) ?? false,
    subjectKeyId: read(OID.SUBJECT_KEY_ID, (value) => hex(expectTag(value, TAG.OCTET_STRING).value)),
    authorityKeyId: read(OID.AUTHORITY_KEY_ID, readAuthorityKeyId),
    extendedKeyUsage: read(OID.EXTENDED_KEY_USAGE, (value) => listOf(value, TAG.SEQUENCE).map(oidOf)),
    keyPeriod: read(OID.KEY_PERIOD, readKeyPeriod),
    hasUnknownCritical: [...list].some(([oid, { isCritical }]) => isCritical && !KNOWN.has(oid)),
  };
}

function readIsAuthority(value: Tlv): boolean {
  const parts = sequence(value);
  const isAuthority = (parts.optional(TAG.BOOLEAN)?.value[0] ?? 0) !== 0;
  const pathLength = parts.optional(TAG.INTEGER);
  if (pathLength !== null) smallInteger(pathLength);
  parts.end();
  return isAuthority;
}

function readAuthorityKeyId(value: Tlv): string | null {
  const keyId = sequence(value).optional(0x80);
  return keyId === null ? null : hex(keyId.value);
}

function readKeyPeriod(value: Tlv): NonNullable<Extensions["keyPeriod"]> {
  const parts = new Parts(value);
  const [from, until] = [parts.optional(0x80), parts.optional(0x81)];
  return { from: implicitTime(from), until: implicitTime(until) };
}

function implicitTime(element: Tlv | null): Date | null {
  return element === null ? null : timeOf({ ...element, tag: TAG.GENERALIZED_TIME });
}
