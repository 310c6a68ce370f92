import { randomUUID } from "node:crypto";
import type { HopAuthority, Needs } from "./claims.js";
import { contentDigest } from "./content-digest.js";
import type { Keys } from "./keys.js";
import { coveredByRequest } from "./request-signature.js";
import { writeSignature } from "./signature-fields.js";
import { HopTokenSigner } from "./token-signer.js";

export interface HopSenderSettings {
  /** Who asks: `gateway`, or a subgraph that asks a source. */
  readonly issuer: string;
  /** Who is asked, by name. */
  readonly audience: string;
  /** Private Ed25519 keys that sign tokens. */
  readonly tokenKeys: Keys;
  /** What signs requests: secrets that only this audience shares, or private Ed25519 keys towards a country. */
  readonly signatureKeys: Keys;
  /** What the audience needs to know of an officer's rights; all of them where it is absent. */
  readonly needs?: Needs | undefined;
  /** By which version of the policies rights are decided: `none` where it is absent. */
  readonly policyVersion?: string | undefined;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export interface HopRequest extends HopAuthority {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly sourcesMs: number;
  readonly auditId: string;
}

/** Writes the headers without which the audience answers nobody. */
export class HopSender {
  readonly #tokens: HopTokenSigner;
  readonly #signatureKeys: Keys;
  readonly #now: () => number;

  constructor({ signatureKeys, tokenKeys, now = Date.now, ...token }: HopSenderSettings) {
    this.#tokens = new HopTokenSigner({ ...token, keys: tokenKeys });
    this.#signatureKeys = signatureKeys;
    this.#now = now;
  }

  /** With the nonce beside them, which the signature of the answer repeats. */
  sign(request: HopRequest): { readonly headers: Readonly<Record<string, string>>; readonly nonce: string } {
    const nonce = randomUUID();
    return { headers: this.#headersFor(request, nonce), nonce };
  }

  headersFor(request: HopRequest): Readonly<Record<string, string>> {
    return this.sign(request).headers;
  }

  #headersFor(request: HopRequest, nonce: string): Readonly<Record<string, string>> {
    const created = Math.floor(this.#now() / 1_000);
    const components = coveredByRequest({
      ...request,
      contentDigest: contentDigest(request.body),
      token: this.#tokens.tokenFor(request, created),
      sourcesMs: String(request.sourcesMs),
    });
    const key = this.#signatureKeys.current.signing(created);
    return {
      ...Object.fromEntries(components.filter(([name]) => !name.startsWith("@"))),
      ...writeSignature(key, components, { created, nonce }),
    };
  }
}
