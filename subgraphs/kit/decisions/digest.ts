import { hash } from "node:crypto";

/** SHA-256 over words, hexadecimal; no two lists of words are written alike. */
export function digestOf(...words: readonly string[]): string {
  return hash("sha256", JSON.stringify(words));
}
