import { createHash } from "node:crypto";
import { digestOf, readAlgorithm, schemeOf } from "./algorithm.js";
import type { DigestName } from "./algorithm.js";
import { certificateOf, completeScheme } from "./certificate.js";
import type { Certificate, CompleteScheme } from "./certificate.js";
import { ChipFault } from "./chip-fault.js";
import { hex, listOf, oidOf, sameBytes, sequence, serialNumber, smallInteger, TAG, timeOf } from "./der.js";
import { readName } from "./distinguished-name.js";
import { verifySignature } from "./signature.js";
import type { SignatureOutcome } from "./signature.js";
import { Parts } from "./parts.js";
import { readElements } from "./tlv.js";
import type { Tlv } from "./tlv.js";

/** CMS signed data with its content and one signer (RFC 5652 §5): the security object of a chip, and a master list. */
export interface SignedData {
  readonly contentType: string;
  readonly content: Uint8Array;
  readonly certificates: readonly Certificate[];
  readonly signer: SignerInfo;
}

export interface SignerInfo {
  /** By which of the certificates the signature is to be verified. */
  readonly isOf: (certificate: Certificate) => boolean;
  readonly digest: DigestName;
  readonly scheme: CompleteScheme;
  readonly signature: Uint8Array;
  /** Null where the signature is over the content itself. */
  readonly attributes: SignedAttributes | null;
}

interface SignedAttributes {
  /** As a SET, which is what the signature is over. */
  readonly signed: Uint8Array;
  readonly contentType: string | null;
  readonly messageDigest: Uint8Array | null;
  readonly signingTime: Date | null;
}

/** What speaks against a signature, the first that is found; null where it holds. */
export type SignedDataFault =
  | "SIGNED_ATTRIBUTES_MISSING"
  | "CONTENT_TYPE_DIFFERS"
  | "MESSAGE_DIGEST_DIFFERS"
  | "ALGORITHM_CONFUSION"
  | "SIGNATURE_INVALID";

const SIGNED_DATA = "1.2.840.113549.1.7.2";
const ATTRIBUTE = {
  CONTENT_TYPE: "1.2.840.113549.1.9.3",
  MESSAGE_DIGEST: "1.2.840.113549.1.9.4",
  SIGNING_TIME: "1.2.840.113549.1.9.5",
} as const;
const MOST_CERTIFICATES = 16;

/** @throws ChipFault */
export function readSignedData(element: Tlv): SignedData {
  const outer = sequence(element);
  if (oidOf(outer.any()) !== SIGNED_DATA) throw new ChipFault("TLV_UNEXPECTED");
  const parts = sequence(new Parts(outer.next(0xa0)).any());
  outer.end();
  smallInteger(parts.any());
  parts.next(TAG.SET);
  const content = sequence(parts.any());
  const contentType = oidOf(content.any());
  const octets = new Parts(content.next(0xa0)).next(TAG.OCTET_STRING).value;
  const certificates = parts.optional(0xa0);
  parts.optional(0xa1);
  const [signer, ...others] = listOf(parts.any(), TAG.SET);
  parts.end();
  if (signer === undefined || others.length > 0) throw new ChipFault("TLV_VALUE");
  const given = certificates === null ? [] : readElements(certificates);
  if (given.length > MOST_CERTIFICATES) throw new ChipFault("TLV_TOO_MANY");
  return { contentType, content: octets, certificates: given.map(certificateOf), signer: readSigner(signer) };
}

/** Whether the certificate's key has signed the content (RFC 5652 §5.4 and §11). */
export function verifySignedData(
  { contentType, content, signer }: SignedData,
  by: Certificate,
): SignedDataFault | null {
  const { attributes, digest, scheme, signature } = signer;
  // Signed data of a type of its own always have attributes: without them other signed bytes could be passed off as these.
  if (attributes === null) return "SIGNED_ATTRIBUTES_MISSING";
  if (attributes.contentType !== contentType) return "CONTENT_TYPE_DIFFERS";
  if (attributes.messageDigest === null) return "SIGNED_ATTRIBUTES_MISSING";
  const expected = createHash(digest).update(content).digest();
  if (!sameBytes(expected, attributes.messageDigest)) return "MESSAGE_DIGEST_DIFFERS";
  if (by.key === null || scheme.digest !== digest) return "ALGORITHM_CONFUSION";
  return faultOf(verifySignature(by.key, scheme, attributes.signed, signature));
}

function faultOf(outcome: SignatureOutcome): SignedDataFault | null {
  switch (outcome) {
    case "VALID":
      return null;
    case "INVALID":
      return "SIGNATURE_INVALID";
    case "MISMATCHED":
      return "ALGORITHM_CONFUSION";
  }
}

function readSigner(element: Tlv): SignerInfo {
  const parts = sequence(element);
  smallInteger(parts.any());
  const isOf = readSignerId(parts.any());
  const digest = digestOf(readAlgorithm(parts.any()));
  const attributes = parts.optional(0xa0);
  const scheme = completeScheme(schemeOf(readAlgorithm(parts.any())), digest);
  const signature = parts.next(TAG.OCTET_STRING).value;
  parts.optional(0xa1);
  parts.end();
  return { isOf, digest, scheme, signature, attributes: attributes === null ? null : readAttributes(attributes) };
}

function readSignerId(element: Tlv): SignerInfo["isOf"] {
  if (element.tag === 0x80) {
    const keyId = hex(element.value);
    return ({ extensions }) => extensions.subjectKeyId === keyId;
  }
  const parts = sequence(element);
  const issuer = readName(parts.any());
  const serial = serialNumber(parts.any());
  parts.end();
  return (certificate) => certificate.issuer.key === issuer.key && certificate.serial === serial;
}

/** @throws ChipFault where an attribute stands twice or has several values */
function readAttributes(element: Tlv): SignedAttributes {
  const values = new Map<string, Tlv>();
  for (const attribute of readElements(element)) {
    const parts = sequence(attribute);
    const type = oidOf(parts.any());
    const [value, ...others] = listOf(parts.any(), TAG.SET);
    parts.end();
    if (value === undefined || others.length > 0 || values.has(type)) throw new ChipFault("TLV_VALUE");
    values.set(type, value);
  }
  const contentType = values.get(ATTRIBUTE.CONTENT_TYPE);
  const signingTime = values.get(ATTRIBUTE.SIGNING_TIME);
  return {
    signed: Buffer.concat([Uint8Array.of(TAG.SET), element.raw.subarray(1)]),
    contentType: contentType === undefined ? null : oidOf(contentType),
    messageDigest: values.get(ATTRIBUTE.MESSAGE_DIGEST)?.value ?? null,
    signingTime: signingTime === undefined ? null : timeOf(signingTime),
  };
}
