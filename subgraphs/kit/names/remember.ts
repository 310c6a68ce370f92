import { LeastRecentlyUsed } from "../least-recently-used.js";

/** A pure function of a text that keeps its last answers: the same words of names come in record after record. */
export function remember<T>(work: (text: string) => T, most: number): (text: string) => T {
  const known = new LeastRecentlyUsed<T>(most);
  return (text) => known.getOr(text, () => work(text));
}
