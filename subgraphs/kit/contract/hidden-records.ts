import { hash } from "node:crypto";

/** More than these a source does not hide from one question: it answers that it failed. */
export const MOST_HIDDEN = 10_000;

/**
 * How a source says that it hides a record without saying which: who holds a copy can tell, nobody else can.
 * @param reference `FRA/12345`
 */
export function hiddenDigest(asked: string, reference: string): string {
  return hash("sha256", `${asked} ${reference}`, "base64url");
}
