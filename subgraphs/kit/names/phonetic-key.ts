import daitchMokotoff from "talisman/phonetics/daitch-mokotoff.js";

import { rememberBeside } from "../remember.js";
import { skeletons } from "./consonants.js";
import { type NamePart, splitFullName, splitName } from "./parts.js";
import type { PersonName } from "./person-name.js";
import { isAbjad } from "./script.js";

/** Keys stored for one name; an index row each. */
export const MAX_KEYS = 24;

/** A word's code has six digits: letters past these change nothing in a real name. */
const MAX_LETTERS = 20;
/** Each ambiguous group doubles the codes: past four the word is cut. */
const MAX_AMBIGUOUS = 4;
const AMBIGUOUS = /[cj]|r[sz]/g;

function cut(form: string): string {
  const word = form.slice(0, MAX_LETTERS);
  const excess = [...word.matchAll(AMBIGUOUS)][MAX_AMBIGUOUS];
  return excess === undefined ? word : word.slice(0, excess.index);
}

/**
 * The Daitch-Mokotoff codes of one romanised word, six digits each (Mokotoff 1985, Daitch 1986); at most sixteen. Equal to
 * PostgreSQL's daitch_mokotoff() but for words with more than four ambiguous groups.
 * Doubled letters are made one first, because talisman codes them twice where the rule codes them once.
 */
export function phoneticCodes(form: string): readonly string[] {
  const letters = cut(form.replace(/[^a-z]/g, "").replace(/(.)\1+/g, "$1"));
  return letters === "" ? [] : daitchMokotoff(letters);
}

/** What one part of a name is looked up by; kept as long as the part itself is remembered. */
interface PartKeys {
  readonly codes: readonly string[];
  readonly skeletons: readonly string[];
}

/** What one part is looked up by, by sound and by consonants. */
export const keysOfPart = rememberBeside(({ text, forms }: NamePart): PartKeys => ({
  codes: codesOf(forms),
  skeletons: skeletons(text, forms),
}));

export function isIndexed(part: NamePart): boolean {
  return part.tag === "SIGNIFICANT";
}

/** "al" + "sabah" is also written Alsabah, "jong" + "un" Jongun. */
function joinedForms(parts: readonly NamePart[]): readonly string[] {
  const named = parts.filter((part) => part.tag !== "TITLE" && part.tag !== "SUFFIX");
  return named.length < 2 ? [] : [named.map((part) => part.forms[0] ?? "").join("")];
}

function skeletonsOf(parts: readonly NamePart[]): readonly string[] {
  const named = parts.filter((part) => part.tag === "SIGNIFICANT" || part.tag === "PARTICLE");
  const each = named.filter(isIndexed).map((part) => keysOfPart(part).skeletons);
  const separator = named.some((part) => isAbjad(part.script)) ? "" : " ";
  const joined = named.length > 1 ? skeletons(named.map((part) => part.text).join(separator), joinedForms(named)) : [];
  return roundRobin([...each, joined]);
}

/** One of each list in turn, so that a bound cuts the rarest alternates of every part and not the last part. */
export function roundRobin(lists: readonly (readonly string[])[]): readonly string[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  const turns: string[] = [];
  for (let index = 0; index < longest; index += 1) {
    for (const list of lists) {
      const entry = list[index];
      if (entry !== undefined) turns.push(entry);
    }
  }
  return turns;
}

function codesOf(forms: readonly string[]): readonly string[] {
  return roundRobin(forms.map(phoneticCodes));
}

/** The parts of the family name, of the given names, and of the whole name in its own script. */
export function partsOf(name: PersonName): readonly (readonly NamePart[])[] {
  const isWhole = name.family.trim() === "" || name.given.trim() === "";
  return [
    isWhole ? splitFullName(`${name.family} ${name.given}`) : splitName(name.family),
    isWhole ? [] : splitName(name.given),
    splitFullName(name.original ?? ""),
  ];
}

/**
 * The keys one name is indexed and looked up by, at most 24, none twice: `123456` Daitch-Mokotoff codes of each significant
 * part and of the joined family and given names, `s:` consonant skeletons that Arabic and Hebrew share with their Latin
 * spellings. Family and given names are not told apart, so that swapped names meet. Two names are candidates when they share a key.
 */
export function nameKeys(name: PersonName): readonly string[] {
  const groups = partsOf(name);
  const latin = groups.map((parts) => {
    const alphabetic = parts.filter((part) => !isAbjad(part.script));
    return roundRobin([
      ...alphabetic.filter(isIndexed).map((part) => keysOfPart(part).codes),
      codesOf(joinedForms(alphabetic)),
    ]);
  });
  const bones = groups.map((parts) => skeletonsOf(parts).map((letters) => `s:${letters}`));
  return [...new Set(roundRobin([roundRobin(latin), roundRobin(bones)]))].slice(0, MAX_KEYS);
}
