import { readAlgorithm, schemeOf } from "./algorithm.js";
import type { DigestName, SignatureScheme } from "./algorithm.js";
import { ChipFault } from "./chip-fault.js";
import { readName } from "./distinguished-name.js";
import type { DistinguishedName } from "./distinguished-name.js";
import { sameBytes, sequence, serialNumber, smallInteger, TAG, timeOf, wholeBytes } from "./der.js";
import { readExtensions } from "./extensions.js";
import type { Extensions } from "./extensions.js";
import { readSignerKey, verifySignature } from "./signature.js";
import type { SignatureOutcome, SignerKey } from "./signature.js";
import { readElements, readTlv } from "./tlv.js";
import type { Tlv } from "./tlv.js";

export type CompleteScheme = SignatureScheme & { readonly digest: DigestName };

/** Signed bytes, and the signature beside them: the outer form of a certificate and of a list of revoked ones. */
export interface Signed {
  readonly body: Tlv;
  readonly scheme: CompleteScheme;
  readonly signature: Uint8Array;
}

/** A certificate of a state's own authority (CSCA), of a document signer, or of a signer of master lists (RFC 5280). */
export interface Certificate {
  readonly raw: Uint8Array;
  readonly signed: Signed;
  readonly serial: string;
  readonly issuer: DistinguishedName;
  readonly subject: DistinguishedName;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Null where it is no key that may sign for a state. */
  readonly key: SignerKey | null;
  readonly extensions: Extensions;
}

const VERSION_3 = 2;

/** @throws ChipFault */
export function readCertificate(bytes: Uint8Array): Certificate {
  return certificateOf(readTlv(bytes, "DER"));
}

/** @throws ChipFault */
export function certificateOf(element: Tlv): Certificate {
  const signed = readSigned(element);
  const parts = sequence(signed.body);
  const [version] = readElements(parts.next(0xa0));
  if (version === undefined || smallInteger(version) !== VERSION_3) throw new ChipFault("TLV_VALUE");
  const serial = serialNumber(parts.any());
  expectSameAlgorithm(parts.any(), element);
  const issuer = readName(parts.any());
  const validity = sequence(parts.any());
  const [notBefore, notAfter] = [timeOf(validity.any()), timeOf(validity.any())];
  const subject = readName(parts.any());
  const spki = parts.next(TAG.SEQUENCE);
  parts.optional(0x81);
  parts.optional(0x82);
  const extensions = parts.optional(0xa3);
  parts.end();
  const [extensionList = null] = extensions === null ? [] : readElements(extensions);
  return {
    raw: element.raw,
    signed,
    serial,
    issuer,
    subject,
    notBefore,
    notAfter,
    key: readSignerKey(spki.raw),
    extensions: readExtensions(extensionList),
  };
}

/** SEQUENCE { what is signed, algorithm, BIT STRING }. @throws ChipFault */
export function readSigned(element: Tlv): Signed {
  const parts = sequence(element);
  const body = parts.next(TAG.SEQUENCE);
  const scheme = completeScheme(schemeOf(readAlgorithm(parts.any())));
  const signature = wholeBytes(parts.any());
  parts.end();
  return { body, scheme, signature };
}

/** The algorithm stands in what is signed too, so that nobody can change the one outside (RFC 5280 §4.1.1.2). */
export function expectSameAlgorithm(inner: Tlv, element: Tlv): void {
  const [, outer] = readElements(element);
  if (outer === undefined || !sameBytes(inner.raw, outer.raw)) throw new ChipFault("TLV_VALUE");
}

export function isSignedBy({ body, scheme, signature }: Signed, key: SignerKey | null): SignatureOutcome {
  return key === null ? "MISMATCHED" : verifySignature(key, scheme, body.raw, signature);
}

export function isSelfIssued({ issuer, subject }: Certificate): boolean {
  return issuer.key === subject.key;
}

export function completeScheme(scheme: SignatureScheme, fallback: DigestName | null = null): CompleteScheme {
  const digest = scheme.digest ?? fallback;
  if (digest === null) throw new ChipFault("UNKNOWN_ALGORITHM");
  return { ...scheme, digest };
}
