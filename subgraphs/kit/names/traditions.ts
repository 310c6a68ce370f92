import { isKoreanFamilyName } from "./hangul.js";
import type { NamePart } from "./parts.js";
import { remember, rememberBeside } from "../remember.js";

/**
 * Readings: what a Latin spelling may stand for in a tradition that has several systems of romanisation, all of which spell
 * other names with the same letters. A reading counts only where every part of the name belongs to the tradition. Two parts
 * that share a reading are spellings of one name.
 */
const MOST_READINGS = 8;

type Read = (form: string) => readonly string[];

/** Words whose readings are kept, for each tradition. */
const MAX_REMEMBERED = 20_000;

/** Finals of pinyin, and of Wade-Giles where they differ. */
const FINALS =
  "a ai an ang ao e ei en eng er i ia ian iang iao ie in ing iong iu o ong ou u ua uai uan uang ue ui un uo ien ih ieh ueh ung uei";
const FINAL = FINALS.split(" ").toSorted((a, b) => b.length - a.length);
const SYLLABLE = new RegExp(
  `^(?:(?<initial>zh|ch|sh|hs|ts|tz|ss|[bpmfdtnlgkhjqxrzcsyw])?(?<final>${FINAL.join("|")}))(?![aeiou])`,
);
/** Initials that Wade-Giles, its apostrophes lost, writes for two or four of pinyin. */
const INITIALS: Readonly<Record<string, string>> = {
  hs: "x",
  ts: "z c",
  tz: "z c",
  ss: "s",
  k: "k g",
  p: "p b",
  t: "t d",
  j: "j r",
};
const PINYIN_FINALS: Readonly<Record<string, string>> = {
  ien: "ian",
  ieh: "ie",
  ueh: "ue",
  ung: "ong",
  ih: "i",
  uei: "ui",
};
/** Syllables that Wade-Giles writes by no rule. */
const WHOLE: Readonly<Record<string, string>> = {
  i: "yi",
  yen: "yan",
  yu: "yu you",
  jih: "ri",
  ko: "ge ke",
  ho: "he",
  o: "e",
  tzu: "zi ci",
  ssu: "si",
  szu: "si",
  chih: "zhi chi",
};

/** What a syllable may be in pinyin, whichever of the two systems it is written in. */
function chineseSyllable(initial: string, final: string): readonly string[] {
  const whole = WHOLE[initial + final];
  if (whole !== undefined) return whole.split(" ");
  const plain = PINYIN_FINALS[final] ?? final;
  const initials = initial === "ch" ? initialsOfCh(plain) : (INITIALS[initial]?.split(" ") ?? [initial]);
  return initials.map((letters) => letters + plain);
}

/** Before i and what begins with it, and before the rounded u, ch is j or q. */
function initialsOfCh(final: string): readonly string[] {
  if (final === "i") return ["ch", "j", "q"];
  if (final.startsWith("i")) return ["j", "q"];
  return /^u(?:an|e|n)?$/.test(final) ? ["zh", "ch", "j", "q"] : ["zh", "ch"];
}

const readChinese: Read = remember((form) => {
  let readings: readonly string[] = [""];
  let rest = form;
  for (let count = 0; rest !== ""; count += 1) {
    const match = SYLLABLE.exec(rest);
    if (match === null || count === 3) return [];
    const { initial = "", final = "" } = match.groups ?? {};
    readings = combine(readings, chineseSyllable(initial, final));
    rest = rest.slice(match[0].length);
  }
  return readings;
}, MAX_REMEMBERED);

const KOREAN =
  /^(?<lead>kk|tt|pp|ss|jj|tch|sh|ch|[gkndtrlmbpsjh])?(?<vowel>yae|yeo|you|yoo|wae|woo|yuh|yu|yo|ya|ye|wa|wo|we|wi|ae|ai|eo|eu|oo|oe|oi|ou|uh|ui|ee|a|e|i|o|u)(?<tail>ng|n|k|g|m|l|p|b|t|h)?(?![aeiouy]|w[aeiou])/;
const LEADS: Readonly<Record<string, string>> = {
  g: "k",
  kk: "k",
  d: "t",
  tt: "t",
  b: "p",
  pp: "p",
  j: "c",
  jj: "c",
  ch: "c",
  tch: "c",
  ss: "s",
  sh: "s",
  l: "r",
};
/** What each spelling of a vowel may stand for in the Revised Romanization. */
const VOWELS: Readonly<Record<string, string>> = {
  u: "u eo eu",
  o: "o eo",
  oo: "u",
  woo: "u",
  ou: "eo",
  uh: "eo",
  yu: "yu yeo",
  yo: "yo yeo",
  yoo: "yu",
  you: "yeo",
  yuh: "yeo",
  ee: "i",
  ai: "ae",
  e: "e ae",
  oi: "oe",
};
const TAILS: Readonly<Record<string, string>> = { g: "k", b: "p", h: "" };

const readKorean: Read = remember((form) => {
  let readings: readonly string[] = [""];
  let rest = form;
  for (let count = 0; rest !== ""; count += 1) {
    const match = KOREAN.exec(rest);
    if (match === null || count === 3) return [];
    const { lead = "", vowel = "", tail = "" } = match.groups ?? {};
    const vowels = VOWELS[vowel]?.split(" ") ?? [vowel];
    const end = TAILS[tail] ?? tail;
    readings = combine(
      readings,
      vowels.map((sound) => `${LEADS[lead] ?? lead}${sound}${end}`),
    );
    rest = rest.slice(match[0].length);
  }
  return readings;
}, MAX_REMEMBERED);

/** Kunrei to Hepburn, and every long vowel short. */
const HEPBURN: readonly (readonly [RegExp, string])[] = [
  [/ou|oo|oh(?![aeiouy])/g, "o"],
  [/uu/g, "u"],
  [/sy/g, "sh"],
  [/ty/g, "ch"],
  [/zy|jy/g, "j"],
  [/si/g, "shi"],
  [/ti/g, "chi"],
  [/tu/g, "tsu"],
  [/(?<![sc])hu/g, "fu"],
  [/[zd]i/g, "ji"],
];
const JAPANESE =
  /^(?:(?:[kgsztdnhbpmrfwyj]|[kgnhbpmrszt]y|sh|ch|ts)?[aeiou]|n(?![aeiou])|(?<=[aeiou])h(?![aeiou])|([kstp])(?=\1))+$/;

const readJapanese: Read = remember(
  (form) =>
    JAPANESE.test(form) ? [HEPBURN.reduce((text, [pattern, letters]) => text.replace(pattern, letters), form)] : [],
  MAX_REMEMBERED,
);

/** Eastern and Western Armenian exchange voiced and unvoiced consonants. */
const ARMENIAN: readonly (readonly [RegExp, string])[] = [
  [/dz|ts|tz/g, "Z"],
  [/dj|ch|j/g, "C"],
  [/ou/g, "u"],
  [/ss/g, "s"],
  [/iants?$|yants?$/g, "ian"],
  [/gh/g, "G"],
  [/kh/g, "H"],
  [/b/g, "p"],
  [/g/g, "k"],
  [/d/g, "t"],
  [/^ye/g, "e"],
  [/y/g, "i"],
];
const ARMENIAN_FAMILY = /[iy]ants?$/;

const readArmenian: Read = (form) => [ARMENIAN.reduce((text, [pattern, sound]) => text.replace(pattern, sound), form)];

function combine(starts: readonly string[], ends: readonly string[]): readonly string[] {
  return starts.flatMap((start) => ends.map((end) => start + end)).slice(0, MOST_READINGS);
}

/** What one word may stand for in a tradition, each with its mark. */
type ReadWord = (forms: readonly string[]) => readonly string[];

function wordsOf(mark: string, read: Read): ReadWord {
  return rememberBeside((forms: readonly string[]) =>
    [...new Set(usual(forms).flatMap(read))].map((text) => mark + text),
  );
}

const readChineseWord = wordsOf("zh:", readChinese);
const readKoreanWord = wordsOf("ko:", readKorean);
const readJapaneseWord = wordsOf("ja:", readJapanese);
const readArmenianWord = wordsOf("hy:", readArmenian);
const isKorean = rememberBeside((forms: readonly string[]) => usual(forms).some(isKoreanFamilyName));
const isArmenian = rememberBeside((forms: readonly string[]) =>
  usual(forms).some((form) => ARMENIAN_FAMILY.test(form)),
);

function usual(forms: readonly string[]): readonly string[] {
  return forms.slice(0, 3);
}

/** The readings of every part; null where one of them does not belong to the tradition. */
function readEach(parts: readonly NamePart[], read: ReadWord): readonly (readonly string[])[] | null {
  const readings: (readonly string[])[] = [];
  for (const { forms } of parts) {
    const its = read(forms);
    if (its.length === 0) return null;
    readings.push(its);
  }
  return readings;
}

/** The readings of each part, in the parts' order: those of every tradition that the whole name belongs to. */
export function readingsOf(parts: readonly NamePart[]): readonly (readonly string[])[] {
  if (parts.length === 0 || parts.length > 4) return parts.map(() => []);
  const found = [
    readEach(parts, readChineseWord),
    parts.some(({ forms }) => isKorean(forms)) ? readEach(parts, readKoreanWord) : null,
    readEach(parts, readJapaneseWord),
    parts.some(({ forms }) => isArmenian(forms)) ? readEach(parts, readArmenianWord) : null,
  ].filter((readings) => readings !== null);
  return parts.map((_, index) => found.flatMap((readings) => readings[index] ?? []));
}
