import { randomUUID, sign } from "node:crypto";
import { BoundedMap } from "./bounded-map.js";
import { claimsOf, HOP_TOKEN_TYPE } from "./claims.js";
import type { HopAuthority, Needs } from "./claims.js";
import type { Key, Keys } from "./keys.js";
import { TOKEN_LIFE_S, TOKEN_RESERVE_S } from "./times.js";

/** As many tokens are kept for use again: one for each officer with one justification. */
const MOST_TOKENS = 10_000;

interface SignedToken {
  readonly text: string;
  readonly keyId: string;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

/**
 * Writes the tokens that tell one audience on whose authority it is asked. A token is signed once for an officer and a
 * justification and sent again until shortly before its end.
 */
export class HopTokenSigner {
  readonly #issuer: string;
  readonly #audience: string;
  readonly #keys: Keys;
  readonly #needs: Needs | undefined;
  readonly #policyVersion: string;
  readonly #tokens = new BoundedMap<string, SignedToken>(MOST_TOKENS);

  constructor(settings: {
    readonly issuer: string;
    readonly audience: string;
    /** Private Ed25519 keys. */
    readonly keys: Keys;
    readonly needs?: Needs | undefined;
    readonly policyVersion?: string | undefined;
  }) {
    this.#issuer = settings.issuer;
    this.#audience = settings.audience;
    this.#keys = settings.keys;
    this.#needs = settings.needs;
    this.#policyVersion = settings.policyVersion ?? "none";
  }

  /** A JWT signed with EdDSA (RFC 8037). @param now seconds since 1970 */
  tokenFor(hop: HopAuthority, now: number): string {
    const key = this.#keys.current.signing(now);
    const claims = claimsOf(hop, this.#needs);
    const name = JSON.stringify(claims);
    const known = this.#tokens.get(name);
    if (known !== undefined && known.keyId === key.id && known.expiresAt - now >= TOKEN_RESERVE_S) return known.text;
    const expiresAt = now + TOKEN_LIFE_S;
    const text = writeToken(key, {
      iss: this.#issuer,
      aud: this.#audience,
      iat: now,
      nbf: now,
      exp: expiresAt,
      jti: randomUUID(),
      policyVersion: this.#policyVersion,
      authority: claims,
    });
    this.#tokens.set(name, { text, keyId: key.id, expiresAt });
    return text;
  }
}

function writeToken({ id, key }: Key, payload: Readonly<Record<string, unknown>>): string {
  const header = { alg: "EdDSA", kid: id, typ: HOP_TOKEN_TYPE };
  const signed = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  return `${signed}.${sign(null, Buffer.from(signed), key).toString("base64url")}`;
}
