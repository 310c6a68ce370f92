/** Shorter words must be the whole name: `sex` is in `essex`. */
const SHORTEST_WITHIN = 5;
/** One ideograph says as much as a word. */
const IDEOGRAPHS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const SHORTEST_IDEOGRAPHS_WITHIN = 2;

/** `Fecha_Nacimiento`, `fechaNacimiento` and `FECHA-NACIMIENTO` alike, without accents. */
export function plainName(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[^\p{L}\p{M}\p{N}]/gu, "")
    .replace(/\p{Script=Latin}\p{M}+/gu, (letters) => letters.charAt(0))
    .normalize("NFC")
    .toLowerCase()
    .replace(/ø/g, "o")
    .replace(/ł/g, "l")
    .replace(/ß/g, "ss")
    .replace(/ı/g, "i");
}

/** How surely a name means one of the words, 0 to 1: 1 where it is one, less where one is a part of it. */
export function likeness(name: string, words: string): number {
  const plain = plainName(name);
  const parts = new Set(
    name
      .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
      .split(/[^\p{L}\p{M}\p{N}]+/u)
      .map(plainName),
  );
  let best = 0;
  for (const word of words.split(" ")) {
    if (plain === word) return 1;
    if (parts.has(word)) best = Math.max(best, 0.7);
    const shortest = IDEOGRAPHS.test(word) ? SHORTEST_IDEOGRAPHS_WITHIN : SHORTEST_WITHIN;
    if (word.length >= shortest && plain.includes(word)) {
      best = Math.max(best, 0.6 + (0.3 * word.length) / plain.length);
    }
  }
  return best;
}

/** The graph's word for a code, by what it or the words beside it say; null where no word is known. */
export function wordOf(code: readonly string[], words: Readonly<Record<string, string>>): string | null {
  for (const said of code) {
    const plain = plainName(said);
    const found = Object.entries(words).find(
      ([word, list]) => plainName(word) === plain || list.split(" ").includes(plain),
    );
    if (found !== undefined) return found[0];
  }
  return null;
}
