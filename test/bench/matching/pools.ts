import { readFileSync } from "node:fs";
import { scriptOf } from "../../../subgraphs/kit/names/script.js";
import { CULTURES } from "../../../subgraphs/world/names/index.js";
import type { NamePair } from "../../../subgraphs/world/names/culture.js";

/** The names of one language: the invented world's, written by hand, and the most common ones of a public list. */
export interface Pool {
  readonly language: string;
  /** As the table of figures calls it. */
  readonly script: string;
  readonly nationalities: readonly string[];
  readonly family: readonly NamePair[];
  readonly given: readonly NamePair[];
}

const WORLD = [
  "arabic",
  "armenian",
  "chinese",
  "english",
  "french",
  "georgian",
  "german",
  "greek",
  "hebrew",
  "hindi",
  "japanese",
  "hangul",
  "nordic",
  "portuguese",
  "russian",
  "thai",
  "turkish",
  "ukrainian",
] as const;

/** Which country's common names are of which language. */
const COUNTRIES: Readonly<Record<string, string>> = {
  AM: "armenian",
  AE: "arabic",
  BG: "bulgarian",
  RS: "serbian",
  ME: "serbian",
  MK: "serbian",
  CN: "chinese",
  TW: "chinese",
  GR: "greek",
  CY: "greek",
  GE: "georgian",
  IL: "hebrew",
  IN: "hindi",
  NP: "hindi",
  JP: "japanese",
  KR: "hangul",
  RU: "russian",
  KG: "russian",
  KZ: "russian",
  BY: "russian",
  ES: "spanish",
  MX: "spanish",
  AR: "spanish",
  CO: "spanish",
  BR: "portuguese",
  PT: "portuguese",
  GB: "english",
  US: "english",
  IE: "english",
  DE: "german",
  AT: "german",
  FR: "french",
  IT: "italian",
  PL: "polish",
  CZ: "czech",
  HU: "hungarian",
  RO: "romanian",
  TR: "turkish",
  NO: "nordic",
  DK: "nordic",
  FI: "finnish",
  IS: "icelandic",
  NL: "dutch",
  HR: "croatian",
  SI: "croatian",
  LT: "lithuanian",
  LV: "latvian",
  EE: "estonian",
  AL: "albanian",
};

const SCRIPTS: Readonly<Record<string, string>> = {
  arabic: "ARABIC",
  armenian: "ARMENIAN",
  chinese: "HAN",
  georgian: "GEORGIAN",
  greek: "GREEK",
  hebrew: "HEBREW",
  hindi: "DEVANAGARI",
  japanese: "KANA",
  hangul: "HANGUL",
  russian: "CYRILLIC",
  ukrainian: "CYRILLIC",
  bulgarian: "CYRILLIC",
  serbian: "CYRILLIC",
  thai: "THAI",
};

interface CommonName {
  readonly language: string;
  readonly kind: string;
  readonly pair: NamePair;
}

function readCommonNames(): readonly CommonName[] {
  const lines = readFileSync(new URL("common-names.tsv", import.meta.url), "utf8").split("\n");
  return lines
    .filter((line) => line !== "" && !line.startsWith("#") && !line.startsWith("country"))
    .map((line) => {
      const [country = "", kind = "", native = "", latin = ""] = line.split("\t");
      return { language: COUNTRIES[country] ?? "", kind, pair: [native, latin] as const };
    })
    .filter(({ language }) => language !== "");
}

function isWritten(script: string): (pair: NamePair) => boolean {
  return ([native]) => script === "KANA" || script === "LATIN" || scriptOf(native) === script;
}

/** Reads the pools once; the order is the same on every machine. */
export function readPools(): readonly Pool[] {
  const common = readCommonNames();
  const languages = [...new Set([...WORLD, ...common.map(({ language }) => language)])].toSorted();
  return languages
    .map((language) => poolOf(language, common))
    .filter(({ family, given }) => family.length >= 10 && given.length >= 10);
}

function poolOf(language: string, common: readonly CommonName[]): Pool {
  const culture = CULTURES[WORLD.findIndex((name) => name === language)];
  const script = SCRIPTS[language] ?? "LATIN";
  const own = common.filter((name) => name.language === language);
  const surnames = own.filter(({ kind }) => kind === "S").map(({ pair }) => pair);
  const forenames = own.filter(({ kind }) => kind !== "S").map(({ pair }) => pair);
  const family = [...(culture?.family ?? []), ...surnames];
  const given = [...(culture?.givenMale ?? []), ...(culture?.givenFemale ?? []), ...forenames];
  return {
    language,
    script,
    nationalities: culture?.nationalities ?? ["FRA", "ESP", "ITA"],
    family: unlike(family.filter(isWritten(script))),
    given: unlike(given.filter(isWritten(script))),
  };
}

function unlike(pairs: readonly NamePair[]): readonly NamePair[] {
  return [...new Map(pairs.map((pair) => [pair.join("/"), pair])).values()];
}
