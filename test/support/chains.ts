import type { Algorithm, Digest } from "./certificates.js";
import { createChain } from "./chip.js";
import type { Chain } from "./chip.js";

const rsa = (modulus: number, digest: Digest): Algorithm => ({ kind: "RSA", modulus, digest });
const pss = (modulus: number, digest: Digest): Algorithm => ({ kind: "RSA_PSS", modulus, digest });
const curve = (name: string, digest: Digest, explicit = false): Algorithm => ({
  kind: "ECDSA",
  curve: name,
  digest,
  explicit,
});

/** What states sign with, each way once, with every digest that ICAO 9303-12 allows. */
const WAYS: readonly (readonly [string, Algorithm, Digest, 0 | 1])[] = [
  ["RSA 2048, PKCS #1", rsa(2048, "sha256"), "sha256", 0],
  ["RSA 3072, PKCS #1", rsa(3072, "sha384"), "sha224", 0],
  ["RSA 4096, PKCS #1", rsa(4096, "sha512"), "sha512", 1],
  ["RSA 2048, PSS", pss(2048, "sha256"), "sha256", 0],
  ["P-224", curve("secp224r1", "sha224"), "sha224", 0],
  ["P-256", curve("prime256v1", "sha256"), "sha256", 1],
  ["P-384", curve("secp384r1", "sha384"), "sha384", 0],
  ["P-521", curve("secp521r1", "sha512"), "sha512", 0],
  ["P-256, parameters spelled out", curve("prime256v1", "sha256", true), "sha256", 0],
  ["brainpoolP256r1", curve("brainpoolP256r1", "sha256"), "sha256", 0],
  ["brainpoolP384r1", curve("brainpoolP384r1", "sha384"), "sha384", 1],
  ["brainpoolP512r1", curve("brainpoolP512r1", "sha512"), "sha512", 0],
  ["brainpoolP256r1, parameters spelled out", curve("brainpoolP256r1", "sha256", true), "sha256", 0],
  ["brainpoolP384r1, parameters spelled out", curve("brainpoolP384r1", "sha384", true), "sha384", 0],
  ["brainpoolP512r1, parameters spelled out", curve("brainpoolP512r1", "sha512", true), "sha512", 1],
];

export function createChains(): readonly Chain[] {
  return WAYS.map(([name, algorithm, digest, version]) => createChain(name, algorithm, digest, version));
}
