import { hash, randomBytes } from "node:crypto";

const SALT_BYTES = 32;
const DOMAIN = Buffer.from("crosscheck-audit/v1 payload\n");

/** Makes a payload unguessable from its commitment: once the salt is erased with it, the commitment says nothing. */
export function newSalt(): Buffer {
  return randomBytes(SALT_BYTES);
}

/** What the log holds of a payload for ever: SHA-256 over a domain of its own, the salt (32 bytes), the payload's bytes. */
export function commitTo(salt: Buffer, payload: string): Buffer {
  return hash("sha256", Buffer.concat([DOMAIN, salt, Buffer.from(payload)]), "buffer");
}

export function isSalt(bytes: Buffer): boolean {
  return bytes.length === SALT_BYTES;
}
