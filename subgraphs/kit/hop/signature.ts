import { createHmac, sign, timingSafeEqual, verify } from "node:crypto";
import type { KeyObject } from "node:crypto";

/** The names of RFC 9421 §6.2. */
export const SIGNATURE_ALGORITHMS = ["hmac-sha256", "ed25519"] as const;
export type SignatureAlgorithm = (typeof SIGNATURE_ALGORITHMS)[number];

/** What a key signs with follows from the key, so that no message can choose (RFC 9421 §7.3.6). */
export function algorithmOf(key: KeyObject): SignatureAlgorithm {
  return key.type === "secret" ? "hmac-sha256" : "ed25519";
}

/** The signature of a signature base, in base64. */
export function signBase(key: KeyObject, base: string): string {
  if (key.type === "secret") return createHmac("sha256", key).update(base).digest("base64");
  return sign(null, Buffer.from(base), key).toString("base64");
}

/**
 * Whether the signature is of this base and key. In time that does not tell how much of it is right. Ed25519 is verified on
 * another thread: the answers of 194 countries come at once, and would hold up every other request meanwhile.
 */
export async function isSignatureOf(key: KeyObject, base: string, signature: string): Promise<boolean> {
  const given = Buffer.from(signature, "base64");
  // The reader of base64 is lenient: one signature must not have several texts.
  if (given.toString("base64") !== signature) return false;
  if (key.type !== "secret") return isEd25519(key, Buffer.from(base), given);
  const right = createHmac("sha256", key).update(base).digest();
  return given.length === right.length && timingSafeEqual(given, right);
}

function isEd25519(key: KeyObject, base: Uint8Array, signature: Uint8Array): Promise<boolean> {
  return new Promise((resolve, reject) => {
    verify(null, base, key, signature, (error, isGood) => (error === null ? resolve(isGood) : reject(error)));
  });
}
