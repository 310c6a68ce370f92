import { skeletonStarts } from "./consonants.js";
import { nicknamesOf } from "./nicknames.js";
import type { NamePart } from "./parts.js";
import type { PersonName } from "./person-name.js";
import { isIndexed, keysOfPart, partsOf, phoneticCodes, roundRobin } from "./phonetic-key.js";
import { isAbjad } from "./script.js";
import { foldedSpellings } from "./spelling-habits.js";

/** Keys of one name; an index row each. */
const MAX_PAIRS = 32;
/** A question looks for more spellings of each than a record keeps. */
const MAX_ASKED = 64;
/** Of a key: a column of keys holds 120. */
const MAX_LETTERS = 100;

/**
 * Keys of two parts at once, for a name that is asked for without a date of birth: the whole code of one part with the first
 * sound of another, `463000+6`, so that a slip in either part leaves one of them. A family name that a hundredth of all
 * people bear finds a thousandth by these. A name of one part has a key of its own, which every part of a longer name asks for.
 * The others put first whom the name is written like, of all who sound alike: the whole name, `!nina orlova`, and the code of
 * one part with either end of another, `463000<kli` and `463000>nko`, of which one slip leaves one.
 */
export function namePairs(name: PersonName): readonly string[] {
  return pairsOf(name, HELD).slice(0, MAX_PAIRS);
}

/** As namePairs, with the first sounds of the nicknames that each part has, and for records of a single name. */
export function namePairsAsked(name: PersonName): readonly string[] {
  const [family = [], given = [], original = []] = partsOf(name);
  const parts = [...family, ...given, ...original].filter(isIndexed);
  const alone = parts.flatMap((part) => codesOf(part).map((code) => `=${code}`));
  return [...new Set([...pairsOf(name, ASKED).slice(0, MAX_ASKED), ...alone])];
}

/** Whether the name has two parts, without which there is no pair to ask for. */
export function hasPairs(name: PersonName): boolean {
  return sidesOf(name).some((parts) => parts.length > 1);
}

/** How much is made of one part beside another: a record keeps little, and a question looks for all that may have been kept. */
interface PairForm {
  starts(part: NamePart): readonly string[];
  /** The codes that go with ends. */
  codes(part: NamePart): readonly string[];
  /** How many letters the end of a word of so many may have. */
  endsOf(letters: number): readonly number[];
}

const HELD: PairForm = {
  starts: ownStarts,
  codes: (part) => codesOf(part).slice(0, 1),
  endsOf: (letters) => [lettersOfEnd(letters)],
};

/** The record's word may have one letter more or less. */
const ASKED: PairForm = {
  starts: startsWithNicknames,
  codes: (part) => codesOf(part).filter((code) => isAbjad(part.script) || !isOfConsonants(code)),
  endsOf: (letters) => [...new Set([letters - 1, letters, letters + 1].map(lettersOfEnd))],
};

/** At most half of a word, so that no slip is in both ends, and the same for most words of about its length. */
function lettersOfEnd(letters: number): number {
  if (letters < 4) return 0;
  if (letters < 6) return 2;
  return letters < 10 ? 3 : 4;
}

function pairsOf(name: PersonName, form: PairForm): readonly string[] {
  const sides = sidesOf(name);
  const wholes = sides.filter((parts) => parts.length > 1).map(wholeOf);
  const pairs = sides.map((parts) =>
    parts.length === 1 ? parts.flatMap((part) => codesOf(part).map((code) => `=${code}`)) : pairsWithin(parts, form),
  );
  const ends = sides.map((parts) => endsWithin(parts, form));
  return [...new Set([...wholes, ...roundRobin(pairs), ...roundRobin(ends)])];
}

/** In one order, whichever part is the family name. */
function wholeOf(parts: readonly NamePart[]): string {
  return `!${parts.map(spellingOf).toSorted().join(" ")}`.slice(0, MAX_LETTERS);
}

/** The spelling that offices of several habits have in common. */
function spellingOf({ script, native, forms: [usual = ""] }: NamePart): string {
  return isAbjad(script) ? native : (foldedSpellings(usual)[0] ?? usual);
}

/** The significant parts in Latin letters or such as are read so, and those of the original. */
function sidesOf(name: PersonName): readonly (readonly NamePart[])[] {
  const [family = [], given = [], original = []] = partsOf(name);
  return [[...family, ...given], original].map((parts) => parts.filter(isIndexed)).filter((parts) => parts.length > 0);
}

function pairsWithin(parts: readonly NamePart[], form: PairForm): readonly string[] {
  const read = parts.map((part) => ({ codes: codesOf(part), starts: form.starts(part) }));
  return roundRobin(
    read.flatMap(({ codes }, place) =>
      othersOf(read, place).map((other) =>
        codes.flatMap((code) => sameKind(code, other.starts).map((start) => `${code}+${start}`)),
      ),
    ),
  );
}

function endsWithin(parts: readonly NamePart[], form: PairForm): readonly string[] {
  const read = parts.map((part) => ({ codes: form.codes(part), ends: endsOf(spellingOf(part), form) }));
  return roundRobin(
    read.flatMap(({ codes }, place) =>
      othersOf(read, place).map(({ ends }) => codes.flatMap((code) => ends.map((end) => `${code}${end}`))),
    ),
  );
}

/** By place: Werner Werner has two parts that are one word. */
function othersOf<Part>(parts: readonly Part[], place: number): readonly Part[] {
  return parts.filter((_, index) => index !== place);
}

/** None of a word that is too short for them. */
function endsOf(spelling: string, form: PairForm): readonly string[] {
  const sizes = form.endsOf(spelling.length).filter((size) => size > 0);
  return sizes.flatMap((size) => [`<${spelling.slice(0, size)}`, `>${spelling.slice(-size)}`]);
}

/** Sounds go with sounds, and consonants with consonants: the letters and digits of the two never meet. */
function sameKind(code: string, starts: readonly string[]): readonly string[] {
  return starts.filter((start) => isOfConsonants(start) === isOfConsonants(code));
}

function isOfConsonants(code: string): boolean {
  return code.startsWith("s:");
}

function codesOf(part: NamePart): readonly string[] {
  const { codes, skeletons } = keysOfPart(part);
  const bones = skeletons.map((letters) => `s:${letters}`);
  return isAbjad(part.script) ? bones : [...codes, ...bones];
}

/** The first sound, and the first consonant. */
function ownStarts(part: NamePart): readonly string[] {
  const bones = skeletonStarts(part.text, part.forms).map((letter) => `s:${letter}`);
  return isAbjad(part.script) ? bones : [...firstSounds(keysOfPart(part).codes), ...bones];
}

function firstSounds(codes: readonly string[]): readonly string[] {
  return [...new Set(codes.map((code) => code.slice(0, 1)))];
}

function startsWithNicknames(part: NamePart): readonly string[] {
  return [...new Set([...ownStarts(part), ...firstSounds(nicknamesOf(part.forms).flatMap(phoneticCodes))])];
}
