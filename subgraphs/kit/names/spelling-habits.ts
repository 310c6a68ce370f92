import { remember } from "../remember.js";

/**
 * Offices write one sound in many ways: tsch, tch, cz and ch; dsch, dzh, dj and j; w and v; oo, ou and u. Each way is made one
 * here, the longest first, so that spellings of one sound in English, French, German, Polish and the norms fall together.
 * Capital letters stand for sounds that no single Latin letter has.
 */
const HABITS: readonly (readonly [RegExp, string])[] = [
  [/schtsch|szcz|shch|chtch/g, "S"],
  [/dsch|dzh|dj|dz|ds(?=[aeiouy])/g, "J"],
  [/tsch|tch|cz/g, "C"],
  [/sch|sh|sz|zh/g, "S"],
  [/ch/g, "C"],
  [/tz|ts/g, "Z"],
  [/kh/g, "h"],
  [/gh/g, "g"],
  [/ph/g, "f"],
  [/th/g, "t"],
  [/ck|q/g, "k"],
  [/c(?=[aoulr])/g, "k"],
  [/w/g, "v"],
  [/ee|ie(?=[^aeiou]|$)/g, "i"],
  [/y/g, "i"],
];
/** German j is a glide; English and French j is the sound of dj. */
const READINGS_OF_J = ["i", "J"];
/** French and English ou and oo are u; those of Japanese are a long o. */
const LONG_VOWELS: readonly (readonly [RegExp, string])[] = [
  [/oo|ou/g, "u"],
  [/oo|ou|oh(?![aeiou])/g, "o"],
];
/** What a scanner, or a hand in a hurry, makes of two letters. */
const MISREAD = /rn/g;

const MAX_REMEMBERED = 20_000;

/** The folded spellings of one romanised word, at most six, none twice. */
export const foldedSpellings = remember((form): readonly string[] => {
  const sounds = HABITS.reduce((text, [pattern, sound]) => text.replace(pattern, sound), form);
  const folded = READINGS_OF_J.map((sound) => sounds.replaceAll("j", sound)).flatMap((text) => [
    ...LONG_VOWELS.map(([pattern, vowel]) => single(text.replace(pattern, vowel))),
    single(text).replace(MISREAD, "m"),
  ]);
  return [...new Set(folded)];
}, MAX_REMEMBERED);

/** Letters that no habit takes away or adds. */
const KEPT = "abglx";

/** Which of the letters that folding keeps a word has: words with the same folded spelling have the same. */
export function keptLetters(form: string): number {
  let kept = 0;
  for (const [index, letter] of [...KEPT].entries()) if (form.includes(letter)) kept |= 1 << index;
  return kept;
}

function single(text: string): string {
  return text.replace(/(.)\1+/g, "$1");
}
