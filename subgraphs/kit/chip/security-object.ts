import { createHash } from "node:crypto";
import { digestOf, readAlgorithm } from "./algorithm.js";
import type { DigestName } from "./algorithm.js";
import { ChipFault } from "./chip-fault.js";
import { listOf, sequence, smallInteger, TAG } from "./der.js";
import { openFile } from "./lds-file.js";
import { readSignedData } from "./signed-data.js";
import type { SignedData } from "./signed-data.js";
import { readElements, readTlv, underDer } from "./tlv.js";
import type { Tlv } from "./tlv.js";

/** What a state has signed of a chip: a digest of each data group (ICAO 9303-10 §4.6.2). */
export interface SecurityObject {
  readonly version: 0 | 1;
  readonly digest: DigestName;
  /** By the number of the data group, 1 to 16. */
  readonly hashes: ReadonlyMap<number, Uint8Array>;
  readonly signedData: SignedData;
}

const LDS_SECURITY_OBJECT = "2.23.136.1.1.1";
const MOST_DATA_GROUPS = 16;

/** Reads EF.SOD. @throws ChipFault */
export function readSecurityObject(file: Uint8Array): SecurityObject {
  const [signed, ...others] = readElements(underDer(openFile(file, "EF_SOD")));
  if (signed === undefined || others.length > 0) throw new ChipFault("TLV_UNEXPECTED");
  const signedData = readSignedData(signed);
  if (signedData.contentType !== LDS_SECURITY_OBJECT) throw new ChipFault("TLV_UNEXPECTED");

  const parts = sequence(readTlv(signedData.content, "DER"));
  const version = smallInteger(parts.any());
  const digest = digestOf(readAlgorithm(parts.any()));
  const hashes = readHashes(parts.any(), digest);
  const ldsVersion = parts.optional(TAG.SEQUENCE);
  parts.end();
  // Version 1 has added the versions of LDS and Unicode, and only it has them.
  if (version > 1 || (version === 1) !== (ldsVersion !== null)) throw new ChipFault("TLV_VALUE");
  return { version: version === 1 ? 1 : 0, digest, hashes, signedData };
}

function readHashes(element: Tlv, digest: DigestName): ReadonlyMap<number, Uint8Array> {
  const { length } = createHash(digest).digest();
  const hashes = new Map<number, Uint8Array>();
  for (const entry of listOf(element, TAG.SEQUENCE)) {
    const parts = sequence(entry);
    const number = smallInteger(parts.any());
    const { value } = parts.next(TAG.OCTET_STRING);
    parts.end();
    const isPossible = number >= 1 && number <= MOST_DATA_GROUPS && value.length === length && !hashes.has(number);
    if (!isPossible) throw new ChipFault("TLV_VALUE");
    hashes.set(number, value);
  }
  return hashes;
}
