import { hash } from "node:crypto";

/** The `Content-Digest` field of a body: SHA-256 (RFC 9530 §2). */
export function contentDigest(body: string | Uint8Array): string {
  return `sha-256=:${hash("sha256", body, "base64")}:`;
}
