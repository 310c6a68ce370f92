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
  ["LATIN", /\p{Script=Latin}/u],
  ["CYRILLIC", /\p{Script=Cyrillic}/u],
  ["GREEK", /\p{Script=Greek}/u],
  ["ARABIC", /\p{Script=Arabic}/u],
  ["HEBREW", /\p{Script=Hebrew}/u],
  ["DEVANAGARI", /\p{Script=Devanagari}/u],
  ["THAI", /\p{Script=Thai}/u],
  ["GEORGIAN", /\p{Script=Georgian}/u],
  ["ARMENIAN", /\p{Script=Armenian}/u],
  ["HANGUL", /\p{Script=Hangul}/u],
  ["KANA", /[\p{Script=Hiragana}\p{Script=Katakana}ー]/u],
  ["HAN", /\p{Script=Han}/u],
];

/** By code point: which pattern it has, counted from 1; past the last one where it has none; 0 where nobody has looked yet. */
const PATTERN_OF = new Uint8Array(0x11_0000);
const NO_PATTERN = PATTERNS.length + 1;

function patternOf(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  const known = PATTERN_OF[point] ?? 0;
  if (known !== 0) return known;
  const index = PATTERNS.findIndex(([, pattern]) => pattern.test(character));
  return (PATTERN_OF[point] = index === -1 ? NO_PATTERN : index + 1);
}

const ASCII_LETTER = /[A-Za-z]/;
const ASCII_ONLY = /^[\x20-\x7e]*$/;

/** How many letters of a text have each pattern: one for all texts, which are counted one after the other, time and again. */
const COUNTS = new Uint16Array(NO_PATTERN + 1);

/** The script most letters of `text` are in, or null when it holds no letter at all. */
export function scriptOf(text: string): Script | null {
  if (ASCII_ONLY.test(text)) return ASCII_LETTER.test(text) ? "LATIN" : null;
  COUNTS.fill(0);
  for (const character of text) {
    const pattern = patternOf(character);
    COUNTS[pattern] = (COUNTS[pattern] ?? 0) + 1;
  }
  let best: Script | null = null;
  let most = 0;
  for (let index = 0; index < PATTERNS.length; index += 1) {
    const count = COUNTS[index + 1] ?? 0;
    if (count <= most) continue;
    best = PATTERNS[index]?.[0] ?? null;
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
