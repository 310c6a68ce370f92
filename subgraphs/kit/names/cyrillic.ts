/**
 * Ways the same Cyrillic name is written in Latin. Each system is applied to the whole name, never mixed letter by letter:
 * the number of forms stays small, and a mixture is left to the edit distance.
 */
type System = Readonly<Record<string, string>>;

/** ICAO 9303-3 §6, table "Transliteration of Cyrillic characters". */
const ICAO: System = {
  а: "a",
  б: "b",
  в: "v",
  г: "g",
  д: "d",
  е: "e",
  ё: "e",
  ж: "zh",
  з: "z",
  и: "i",
  й: "i",
  к: "k",
  л: "l",
  м: "m",
  н: "n",
  о: "o",
  п: "p",
  р: "r",
  с: "s",
  т: "t",
  у: "u",
  ф: "f",
  х: "kh",
  ц: "ts",
  ч: "ch",
  ш: "sh",
  щ: "shch",
  ъ: "ie",
  ы: "y",
  ь: "",
  э: "e",
  ю: "iu",
  я: "ia",
  і: "i",
  ї: "i",
  є: "ie",
  ґ: "g",
  ў: "u",
  ѕ: "dz",
  ј: "j",
  љ: "lj",
  њ: "nj",
  ћ: "c",
  ђ: "d",
  џ: "dz",
  ѓ: "g",
  ќ: "k",
  ә: "a",
  ғ: "g",
  қ: "k",
  ң: "n",
  ө: "o",
  ұ: "u",
  ү: "u",
  һ: "h",
};

/** BGN/PCGN and the press: yo, yu, ya, y. */
const PRESS: System = {
  ...ICAO,
  ё: "yo",
  й: "y",
  ю: "yu",
  я: "ya",
  ъ: "",
  є: "ye",
  ї: "yi",
  ў: "w",
  џ: "dzh",
  ћ: "c",
  ђ: "dj",
};

/** Passports of Ukraine (Cabinet resolution 55 of 2010) and Belarus: г is h, и is y. */
const UKRAINIAN: System = { ...PRESS, г: "h", и: "y", й: "i", ъ: "", ю: "iu", я: "ia", є: "ie", ї: "i" };

/** Bulgaria (Transliteration Act 2009): щ is sht, ъ is a, х is h. */
const BULGARIAN: System = { ...PRESS, щ: "sht", ъ: "a", х: "h", ь: "y" };

/** Serbia and Croatia (Gaj), and ISO 9 without its diacritics. */
const GAJ: System = {
  ...PRESS,
  ж: "z",
  х: "h",
  ц: "c",
  ч: "c",
  ш: "s",
  щ: "sc",
  ю: "ju",
  я: "ja",
  ё: "e",
  й: "j",
  ђ: "dj",
  џ: "dz",
};

/** German newspapers and emigrants' papers. */
const GERMAN: System = {
  ...PRESS,
  в: "w",
  ж: "sch",
  з: "s",
  х: "ch",
  ц: "z",
  ч: "tsch",
  ш: "sch",
  щ: "schtsch",
  ю: "ju",
  я: "ja",
  й: "j",
};

/** Soviet passports before 1997. */
const FRENCH: System = { ...PRESS, у: "ou", ж: "j", ч: "tch", ш: "ch", щ: "chtch", ю: "iou", я: "ia", й: "i" };

const SYSTEMS: readonly System[] = [ICAO, PRESS, UKRAINIAN, BULGARIAN, GAJ, GERMAN, FRENCH];

/** The Latin forms of a lower-case Cyrillic text, ICAO's first; letters without an entry pass through. */
export function romaniseCyrillic(text: string): readonly string[] {
  return SYSTEMS.map((system) => [...text].map((letter) => system[letter] ?? letter).join(""));
}
