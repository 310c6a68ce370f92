import { createPublicKey, verify, constants } from "node:crypto";
import type { KeyObject } from "node:crypto";
import type { DigestName, SignatureScheme } from "./algorithm.js";

/** A public key that a travel document's state may sign with. */
export interface SignerKey {
  readonly key: KeyObject;
  readonly kind: "RSA" | "RSA_PSS" | "EC";
  /** Of the modulus or of the curve. */
  readonly bits: number;
}

/** MISMATCHED where the key cannot have made a signature of this kind: someone has changed the one or the other. */
export type SignatureOutcome = "VALID" | "INVALID" | "MISMATCHED";

/**
 * The curves of ICAO 9303-12 §4.4.2. A key that spells out its parameters is one of these all the same, or none: with a base
 * point of one's own choice anybody could sign for any key.
 */
const CURVES: ReadonlyMap<string, number> = new Map([
  ["secp224r1", 224],
  ["prime256v1", 256],
  ["secp384r1", 384],
  ["secp521r1", 521],
  ["brainpoolP224r1", 224],
  ["brainpoolP256r1", 256],
  ["brainpoolP320r1", 320],
  ["brainpoolP384r1", 384],
  ["brainpoolP512r1", 512],
]);
const FEWEST_RSA_BITS = 1024;
const MOST_RSA_BITS = 8192;
const FEWEST_STRONG_RSA_BITS = 2048;
const MOST_SIGNATURE_BYTES = MOST_RSA_BITS / 8;

/** The key of a SubjectPublicKeyInfo; null where it is none that may sign for a state. */
export function readSignerKey(spki: Uint8Array): SignerKey | null {
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: "der", type: "spki" });
    return signerKeyOf(key);
  } catch {
    return null;
  }
}

/** Whether the key has made this signature over these bytes. */
export function verifySignature(
  { key, kind }: SignerKey,
  scheme: SignatureScheme & { readonly digest: DigestName },
  signed: Uint8Array,
  signature: Uint8Array,
): SignatureOutcome {
  if (!canMake(kind, scheme)) return "MISMATCHED";
  if (signature.length > MOST_SIGNATURE_BYTES) return "INVALID";
  try {
    return verify(scheme.digest, signed, { key, ...paddingOf(scheme) }, signature) ? "VALID" : "INVALID";
  } catch {
    // A signature that cannot even be read, or parameters that the key itself rules out.
    return "INVALID";
  }
}

/** Whether a signature by this key and digest proves little by today's measure. */
export function isWeak({ kind, bits }: SignerKey, digest: DigestName): boolean {
  return digest === "sha1" || (kind !== "EC" && bits < FEWEST_STRONG_RSA_BITS);
}

function signerKeyOf(key: KeyObject): SignerKey | null {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === "ec") {
    const bits = CURVES.get(details?.namedCurve ?? "");
    return bits === undefined ? null : { key, kind: "EC", bits };
  }
  if (type !== "rsa" && type !== "rsa-pss") return null;
  const bits = details?.modulusLength ?? 0;
  const exponent = details?.publicExponent ?? 0n;
  if (bits < FEWEST_RSA_BITS || bits > MOST_RSA_BITS || exponent < 3n || exponent >= 2n ** 64n) return null;
  return { key, kind: type === "rsa" ? "RSA" : "RSA_PSS", bits };
}

function canMake(kind: SignerKey["kind"], scheme: SignatureScheme): boolean {
  switch (scheme.kind) {
    case "ECDSA":
      return kind === "EC";
    case "RSA":
      return kind === "RSA";
    case "RSA_PSS":
      return kind !== "EC";
  }
}

function paddingOf(scheme: SignatureScheme): object {
  switch (scheme.kind) {
    case "ECDSA":
      return { dsaEncoding: scheme.isPlain ? "ieee-p1363" : "der" };
    case "RSA":
      return { padding: constants.RSA_PKCS1_PADDING };
    case "RSA_PSS":
      return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: scheme.saltLength };
  }
}
