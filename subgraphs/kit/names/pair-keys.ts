import { skeletonStarts } from "./consonants.js";
import { nicknamesOf } from "./nicknames.js";
import type { NamePart } from "./parts.js";
import type { PersonName } from "./person-name.js";
import { isIndexed, keysOfPart, partsOf, phoneticCodes, roundRobin } from "./phonetic-key.js";
import { isAbjad } from "./script.js";
import { foldedSpellings } from "./spelling-habits.js";

/** Keys of one name; an index row each. */
const MAX_PAIRS = 32;
/** Of a key: a column of keys holds 120. */
const MAX_LETTERS = 100;

/**
 * Keys of two parts at once, for a name that is asked for without a date of birth: the whole code of one part with the first
 * sound of another, `463000+6`, so that a slip in either part leaves one of them. A family name that a hundredth of all
 * people bear finds a thousandth by these. A name of one part has a key of its own, which every part of a longer name asks for.
 * One more key is the whole name, `!nina orlova`: of all who sound alike, those who are written alike share most keys.
 */
export function namePairs(name: PersonName): readonly string[] {
  return pairsOf(name, ownStarts);
}

/** As namePairs, with the first sounds of the nicknames that each part has, and for records of a single name. */
export function namePairsAsked(name: PersonName): readonly string[] {
  const [family = [], given = [], original = []] = partsOf(name);
  const parts = [...family, ...given, ...original].filter(isIndexed);
  const alone = parts.flatMap((part) => codesOf(part).map((code) => `=${code}`));
  return [...new Set([...pairsOf(name, startsWithNicknames), ...alone])];
}

/** Whether the name has two parts, without which there is no pair to ask for. */
export function hasPairs(name: PersonName): boolean {
  return sidesOf(name).some((parts) => parts.length > 1);
}

type Starts = (part: NamePart) => readonly string[];

function pairsOf(name: PersonName, starts: Starts): readonly string[] {
  const sides = sidesOf(name);
  const wholes = sides.filter((parts) => parts.length > 1).map(wholeOf);
  const pairs = sides.map((parts) =>
    parts.length === 1 ? parts.flatMap((part) => codesOf(part).map((code) => `=${code}`)) : pairsWithin(parts, starts),
  );
  return [...new Set([...wholes, ...roundRobin(pairs)])].slice(0, MAX_PAIRS);
}

/** In one order, whichever part is the family name; by the spelling that offices of several habits have in common. */
function wholeOf(parts: readonly NamePart[]): string {
  const spellings = parts.map(({ script, native, forms: [usual = ""] }) =>
    isAbjad(script) ? native : (foldedSpellings(usual)[0] ?? usual),
  );
  return `!${spellings.toSorted().join(" ")}`.slice(0, MAX_LETTERS);
}

/** The significant parts in Latin letters or such as are read so, and those of the original. */
function sidesOf(name: PersonName): readonly (readonly NamePart[])[] {
  const [family = [], given = [], original = []] = partsOf(name);
  return [[...family, ...given], original].map((parts) => parts.filter(isIndexed)).filter((parts) => parts.length > 0);
}

function pairsWithin(parts: readonly NamePart[], starts: Starts): readonly string[] {
  const read = parts.map((part) => ({ codes: codesOf(part), starts: starts(part) }));
  return roundRobin(
    read.flatMap(({ codes }, place) =>
      read
        // By place: Werner Werner has two parts that are one word.
        .filter((_, index) => index !== place)
        .map((other) => codes.flatMap((code) => sameKind(code, other.starts).map((start) => `${code}+${start}`))),
    ),
  );
}

/** Sounds go with sounds, and consonants with consonants: the letters and digits of the two never meet. */
function sameKind(code: string, starts: readonly string[]): readonly string[] {
  const isSkeleton = code.startsWith("s:");
  return starts.filter((start) => start.startsWith("s:") === isSkeleton);
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
