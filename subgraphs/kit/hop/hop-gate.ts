import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";
import type { HopAuthority } from "./claims.js";
import { contentDigest } from "./content-digest.js";
import type { Keys } from "./keys.js";
import { Nonces } from "./nonces.js";
import { AUDIT_ID_HEADER, coveredByRequest, DEADLINE_HEADER, TOKEN_HEADER } from "./request-signature.js";
import { isGoodSignature, isTimely, readSignature } from "./signature-fields.js";
import { HopTokenVerifier } from "./token-verifier.js";

/** Why a request was refused: for the log alone, the caller is told nothing. */
export type HopRefusal =
  | "HEADERS_MISSING"
  | "SIGNATURE_UNREADABLE"
  | "SIGNATURE_UNTIMELY"
  | "UNKNOWN_KEY"
  | "BODY_CHANGED"
  | "SIGNATURE_WRONG"
  | "REPLAYED"
  | "TOKEN_REFUSED";

/** What a request that was let in says beside its body. */
export interface Admission extends HopAuthority {
  readonly sourcesMs: number;
  readonly auditId: string;
  /** What the signature of the answer repeats. */
  readonly nonce: string;
}

export type HopDecision =
  | { readonly admitted: true; readonly admission: Admission }
  | { readonly admitted: false; readonly reason: HopRefusal };

const headersSchema = z.object({
  [TOKEN_HEADER]: z.string(),
  [DEADLINE_HEADER]: z.string().regex(/^\d{1,6}$/),
  [AUDIT_ID_HEADER]: z.string().regex(/^[\w-]{1,64}$/),
  "content-digest": z.string(),
  "signature-input": z.string().max(1_024),
  signature: z.string().max(256),
});

export interface HopGateSettings {
  /** Whose requests are taken. */
  readonly issuer: string;
  /** The name of the part behind the gate. */
  readonly audience: string;
  /** Public Ed25519 keys of the issuer's tokens. */
  readonly tokenKeys: Keys;
  /** What verifies requests: secrets shared with the issuer alone, or the issuer's public Ed25519 keys. */
  readonly signatureKeys: Keys;
  /** Told, once a token, by which version of the policies the rights in it were decided. */
  readonly onPolicies?: ((version: string) => void) | undefined;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * Lets in what its issuer signed for this audience on an officer's authority, once, and nothing else. It reads the body
 * as bytes only: what is refused is never parsed.
 */
export class HopGate {
  readonly #tokens: HopTokenVerifier;
  readonly #signatureKeys: Keys;
  readonly #nonces: Nonces;
  readonly #now: () => number;

  constructor({ issuer, audience, tokenKeys, signatureKeys, onPolicies, now = Date.now }: HopGateSettings) {
    this.#tokens = new HopTokenVerifier({ issuer, audience, keys: tokenKeys, onPolicies });
    this.#signatureKeys = signatureKeys;
    this.#nonces = new Nonces(Math.floor(now() / 1_000));
    this.#now = now;
  }

  /** The cheap and the common first; the nonce is taken only from who holds a key, so that nobody else can fill the store. */
  async decide(request: {
    readonly method: string;
    readonly path: string;
    readonly headers: IncomingHttpHeaders;
    readonly body: Uint8Array;
  }): Promise<HopDecision> {
    const headers = headersSchema.safeParse(request.headers);
    if (!headers.success) return refused("HEADERS_MISSING");
    const given = headers.data;
    const received = readSignature(given);
    if (received === null) return refused("SIGNATURE_UNREADABLE");
    const { terms } = received;
    const now = Math.floor(this.#now() / 1_000);
    if (!isTimely(terms, now)) return refused("SIGNATURE_UNTIMELY");
    const key = this.#signatureKeys.current.find(terms.keyid);
    if (key === undefined) return refused("UNKNOWN_KEY");
    if (contentDigest(request.body) !== given["content-digest"]) return refused("BODY_CHANGED");
    const components = coveredByRequest({
      method: request.method,
      path: request.path,
      contentDigest: given["content-digest"],
      token: given[TOKEN_HEADER],
      sourcesMs: given[DEADLINE_HEADER],
      auditId: given[AUDIT_ID_HEADER],
    });
    if (!(await isGoodSignature(received, key, components))) return refused("SIGNATURE_WRONG");
    if (!this.#nonces.take(terms, now)) return refused("REPLAYED");
    const hop = await this.#tokens.read(given[TOKEN_HEADER], now);
    if (hop === null) return refused("TOKEN_REFUSED");
    const admission = {
      ...hop,
      sourcesMs: Number(given[DEADLINE_HEADER]),
      auditId: given[AUDIT_ID_HEADER],
      nonce: terms.nonce,
    };
    return { admitted: true, admission };
  }
}

function refused(reason: HopRefusal): HopDecision {
  return { admitted: false, reason };
}
