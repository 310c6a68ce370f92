/**
 * A pure function of a text that keeps its last answers: the same words of names come again and again, in records and in
 * questions. When it holds as many as it may, the one that was first worked out goes.
 */
export function remember<T>(work: (text: string) => T, most: number): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const answer = work(text);
    if (known.size >= most) for (const oldest of known.keys().take(1)) known.delete(oldest);
    known.set(text, answer);
    return answer;
  };
}
