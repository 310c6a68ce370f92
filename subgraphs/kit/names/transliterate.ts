import anyAscii from "any-ascii";
import { toRomaji } from "wanakana";

import { romaniseArmenian } from "./armenian.js";
import { romaniseCyrillic } from "./cyrillic.js";
import { romaniseDevanagari } from "./devanagari.js";
import { romaniseGreek } from "./greek.js";
import { romaniseHan } from "./han.js";
import { romaniseHangul } from "./hangul.js";
import { cleanName, foldNative } from "./normalise.js";
import { scriptOf } from "./script.js";

/** Forms kept for one text; the first is the one to show. */
const MAX_FORMS = 10;

/** ICAO 9303-3 §6, multinational characters: the long form, then the form with a separator letter where one exists. */
const LONG: Readonly<Record<string, string>> = {
  ä: "ae",
  æ: "ae",
  å: "aa",
  ö: "oe",
  ø: "oe",
  œ: "oe",
  ü: "ue",
  ñ: "n",
  ß: "ss",
  þ: "th",
  ð: "d",
  đ: "dj",
};
const SEPARATED: Readonly<Record<string, string>> = { ...LONG, ñ: "nxx", ü: "uxx" };
const SHORT: Readonly<Record<string, string>> = { æ: "ae", œ: "oe", ß: "ss", þ: "th" };
const SPECIAL = /[äæåöøœüñßþðđ]/g;
/** What the letters of ISO 9, 9984, 9985 and of the Slavic and Baltic alphabets are spoken like. */
const SPOKEN: Readonly<Record<string, string>> = {
  ...SHORT,
  č: "ch",
  š: "sh",
  ž: "zh",
  ŝ: "shch",
  ǰ: "j",
  â: "ya",
  û: "yu",
  ë: "yo",
  ġ: "gh",
  ḡ: "gh",
  ş: "sh",
  ș: "sh",
  ç: "ch",
  ğ: "g",
};
const SPOKEN_LETTER = /[æœßþčšžŝǰâûëġḡşșçğ]/g;

const ASCII_ONLY = /^[\x20-\x7e]*$/;

function romaniseLatin(text: string): readonly string[] {
  if (ASCII_ONLY.test(text)) return [text];
  const spell = (table: Readonly<Record<string, string>>): string =>
    text.replace(SPECIAL, (letter) => table[letter] ?? letter);
  const spoken = text.normalize("NFC").replace(SPOKEN_LETTER, (letter) => SPOKEN[letter] ?? letter);
  return [spell(SHORT), spell(LONG), spell(SEPARATED), spoken];
}

/** Hepburn, long vowels shortened as passports do, and Kunrei (ISO 3602). */
function romaniseKana(text: string): readonly string[] {
  const hepburn = toRomaji(text).toLowerCase();
  const short = hepburn
    .replace(/ou|oo|oh(?![aeiouy])/g, "o")
    .replace(/uu/g, "u")
    .replace(/-/g, "");
  const kunrei = short
    .replace(/sh(?=[auo])/g, "sy")
    .replaceAll("shi", "si")
    .replace(/ch(?=[auo])/g, "ty")
    .replaceAll("chi", "ti")
    .replaceAll("tsu", "tu")
    .replaceAll("fu", "hu")
    .replaceAll("ji", "zi");
  return [short, hepburn, kunrei, hepburn.replace(/o[uo-](?=[^aeiouy])/g, "oh")];
}

/**
 * Thai writes five vowels before the consonant they follow in speech, marks unread letters with a thanthakhat, and ends
 * words in t whatever the letter (Royal Thai General System, 1999); passports spell its j as ch or j.
 */
function romaniseThai(text: string): readonly string[] {
  const spoken = text
    .replace(/ร[ก-ฮ]์/g, "ร")
    .replace(/[ตดท]?ร์|[ก-ฮ][ิุ]?์/g, "")
    .replace(/[ญณรลฬ]$/, "น")
    .replace(/([เแโใไ])([ก-ฮ])/g, "$2$1")
    .replace(/[จชซฎฏฐฑฒดตถทธศษส]$/, "ต")
    .replace(/(?<=[\u0e31-\u0e39])[ตท]ร$/, "ต");
  return [anyAscii(spoken), anyAscii(spoken.replaceAll("จ", "j"))];
}

function spellings(text: string): readonly string[] {
  const script = scriptOf(text);
  switch (script) {
    case "LATIN":
      return romaniseLatin(text.toLowerCase());
    case "CYRILLIC":
      return romaniseCyrillic(text.toLowerCase());
    case "GREEK":
      return romaniseGreek(foldNative(text, script));
    case "HAN":
      return romaniseHan(text);
    case "HANGUL":
      return romaniseHangul(text);
    case "KANA":
      return romaniseKana(text);
    case "DEVANAGARI":
      return romaniseDevanagari(text);
    case "ARMENIAN":
      return romaniseArmenian(text.toLowerCase());
    case "THAI":
      return romaniseThai(text);
    default:
      return [text];
  }
}

/**
 * The comparable Latin forms of a name part in any script: lower-case ASCII letters and digits, at most ten, the most usual
 * first, none twice; empty when nothing of it can be read. Arabic and Hebrew come out without their short vowels
 * (see consonants.ts).
 */
export function romanise(text: string): readonly string[] {
  const forms = spellings(cleanName(text)).map((form) =>
    /^[a-z]*$/.test(form)
      ? form
      : anyAscii(form)
          .toLowerCase()
          .replace(/[^a-z0-9]/g, ""),
  );
  return [...new Set(forms)].filter((form) => form !== "").slice(0, MAX_FORMS);
}
