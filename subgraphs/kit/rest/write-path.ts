import { alpha2Of } from "../identifiers/country.js";
import type { WordForm } from "./rest-mapping.js";

/** What is known of one thing that is asked about, by the domain's words: `family`, `vin`, `number`. */
export type Words = Readonly<Record<string, string | null>>;

/** The words as the API writes them; those that are not known, or have no form there, are left out. */
export function writeWords(words: Words, forms: Readonly<Record<string, WordForm>>): ReadonlyMap<string, string> {
  const written = Object.entries(words).flatMap(([name, word]): [string, string][] => {
    const text =
      word === null || word === "" ? null : writeWord(word, Object.hasOwn(forms, name) ? forms[name] : undefined);
    return text === null ? [] : [[name, text]];
  });
  return new Map(written);
}

function writeWord(word: string, { codes, country, replace }: WordForm = {}): string | null {
  const coded = codes === undefined ? word : Object.hasOwn(codes, word) ? codes[word] : undefined;
  if (coded === undefined) return null;
  const placed = country === "ALPHA_2" ? alpha2Of(coded) : coded;
  return placed === null || replace === undefined ? placed : placed.replaceAll(...replace);
}

/** Null where a word is not given, or would lead elsewhere than to one step of the path. */
export function writePath(template: string, words: ReadonlyMap<string, string>): string | null {
  const written = fill(template, words, (word) => encodeURIComponent(word.toWellFormed()));
  const steps = written?.split("/") ?? [];
  return written === null || steps.some((step) => step === "." || step === "..") ? null : written;
}

/** `?name=…` with the parameters whose words are given. */
export function writeQuery(
  query: Readonly<Record<string, string>>,
  words: ReadonlyMap<string, string>,
): URLSearchParams {
  const written = new URLSearchParams();
  for (const [name, template] of Object.entries(query)) {
    const value = fill(template, words, (word) => word);
    if (value !== null) written.append(name, value);
  }
  return written;
}

function fill(template: string, words: ReadonlyMap<string, string>, encode: (word: string) => string): string | null {
  let isWhole = true;
  const written = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const word = words.get(name);
    isWhole &&= word !== undefined;
    return encode(word ?? "");
  });
  return isWhole ? written : null;
}
