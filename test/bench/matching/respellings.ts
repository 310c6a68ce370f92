import type { Random } from "../../../subgraphs/world/random.js";
import { capitalised } from "./tables.js";

/** How one Latin spelling of a sound is written by another office: each rule of a set applies to the whole word or not at all. */
export type Rules = readonly (readonly [RegExp, string])[];

const ENGLISH_ARABIC: Rules = [
  [/ou/g, "u"],
  [/dj/g, "j"],
  [/^el /g, "al-"],
  [/ei/g, "ay"],
  [/k(?!h)/g, "q"],
];
const FRENCH_ARABIC: Rules = [
  [/(?<![aeo])u(?![aeiou])/g, "ou"],
  [/j/g, "dj"],
  [/sh/g, "ch"],
  [/^al[ -]/g, "el "],
  [/ee/g, "i"],
  [/w/g, "ou"],
];
const GERMAN_ARABIC: Rules = [
  [/sh/g, "sch"],
  [/j/g, "dsch"],
  [/kh/g, "ch"],
  [/w/g, "w"],
];
const EGYPTIAN: Rules = [
  [/j/g, "g"],
  [/^al[ -]/g, "el-"],
  [/q/g, "k"],
  [/u(?=[^aeiou])/g, "o"],
];
const JOINED_ARTICLE: Rules = [[/^(al|el)[ -]/g, "$1"]];
const PERSIAN: Rules = [
  [/i(?=[^aeiou])/g, "e"],
  [/w/g, "v"],
  [/th/g, "s"],
];

const SETS: Readonly<Record<string, readonly Rules[]>> = {
  arabic: [ENGLISH_ARABIC, FRENCH_ARABIC, GERMAN_ARABIC, EGYPTIAN, JOINED_ARTICLE, PERSIAN],
  hebrew: [
    [
      [/ch/g, "h"],
      [/tz/g, "ts"],
      [/k(?!h)/g, "c"],
    ],
    [
      [/^h/g, "ch"],
      [/ts/g, "tz"],
      [/v/g, "w"],
    ],
    [
      [/ch/g, "kh"],
      [/ei/g, "e"],
      [/y/g, "j"],
    ],
    [
      [/i$/g, "y"],
      [/sh/g, "sch"],
      [/z(?!t)/g, "s"],
    ],
  ],
  hindi: [
    [
      [/ee/g, "i"],
      [/oo/g, "u"],
      [/w/g, "v"],
    ],
    [
      [/(?<![aeiou])i(?=[^aeiou])/g, "ee"],
      [/(?<![aeiou])u(?=[^aeiou])/g, "oo"],
    ],
    [
      [/v/g, "w"],
      [/sh/g, "s"],
      [/ph/g, "f"],
    ],
    [
      [/t(?![h])/g, "th"],
      [/ksh/g, "x"],
    ],
    [[/a(?=[^aeiouy]+[aeiou])/g, "aa"]],
  ],
  thai: [
    [
      [/ee/g, "i"],
      [/oo/g, "u"],
      [/j/g, "ch"],
      [/v/g, "w"],
      [/orn/g, "on"],
    ],
    [
      [/ph/g, "p"],
      [/th/g, "t"],
      [/kh/g, "k"],
    ],
    [
      [/^k(?!h)/g, "g"],
      [/(?<!a)i$/g, "ee"],
      [/ch/g, "j"],
    ],
    [
      [/on\b/g, "orn"],
      [/w/g, "v"],
      [/t$/g, "d"],
    ],
  ],
  hangul: [
    [
      [/hyeon/g, "hyun"],
      [/yeong/g, "young"],
      [/eo/g, "u"],
      [/ee/g, "i"],
    ],
    [
      [/oo/g, "u"],
      [/j/g, "ch"],
      [/g(?!$|[^aeiouy])/g, "k"],
      [/eo/g, "o"],
    ],
    [
      [/u(?!n?g)/g, "oo"],
      [/yeo/g, "you"],
      [/i$/g, "ee"],
    ],
    [
      [/^d/g, "t"],
      [/^b/g, "p"],
      [/^g/g, "k"],
    ],
  ],
};

/** The spelling by one of the rule sets of the language; the same word again where none of its rules meets it. */
export function respelled(latin: string, language: string, random: Random): string {
  const sets = SETS[language];
  if (sets === undefined) return latin;
  const rules = random.pick(sets);
  const plain = withoutMarks(latin.toLowerCase());
  return capitalised(plain.split(" ").length > 1 && language === "hangul" ? plain : apply(plain, rules));
}

export function apply(word: string, rules: Rules): string {
  return rules.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), word);
}

export function withoutMarks(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replaceAll("ı", "i")
    .normalize("NFC");
}

/** What ICAO 9303-3 §6 prints for national letters: ü as UE, or as U where the state so chooses. */
export function printed(latin: string, random: Random): string {
  const long: Readonly<Record<string, string>> = {
    ä: "ae",
    ö: "oe",
    ü: "ue",
    å: "aa",
    ø: "oe",
    æ: "ae",
    ß: "ss",
    ñ: "n",
    ð: "d",
    þ: "th",
    đ: "d",
    ı: "i",
    ł: "l",
  };
  const letters = random.chance(0.5) ? long : { ...long, ä: "a", ö: "o", ü: "u", å: "a", ø: "o" };
  return withoutMarks([...latin.toLowerCase()].map((letter) => letters[letter] ?? letter).join("")).toUpperCase();
}

/** Syllables of pinyin: as many initials and finals as it has. */
const PINYIN =
  /(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:i?a(?:ng|n|o|i)?|i?ong|ou|[iu]?e(?:ng|n|i|r)?|u(?:a(?:ng|n|i)?|o|i|n)?|i(?:ng|n|u)?|o)(?![aeiou])/g;

const WADE_GILES: Rules = [
  [/^zhi$/, "chih"],
  [/^chi$/, "chih"],
  [/^shi$/, "shih"],
  [/^zi$/, "tzu"],
  [/^ci$/, "tzu"],
  [/^si$/, "ssu"],
  [/^ri$/, "jih"],
  [/^zh/, "ch"],
  [/^j/, "ch"],
  [/^q/, "ch"],
  [/^x/, "hs"],
  [/^z/, "ts"],
  [/^c(?!h)/, "ts"],
  [/^b/, "p"],
  [/^d/, "t"],
  [/^g/, "k"],
  [/^r/, "j"],
  [/ong$/, "ung"],
  [/ian$/, "ien"],
  [/ie$/, "ieh"],
  [/ue$/, "ueh"],
  [/^yan$/, "yen"],
  [/^(k|h)e$/, "$1o"],
  [/^yi$/, "i"],
  [/^you$/, "yu"],
];

export function wadeGiles(latin: string): string {
  const syllables = withoutMarks(latin.toLowerCase()).match(PINYIN) ?? [latin];
  return capitalised(syllables.map((syllable) => apply(syllable, WADE_GILES)).join("-")).replace(
    /-(\p{L})/gu,
    (_, letter: string) => `-${letter.toLowerCase()}`,
  );
}
