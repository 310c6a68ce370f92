import { ChipFault } from "./chip-fault.js";
import { expectSameAlgorithm, readSigned } from "./certificate.js";
import type { Signed } from "./certificate.js";
import { readName } from "./distinguished-name.js";
import type { DistinguishedName } from "./distinguished-name.js";
import { sequence, serialNumber, smallInteger, TAG, timeOf } from "./der.js";
import { CRL_NUMBER, readExtensionList } from "./extensions.js";
import { readElements, readTlv } from "./tlv.js";
import type { Tlv } from "./tlv.js";

/** The certificates that an authority has withdrawn (RFC 5280 §5, ICAO 9303-12 §7.1.4). */
export interface RevocationList {
  readonly signed: Signed;
  readonly issuer: DistinguishedName;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  readonly serials: ReadonlySet<string>;
}

/** @throws ChipFault */
export function readRevocationList(bytes: Uint8Array): RevocationList {
  const element = readTlv(bytes, "DER");
  const signed = readSigned(element);
  const parts = sequence(signed.body);
  const version = parts.optional(TAG.INTEGER);
  if (version === null || smallInteger(version) !== 1) throw new ChipFault("TLV_VALUE");
  expectSameAlgorithm(parts.any(), element);
  const issuer = readName(parts.any());
  const thisUpdate = timeOf(parts.any());
  const nextUpdate = parts.optional(TAG.UTC_TIME, TAG.GENERALIZED_TIME);
  const revoked = parts.optional(TAG.SEQUENCE);
  const extensions = parts.optional(0xa0);
  parts.end();
  if (extensions !== null) expectWholeList(extensions);
  return {
    signed,
    issuer,
    thisUpdate,
    nextUpdate: nextUpdate === null ? null : timeOf(nextUpdate),
    serials: new Set(revoked === null ? [] : readElements(revoked).map((entry) => serialNumber(sequence(entry).any()))),
  };
}

/** A list of changes, or of some certificates alone, would say of others that they stand. */
function expectWholeList(extensions: Tlv): void {
  const [list] = readElements(extensions);
  if (list === undefined) throw new ChipFault("TLV_VALUE");
  const isPartial = [...readExtensionList(list)].some(([oid, { isCritical }]) => isCritical && oid !== CRL_NUMBER);
  if (isPartial) throw new ChipFault("TLV_VALUE");
}
