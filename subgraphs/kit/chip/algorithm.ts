import { ChipFault } from "./chip-fault.js";
import { oidOf, sequence, smallInteger } from "./der.js";
import { readElements } from "./tlv.js";
import type { Tlv } from "./tlv.js";

export type DigestName = "sha1" | "sha224" | "sha256" | "sha384" | "sha512";

/** The digests that ICAO 9303-12 §4.4 allows, and SHA-1, which the oldest chips still have. */
const DIGESTS: ReadonlyMap<string, DigestName> = new Map([
  ["1.3.14.3.2.26", "sha1"],
  ["2.16.840.1.101.3.4.2.4", "sha224"],
  ["2.16.840.1.101.3.4.2.1", "sha256"],
  ["2.16.840.1.101.3.4.2.2", "sha384"],
  ["2.16.840.1.101.3.4.2.3", "sha512"],
]);

/** An algorithm and its parameters (RFC 5280 §4.1.1.2). */
export interface AlgorithmIdentifier {
  readonly oid: string;
  /** Null where there are none. */
  readonly parameters: Tlv | null;
}

export type SignatureScheme =
  | { readonly kind: "RSA"; readonly digest: DigestName | null }
  | { readonly kind: "RSA_PSS"; readonly digest: DigestName; readonly saltLength: number }
  | { readonly kind: "ECDSA"; readonly digest: DigestName; readonly isPlain: boolean };

/** PKCS#1 v1.5 (RFC 8017), ECDSA (RFC 5758), and ECDSA with plain values (BSI TR-03111). */
const SCHEMES: ReadonlyMap<string, SignatureScheme> = new Map<string, SignatureScheme>([
  ["1.2.840.113549.1.1.1", { kind: "RSA", digest: null }],
  ["1.2.840.113549.1.1.5", { kind: "RSA", digest: "sha1" }],
  ["1.2.840.113549.1.1.14", { kind: "RSA", digest: "sha224" }],
  ["1.2.840.113549.1.1.11", { kind: "RSA", digest: "sha256" }],
  ["1.2.840.113549.1.1.12", { kind: "RSA", digest: "sha384" }],
  ["1.2.840.113549.1.1.13", { kind: "RSA", digest: "sha512" }],
  ...ecdsa("1.2.840.10045.4.1", "0.4.0.127.0.7.1.1.4.1.1", "sha1"),
  ...ecdsa("1.2.840.10045.4.3.1", "0.4.0.127.0.7.1.1.4.1.2", "sha224"),
  ...ecdsa("1.2.840.10045.4.3.2", "0.4.0.127.0.7.1.1.4.1.3", "sha256"),
  ...ecdsa("1.2.840.10045.4.3.3", "0.4.0.127.0.7.1.1.4.1.4", "sha384"),
  ...ecdsa("1.2.840.10045.4.3.4", "0.4.0.127.0.7.1.1.4.1.5", "sha512"),
]);
const RSASSA_PSS = "1.2.840.113549.1.1.10";
const MGF1 = "1.2.840.113549.1.1.8";
const DEFAULT_SALT = 20;

/** @throws ChipFault */
export function readAlgorithm(element: Tlv): AlgorithmIdentifier {
  const parts = sequence(element);
  const oid = oidOf(parts.any());
  const [, parameters = null] = readElements(element);
  if (parameters !== null) parts.any();
  parts.end();
  return { oid, parameters };
}

/** @throws ChipFault for one that no travel document may use */
export function digestOf({ oid }: AlgorithmIdentifier): DigestName {
  const name = DIGESTS.get(oid);
  if (name === undefined) throw new ChipFault("UNKNOWN_ALGORITHM");
  return name;
}

/** How a signature was made. @throws ChipFault for a way that no travel document may use */
export function schemeOf(algorithm: AlgorithmIdentifier): SignatureScheme {
  if (algorithm.oid === RSASSA_PSS) return pssOf(algorithm.parameters);
  const scheme = SCHEMES.get(algorithm.oid);
  if (scheme === undefined) throw new ChipFault("UNKNOWN_ALGORITHM");
  return scheme;
}

/** RFC 4055 §3.1: what is left out is SHA-1, and 20 bytes of salt. */
function pssOf(parameters: Tlv | null): SignatureScheme {
  if (parameters === null) return { kind: "RSA_PSS", digest: "sha1", saltLength: DEFAULT_SALT };
  const parts = sequence(parameters);
  const hash = parts.optional(0xa0);
  const mask = parts.optional(0xa1);
  const salt = parts.optional(0xa2);
  const trailer = parts.optional(0xa3);
  parts.end();
  const digest = hash === null ? "sha1" : digestOf(readAlgorithm(only(hash)));
  const isMaskOfSameDigest = (mask === null ? "sha1" : maskDigest(only(mask))) === digest;
  const isTrailerOne = trailer === null || smallInteger(only(trailer)) === 1;
  if (!isMaskOfSameDigest || !isTrailerOne) throw new ChipFault("UNKNOWN_ALGORITHM");
  return { kind: "RSA_PSS", digest, saltLength: salt === null ? DEFAULT_SALT : smallInteger(only(salt)) };
}

function maskDigest(element: Tlv): DigestName {
  const { oid, parameters } = readAlgorithm(element);
  if (oid !== MGF1 || parameters === null) throw new ChipFault("UNKNOWN_ALGORITHM");
  return digestOf(readAlgorithm(parameters));
}

function only(parent: Tlv): Tlv {
  const [element, ...others] = readElements(parent);
  if (element === undefined || others.length > 0) throw new ChipFault("TLV_UNEXPECTED");
  return element;
}

function ecdsa(oid: string, plainOid: string, digest: DigestName): readonly (readonly [string, SignatureScheme])[] {
  return [
    [oid, { kind: "ECDSA", digest, isPlain: false }],
    [plainOid, { kind: "ECDSA", digest, isPlain: true }],
  ];
}
