/** A writing system the matcher tells apart; OTHER is any writing it has no table for. */
export type Script =
  | "LATIN"
  | "CYRILLIC"
  | "GREEK"
  | "ARABIC"
  | "HEBREW"
  | "DEVANAGARI"
  | "THAI"
  | "GEORGIAN"
  | "ARMENIAN"
  | "HANGUL"
  | "KANA"
  | "HAN"
  | "OTHER";

/** Unicode Script property, UAX #24. Kana stands before Han: a text mixing both is Japanese, and its kana can be read aloud. */
const PATTERNS: readonly (readonly [Script, RegExp])[] = [
  ["LATIN", /\p{Script=Latin}/gu],
  ["CYRILLIC", /\p{Script=Cyrillic}/gu],
  ["GREEK", /\p{Script=Greek}/gu],
  ["ARABIC", /\p{Script=Arabic}/gu],
  ["HEBREW", /\p{Script=Hebrew}/gu],
  ["DEVANAGARI", /\p{Script=Devanagari}/gu],
  ["THAI", /\p{Script=Thai}/gu],
  ["GEORGIAN", /\p{Script=Georgian}/gu],
  ["ARMENIAN", /\p{Script=Armenian}/gu],
  ["HANGUL", /\p{Script=Hangul}/gu],
  ["KANA", /[\p{Script=Hiragana}\p{Script=Katakana}ー]/gu],
  ["HAN", /\p{Script=Han}/gu],
];

const ASCII_LETTER = /[A-Za-z]/;
const ASCII_ONLY = /^[\x20-\x7e]*$/;

/** The script most letters of `text` are in, or null when it holds no letter at all. */
export function scriptOf(text: string): Script | null {
  if (ASCII_ONLY.test(text)) return ASCII_LETTER.test(text) ? "LATIN" : null;
  let best: Script | null = null;
  let most = 0;
  for (const [script, pattern] of PATTERNS) {
    const count = text.match(pattern)?.length ?? 0;
    if (count <= most) continue;
    best = script;
    most = count;
  }
  return best ?? (/\p{L}/u.test(text) ? "OTHER" : null);
}

/** Scripts that write consonants and leave most short vowels out. */
export function isAbjad(script: Script | null): boolean {
  return script === "ARABIC" || script === "HEBREW";
}

/** Scripts whose consonants carry a vowel that the transliteration does not always show. */
export function hidesVowels(script: Script | null): boolean {
  return script === "DEVANAGARI" || script === "THAI" || script === "OTHER";
}
