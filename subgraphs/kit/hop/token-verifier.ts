import { jwtVerify } from "jose";
import { BoundedMap } from "./bounded-map.js";
import { authorityOf, HOP_TOKEN_TYPE, hopClaimsSchema } from "./claims.js";
import type { HopAuthority } from "./claims.js";
import type { Keys, KeySet } from "./keys.js";
import { CLOCK_SKEW_S } from "./times.js";

/** As many tokens that were found good are remembered. */
const MOST_TOKENS = 10_000;

interface GoodToken {
  readonly hop: HopAuthority;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

/** Reads the tokens that one issuer writes for one audience. A token is verified once and then known by its exact text. */
export class HopTokenVerifier {
  readonly #issuer: string;
  readonly #audience: string;
  readonly #keys: Keys;
  readonly #onPolicies: (version: string) => void;
  readonly #good = new BoundedMap<string, GoodToken>(MOST_TOKENS);
  /** The keys that the remembered tokens were verified with: once a key is gone, so is what it signed. */
  #keySet: KeySet;

  constructor(settings: {
    readonly issuer: string;
    readonly audience: string;
    /** Public Ed25519 keys. */
    readonly keys: Keys;
    /** Told, once a token, by which version of the policies the rights in it were decided. */
    readonly onPolicies?: ((version: string) => void) | undefined;
  }) {
    this.#issuer = settings.issuer;
    this.#audience = settings.audience;
    this.#keys = settings.keys;
    this.#onPolicies = settings.onPolicies ?? (() => {});
    this.#keySet = settings.keys.current;
  }

  /** Null for whatever is not a token of this issuer for this audience at this time. @param now seconds since 1970 */
  async read(token: string, now: number): Promise<HopAuthority | null> {
    const keySet = this.#keys.current;
    if (keySet !== this.#keySet) {
      this.#good.clear();
      this.#keySet = keySet;
    }
    const known = this.#good.get(token);
    if (known !== undefined) return now < known.expiresAt + CLOCK_SKEW_S ? known.hop : null;
    const good = await this.#verify(token, keySet, now);
    if (good === null) return null;
    // Unless the keys have changed meanwhile.
    if (keySet === this.#keySet) this.#good.set(token, good);
    return good.hop;
  }

  async #verify(token: string, keySet: KeySet, now: number): Promise<GoodToken | null> {
    try {
      const { payload } = await jwtVerify(token, ({ kid }) => keyObjectOf(keySet, kid), {
        algorithms: ["EdDSA"],
        typ: HOP_TOKEN_TYPE,
        issuer: this.#issuer,
        audience: this.#audience,
        clockTolerance: CLOCK_SKEW_S,
        currentDate: new Date(now * 1_000),
      });
      const { authority, exp, policyVersion } = hopClaimsSchema.parse(payload);
      this.#onPolicies(policyVersion);
      return { hop: authorityOf(authority), expiresAt: exp };
    } catch {
      // Every reason is the same refusal, and its message could quote a claim.
      return null;
    }
  }
}

function keyObjectOf(keySet: KeySet, kid: string | undefined) {
  const key = kid === undefined ? undefined : keySet.find(kid);
  if (key === undefined) throw new Error("No such key.");
  return key.key;
}
