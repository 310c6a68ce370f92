import { exportJWK, generateKeyPair, SignJWT } from "jose";
import type { CryptoKey, JWK, JWTHeaderParameters } from "jose";

export const ISSUER = "https://issuer.example";
export const AUDIENCE = "urn:crosscheck:graph";

/** A key of an issuer: what it signs with, and what it shows. */
export interface SigningKey {
  readonly kid: string;
  readonly algorithm: string;
  readonly secret: CryptoKey;
  readonly shown: JWK;
}

export async function signingKey(kid: string, algorithm = "EdDSA"): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  return { kid, algorithm, secret: privateKey, shown: { ...(await exportJWK(publicKey)), kid, alg: algorithm } };
}

/** The claims of a good token, issued now. */
export function goodClaims(): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1_000);
  return {
    iss: ISSUER,
    aud: AUDIENCE,
    sub: "officer-1",
    client_id: "bureau",
    jti: "1",
    iat: now,
    exp: now + 600,
    country: "FRA",
    agency: "police",
    unit: "nice-airport",
    roles: ["border-guard"],
    scope: "check:run person:identity",
    clearance: "RESTRICTED",
    joint_investigations: ["jit-7"],
  };
}

/** A token of that key; a claim that is given as undefined is left out. */
export function sign(
  key: SigningKey,
  claims: Readonly<Record<string, unknown>> = {},
  header: Partial<JWTHeaderParameters> = {},
): Promise<string> {
  return new SignJWT({ ...goodClaims(), ...claims })
    .setProtectedHeader({ alg: key.algorithm, kid: key.kid, typ: "at+jwt", ...header })
    .sign(key.secret);
}
