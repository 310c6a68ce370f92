import { fault, parsed } from "../parsed.js";
import type { Parsed } from "../parsed.js";
import { LANGUAGES } from "./language-table.js";

/** ISO 639-2/B, three small letters: `fre`, `ger`. */
export type LanguageCode = string;

const BY_CODE = new Map(LANGUAGES.map((language) => [language.code, language]));
const BY_TERMINOLOGY = new Map(LANGUAGES.map((language) => [language.terminology, language]));
const BY_ALPHA2 = new Map(LANGUAGES.map((language) => [language.alpha2, language]));

const TWO_OR_THREE_LETTERS = /^[A-Z]{2,3}$/i;

/** The bibliographic code of a language, from ISO 639-2/B, 639-2/T or 639-1. Fault: `INVALID_LANGUAGE`. */
export function parseLanguage(text: string): Parsed<LanguageCode> {
  const code = text.trim();
  if (!TWO_OR_THREE_LETTERS.test(code)) return unknownLanguage();

  const small = code.toLowerCase();
  const entry = BY_CODE.get(small) ?? BY_TERMINOLOGY.get(small) ?? BY_ALPHA2.get(small);
  return entry === undefined ? unknownLanguage() : parsed(entry.code);
}

/** The English name behind an ISO 639-2/B code, null when the code is not listed. */
export function languageName(code: LanguageCode): string | null {
  return BY_CODE.get(code)?.name ?? null;
}

function unknownLanguage(): Parsed<LanguageCode> {
  return fault("INVALID_LANGUAGE", "Give a language by its ISO 639-2/B code of three letters.");
}
