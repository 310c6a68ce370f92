import { remember } from "../remember.js";

/** Of two that have fewer in common too many are alike. */
const LEAST_CONSONANTS = 3;
const MAX_REMEMBERED = 20_000;

/** Begins with Abd, the article and a word, or ends with the article and Din, whose d is doubled, hardened or both in many languages. */
const BOUND = /^ab+[aei]?d[aeiou]+[^aeiou]+[aeiou]|[aeiou][^aeiou]+[aeiou]{1,2}l?(?:d{1,2}|t{1,2})(?:i|ee|ie|y)n+e?$/;
/** The article's l before a sun letter, which it turns into; an office writes the one or the other. */
const ASSIMILATED = /(?<=[aeiou])l(?=[dtszrn]|[sc]h)/g;

/** English, French, German, Turkish and Persian ways of one Arabic consonant, the longest first. */
const CONSONANTS: readonly (readonly [RegExp, string])[] = [
  [/tsch|tch|sch|sh|ch/g, "s"],
  [/dsch|dzh|dj|gh|g|c(?=[eiy])/g, "j"],
  [/kh|ck|q|c/g, "k"],
  [/ph/g, "f"],
  [/[td]h|d/g, "t"],
  [/[wu]?w/g, "v"],
  [/z/g, "s"],
  [/p/g, "b"],
];
/** An h that begins a word of the compound is heard: Abd al-Hai is not Abdullah. */
const MUTE = /(?<![^aeiouy])h|[aeiouy]/g;

/**
 * The consonants of a compound that the Arabic article binds, however its parts are run together and whatever vowels an
 * office hears: Shams al-Din, Chemseddine and Şemsettin have the same. Null for any other word.
 */
export const compoundSounds = remember((word): string | null => {
  if (!BOUND.test(word)) return null;
  const written = CONSONANTS.reduce(
    (text, [pattern, sound]) => text.replace(pattern, sound),
    word.replace(ASSIMILATED, ""),
  );
  const heard = written.replace(/(.)\1+/g, "$1").replace(MUTE, "");
  return heard.length < LEAST_CONSONANTS ? null : heard;
}, MAX_REMEMBERED);
