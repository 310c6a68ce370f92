import { contentDigest } from "./content-digest.js";
import type { Key, Keys } from "./keys.js";
import type { CoveredComponent } from "./signature-base.js";
import { isGoodSignature, isTimely, readSignature, writeSignature } from "./signature-fields.js";

/** An answer as its source signs it. */
export interface SignedResponse {
  readonly status: number;
  readonly body: string | Uint8Array;
  /** Of the request that it answers: so no answer stands for another. */
  readonly nonce: string;
}

type ResponseHeader = "content-digest" | "signature-input" | "signature";

/** The headers of an answer that bind it to its source and to the request. @param now milliseconds since 1970 */
export function signResponse(
  key: Key,
  response: SignedResponse,
  now: number = Date.now(),
): Readonly<Record<ResponseHeader, string>> {
  const created = Math.floor(now / 1_000);
  const digest = contentDigest(response.body);
  return {
    "content-digest": digest,
    ...writeSignature(key, coveredByResponse(response.status, digest), { created, nonce: response.nonce }),
  };
}

/** Whether the source signed exactly this answer to exactly this request. @param now milliseconds since 1970 */
export async function isSignedResponse(
  keys: Keys,
  response: SignedResponse,
  headers: Readonly<Partial<Record<ResponseHeader, unknown>>>,
  now: number = Date.now(),
): Promise<boolean> {
  const { "signature-input": input, signature, "content-digest": digest } = headers;
  if (typeof input !== "string" || typeof signature !== "string") return false;
  const received = readSignature({ "signature-input": input, signature });
  if (received === null || received.terms.nonce !== response.nonce) return false;
  const key = keys.current.find(received.terms.keyid);
  if (key === undefined || !isTimely(received.terms, Math.floor(now / 1_000))) return false;
  if (digest !== contentDigest(response.body)) return false;
  return isGoodSignature(received, key, coveredByResponse(response.status, digest));
}

/** Which request an answer says that it answers; null where it has no signature that can be read. Proves nothing. */
export function nonceOfResponse(headers: Readonly<Partial<Record<ResponseHeader, unknown>>>): string | null {
  const { "signature-input": input, signature } = headers;
  if (typeof input !== "string" || typeof signature !== "string") return null;
  return readSignature({ "signature-input": input, signature })?.terms.nonce ?? null;
}

function coveredByResponse(status: number, digest: string): readonly CoveredComponent[] {
  return [
    ["@status", String(status)],
    ["content-digest", digest],
  ];
}
