import { LeastRecentlyUsed } from "./least-recently-used.js";

/** A pure function of a text that keeps its last answers: the same words of names come in record after record. */
export function remember<T>(work: (text: string) => T, most: number): (text: string) => T {
  const known = new LeastRecentlyUsed<T>(most);
  return (text) => known.getOr(text, () => work(text));
}

/** The same of an object that does not change, kept as long as the object is: a question, which every source is asked. */
export function rememberBeside<Key extends object, T>(work: (key: Key) => T): (key: Key) => T {
  const known = new WeakMap<Key, { readonly value: T }>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before.value;
    const value = work(key);
    known.set(key, { value });
    return value;
  };
}
