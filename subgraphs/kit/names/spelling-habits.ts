import { remember } from "./remember.js";

/**
 * Offices write one sound in many ways: tsch, tch, cz and ch; dsch, dzh, dj and j; w and v; oo, ou and u. Each way is made one
 * here, the longest first, so that spellings of one sound in English, French, German, Polish and the norms fall together.
 * Capital letters stand for sounds that no single Latin letter has.
 */
const HABITS: readonly (readonly [RegExp, string])[] = [
  [/schtsch|szcz|shch|chtch/g, "S"],
  [/dsch|dzh|dj|dz|ds(?=[aeiouy])/g, "J"],
  [/tsch|tch|cz|ch/g, "C"],
  [/sch|sh|sz|zh/g, "S"],
  [/tz|ts/g, "Z"],
  [/kh/g, "h"],
  [/gh/g, "g"],
  [/ph/g, "f"],
  [/th/g, "t"],
  [/ck|q/g, "k"],
  [/c(?=[aoulr])/g, "k"],
  [/w/g, "v"],
  [/ee|ie(?=[^aeiou]|$)/g, "i"],
  [/[yj]/g, "i"],
];
/** French and English ou and oo are u; those of Japanese are a long o. */
const LONG_VOWELS: readonly (readonly [RegExp, string])[] = [
  [/oo|ou/g, "u"],
  [/oo|ou|oh(?![aeiou])/g, "o"],
];
/** What a scanner, or a hand in a hurry, makes of two letters. */
const MISREAD = /rn/g;

const MAX_REMEMBERED = 20_000;

/** The folded spellings of one romanised word, at most three, none twice. */
export const foldedSpellings = remember((form): readonly string[] => {
  const sounds = HABITS.reduce((text, [pattern, sound]) => text.replace(pattern, sound), form);
  const folded = LONG_VOWELS.map(([pattern, vowel]) => single(sounds.replace(pattern, vowel)));
  return [...new Set([...folded, single(sounds).replace(MISREAD, "m")])];
}, MAX_REMEMBERED);

function single(text: string): string {
  return text.replace(/(.)\1+/g, "$1");
}
