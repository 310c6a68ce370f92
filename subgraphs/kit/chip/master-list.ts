import { certificateOf, isSignedBy } from "./certificate.js";
import type { Certificate } from "./certificate.js";
import { ChipFault } from "./chip-fault.js";
import { listOf, sequence, smallInteger, TAG } from "./der.js";
import { readSignedData, verifySignedData } from "./signed-data.js";
import { readTlv } from "./tlv.js";

/** A state's list of the authorities that it trusts (ICAO 9303-12 §9), and who has signed it. */
export interface MasterList {
  readonly authorities: readonly Certificate[];
  /** Certificates that may have issued the signer's stand beside it. */
  readonly isSignedUnder: (anchors: readonly Certificate[]) => boolean;
}

const CSCA_MASTER_LIST = "2.23.136.1.1.2";
const MASTER_LIST_SIGNING = "2.23.136.1.1.3";

/** @throws ChipFault */
export function readMasterList(bytes: Uint8Array): MasterList {
  const signedData = readSignedData(readTlv(bytes, "DER"));
  if (signedData.contentType !== CSCA_MASTER_LIST) throw new ChipFault("TLV_UNEXPECTED");
  const parts = sequence(readTlv(signedData.content, "DER"));
  if (smallInteger(parts.any()) !== 0) throw new ChipFault("TLV_VALUE");
  const authorities = listOf(parts.any(), TAG.SET).map(certificateOf);
  parts.end();

  const signer = signedData.certificates.find(signedData.signer.isOf);
  const isSignedUnder = (anchors: readonly Certificate[]): boolean =>
    signer !== undefined &&
    (signer.extensions.extendedKeyUsage?.includes(MASTER_LIST_SIGNING) ?? false) &&
    verifySignedData(signedData, signer) === null &&
    anchors.some(({ subject, key }) => subject.key === signer.issuer.key && isSignedBy(signer.signed, key) === "VALID");
  return { authorities, isSignedUnder };
}
