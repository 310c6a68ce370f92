/**
 * Arabic and Hebrew write consonants and long vowels; Latin spellings of them add short vowels at will. Both are compared
 * here: exactly by letting each native letter stand for any of its usual Latin spellings, and coarsely by a skeleton.
 */
import { isAbjad, scriptOf } from "./script.js";
import { foldNative } from "./normalise.js";

const ARABIC: Readonly<Record<string, string>> = {
  ا: "a e i o u aa",
  ب: "b p",
  ت: "t",
  ث: "th s t",
  ج: "j g dj dg",
  ح: "h",
  خ: "kh k h",
  د: "d",
  ذ: "dh d z th",
  ر: "r",
  ز: "z s",
  س: "s ss c",
  ش: "sh ch s",
  ص: "s ss c",
  ض: "d dh z",
  ط: "t",
  ظ: "z dh d th",
  ع: "a e i o u aa",
  غ: "gh g",
  ف: "f ph",
  ق: "q k g gh c",
  ك: "k c ck q",
  ل: "l",
  م: "m",
  ن: "n",
  ه: "h a e ah eh",
  و: "u o ou oo w v au aw ow eu",
  ي: "i y ee ei ai ay e ey ie",
  پ: "p",
  چ: "ch",
  ژ: "zh j",
  گ: "g",
  ڤ: "v",
  ں: "n",
  ٹ: "t",
  ڈ: "d",
  ڑ: "r",
  ے: "e y i ay",
};

const HEBREW: Readonly<Record<string, string>> = {
  א: "a e i o u",
  ב: "b v w",
  ג: "g",
  ד: "d",
  ה: "h a e ah eh",
  ו: "v w o u oo ou",
  ז: "z",
  ח: "ch h kh",
  ט: "t",
  י: "y i j ee ei ai e",
  כ: "k kh ch c",
  ל: "l",
  מ: "m",
  נ: "n",
  ס: "s",
  ע: "a e i o u",
  פ: "p f ph",
  צ: "tz ts z c",
  ק: "k c q",
  ר: "r",
  ש: "sh s sch",
  ת: "t th",
};

const SPELLINGS: ReadonlyMap<string, readonly string[]> = new Map(
  [...Object.entries(ARABIC), ...Object.entries(HEBREW)].map(([letter, list]) => [letter, list.split(" ")]),
);

/** What it costs to read a native letter as nothing. */
const SILENT: Readonly<Record<string, number>> = {
  ا: 0.1,
  א: 0.1,
  ع: 0.05,
  ע: 0.05,
  ه: 0.4,
  ה: 0.3,
  ي: 0.9,
  י: 0.6,
  و: 0.9,
  ו: 0.6,
};
const SILENT_CONSONANT = 1;
/** The l of the article before a sun letter: الرحمن is spoken ar-rahman. */
const ASSIMILATED_L = 0.1;
const SECOND_VOWEL = 0.3;
const STRAY_H = 0.5;
const VOWELS = "aeiou";

function silentCost(native: string, index: number): number {
  const letter = native[index] ?? "";
  if (letter === "ل" && native[index - 1] === "ا") return ASSIMILATED_L;
  if (letter === "ه" && index === native.length - 1) return ASSIMILATED_L;
  return SILENT[letter] ?? SILENT_CONSONANT;
}

function addedCost(latin: string, index: number): number {
  const letter = latin[index] ?? "";
  const before = latin[index - 1] ?? "";
  if (VOWELS.includes(letter)) return VOWELS.includes(before) && before !== "" ? SECOND_VOWEL : 0;
  if (letter === before) return 0;
  if (letter === "h") return STRAY_H;
  return 1;
}

/** A final ya also stands for alef maqsura, as in Mustafa and Layla. */
const FINAL_YA = [...(SPELLINGS.get("ي") ?? []), "a"];

function spellingsAt(native: string, index: number): readonly string[] {
  const letter = native[index] ?? "";
  return letter === "ي" && index === native.length - 1 ? FINAL_YA : (SPELLINGS.get(letter) ?? []);
}

/** Working space overwritten by every call, which never yields. */
const SCRATCH = new Float64Array(64 * 64);

/**
 * Cost of reading the Latin spelling as the native one: 0 is a perfect reading, 1 about one wrong consonant; Infinity as soon
 * as it must exceed `limit`.
 */
export function readingCost(native: string, latin: string, limit: number): number {
  const width = latin.length + 1;
  const size = (native.length + 1) * width;
  const costs = size <= SCRATCH.length ? SCRATCH : new Float64Array(size);
  costs.fill(Infinity, 0, size);
  const relax = (cell: number, cost: number): void => {
    if (cost <= limit && cost < (costs[cell] ?? 0)) costs[cell] = cost;
  };
  relax(0, 0);
  for (let row = 0; row <= native.length; row += 1) {
    const spellings = spellingsAt(native, row);
    for (let column = 0; column < width; column += 1) {
      const here = costs[row * width + column] ?? Infinity;
      if (here > limit) continue;
      if (column < latin.length) relax(row * width + column + 1, here + addedCost(latin, column));
      if (row === native.length) continue;
      relax((row + 1) * width + column, here + silentCost(native, row));
      for (const spelling of spellings) {
        if (latin.startsWith(spelling, column)) relax((row + 1) * width + column + spelling.length, here);
      }
    }
  }
  return costs[size - 1] ?? Infinity;
}

/** How each native letter enters the skeleton: weak letters vanish, letters spelled alike fall together. */
const SKELETON: Readonly<Record<string, string>> = Object.fromEntries(
  "ب:b ت:t ث:t ج:g ح:h خ:k د:d ذ:d ر:r ز:z س:s ش:s ص:s ض:d ط:t ظ:z غ:g ف:f ق:k ك:k ل:l م:m ن:n ه:h پ:f چ:s ژ:z گ:g ڤ:b ں:n ٹ:t ڈ:d ڑ:r ב:b ג:g ד:d ה:h ז:z ח:h ט:t כ:k ל:l מ:m נ:n ס:s פ:f צ:z ק:k ר:r ש:s ת:t"
    .split(" ")
    .map((pair) => pair.split(":")),
);

const LATIN_FOLDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:al|el|ul)(?=[a-z]{3})/, ""],
  [/sch|sh/g, "s"],
  [/tz|ts/g, "z"],
  [/kh|ck|ch|[qck]/g, "k"],
  [/[dt]j|gh|dg|j/g, "g"],
  [/th/g, "t"],
  [/dh/g, "d"],
  [/ph|p/g, "f"],
  [/[aeiouwyx0-9]/g, ""],
];

/** A final h is a spelling of ta marbuta or of a mute he, written or not. */
function finish(letters: string): string {
  return letters.replace(/(.)\1+/g, "$1").replace(/(?<=.)h$/, "");
}

function latinSkeletons(form: string): readonly string[] {
  const readings = [
    form,
    form.replaceAll("ch", "h"),
    form.replaceAll("ch", "s"),
    form.replaceAll("kh", "h"),
    form.replaceAll("zh", "z"),
  ];
  const folded = readings.map((reading) =>
    LATIN_FOLDS.reduce((text, [pattern, letter]) => text.replace(pattern, letter), reading),
  );
  return folded.flatMap((text) => [text.replaceAll("v", "b"), text.replaceAll("v", "")]).map(finish);
}

/**
 * Consonant skeletons of a part, two consonants at least: vowels, alef, waw, ya and hamza dropped, the article gone, look-alike
 * sounds folded. A Latin spelling has several where a digraph reads two ways.
 */
export function skeletons(text: string, forms: readonly string[]): readonly string[] {
  return allSkeletons(text, forms).filter((letters) => letters.length > 1);
}

/** The first consonant of each skeleton, of the short ones too; an empty text where there is none. */
export function skeletonStarts(text: string, forms: readonly string[]): readonly string[] {
  return [...new Set(allSkeletons(text, forms).map((letters) => letters.slice(0, 1)))];
}

function allSkeletons(text: string, forms: readonly string[]): readonly string[] {
  const script = scriptOf(text);
  if (!isAbjad(script)) return [...new Set(forms.slice(0, 1).flatMap(latinSkeletons))];
  const native = foldNative(text, script).replace(/^ال(?=..)/, "");
  return [finish([...native].map((letter) => SKELETON[letter] ?? "").join(""))];
}
