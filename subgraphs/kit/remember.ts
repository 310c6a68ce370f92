/**
 * A pure function of a text that keeps its last answers, at least `most` and at most twice as many: the same words of names
 * come in record after record. An answer goes once as many others came since it was asked for; to note each time which was
 * asked for last would take longer than most of what is remembered.
 */
export function remember<T>(work: (text: string) => T, most: number): (text: string) => T {
  let newer = new Map<string, { readonly value: T }>();
  let older = new Map<string, { readonly value: T }>();
  return (text) => {
    const known = newer.get(text);
    if (known !== undefined) return known.value;
    const kept = older.get(text) ?? { value: work(text) };
    if (newer.size >= most) [older, newer] = [newer, new Map()];
    newer.set(text, kept);
    return kept.value;
  };
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
