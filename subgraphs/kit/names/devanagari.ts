const CONSONANTS: Readonly<Record<string, string>> = {
  क: "k",
  ख: "kh",
  ग: "g",
  घ: "gh",
  ङ: "n",
  च: "ch",
  छ: "chh",
  ज: "j",
  झ: "jh",
  ञ: "n",
  ट: "t",
  ठ: "th",
  ड: "d",
  ढ: "dh",
  ण: "n",
  त: "t",
  थ: "th",
  द: "d",
  ध: "dh",
  न: "n",
  प: "p",
  फ: "ph",
  ब: "b",
  भ: "bh",
  म: "m",
  य: "y",
  र: "r",
  ल: "l",
  ळ: "l",
  व: "v",
  श: "sh",
  ष: "sh",
  स: "s",
  ह: "h",
};

const VOWELS: Readonly<Record<string, string>> = {
  अ: "a",
  आ: "a",
  इ: "i",
  ई: "i",
  उ: "u",
  ऊ: "u",
  ऋ: "ri",
  ए: "e",
  ऐ: "ai",
  ओ: "o",
  औ: "au",
  "ा": "a",
  "ि": "i",
  "ी": "i",
  "ु": "u",
  "ू": "u",
  "ृ": "ri",
  "े": "e",
  "ै": "ai",
  "ो": "o",
  "ौ": "au",
};

const VIRAMA = "्";
const NUKTA = "़";
const INHERENT = "@";
const SIGN = /[\u093e-\u094c]/;

function sound(letters: readonly string[], index: number): string {
  const letter = letters[index] ?? "";
  const consonant = CONSONANTS[letter];
  if (consonant === undefined) return VOWELS[letter] ?? (letter === "ं" || letter === "ँ" ? "n" : "");
  const next = letters[index + 1] ?? "";
  return next === VIRAMA || SIGN.test(next) ? consonant : consonant + INHERENT;
}

/**
 * The Latin forms of a Devanagari text after the Hunterian system: with every inherent vowel but the last, and with those
 * dropped that Hindi does not speak between two syllables. Marathi, Nepali and Sanskrit names also keep the last.
 */
export function romaniseDevanagari(text: string): readonly string[] {
  const letters = [...text.normalize("NFD").replaceAll(NUKTA, "")];
  const marked = letters.map((_, index) => sound(letters, index)).join("");
  const full = marked.replaceAll(INHERENT, "a");
  const withoutLast = marked.replace(/@$/, "").replaceAll(INHERENT, "a");
  const spoken = marked
    .replace(/@$/, "")
    .replace(/([aeiou@][^aeiou@]h?)@(?=[^aeiou@]h?[aeiou])/g, "$1")
    .replaceAll(INHERENT, "a");
  return [withoutLast, spoken, full, spoken.replaceAll("v", "w")];
}
