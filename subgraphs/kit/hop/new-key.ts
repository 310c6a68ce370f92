import { generateKeyPairSync, randomBytes } from "node:crypto";
import { rename, writeFile } from "node:fs/promises";
import type { z } from "zod";
import type { privateKeysSchema } from "./keys.js";

export type PrivateJwk = z.output<typeof privateKeysSchema>["keys"][number];
export type PublicJwk = Omit<PrivateJwk, "d">;

/** A new Ed25519 key that signs. @param from when it begins to, seconds since 1970 */
export function newSigningKey(owner: string, from: number): PrivateJwk {
  const { x = "", d = "" } = generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" });
  return { kty: "OKP", crv: "Ed25519", alg: "EdDSA", use: "sig", kid: newKeyId(owner), nbf: from, x, d };
}

/** The half of a key that verifies. */
export function publicHalf({ d: _private, ...publicKey }: PrivateJwk): PublicJwk {
  return publicKey;
}

export function newKeyId(owner: string): string {
  return `${owner}-${randomBytes(4).toString("hex")}`;
}

/** Writes a set of keys in one step: whoever reads meanwhile reads the old or the new. */
export async function writeKeys(path: string, jwks: object, mode: number): Promise<void> {
  await writeFile(`${path}.new`, `${JSON.stringify(jwks, null, 2)}\n`, { mode });
  await rename(`${path}.new`, path);
}
