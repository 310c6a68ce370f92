import { compoundSounds } from "./arabic-compound.js";
import { readingCost } from "./consonants.js";
import { editBudget, editDistance } from "./distance.js";
import type { MatchedHow } from "./match-feature.js";
import { areNicknames } from "./nicknames.js";
import type { NamePart } from "./parts.js";
import { rememberBeside } from "../remember.js";
import { foldedSpellings, keptLetters } from "./spelling-habits.js";
import { phoneticCodes } from "./phonetic-key.js";
import { hidesVowels, isAbjad } from "./script.js";

/** How alike two parts are: 0 is no relation, 1 the same word. */
export interface Likeness {
  readonly score: number;
  readonly how: MatchedHow;
}

const NONE: Likeness = { score: 0, how: "DIFFERENT" };
const TRANSLITERATED = 0.98;
/** Another office's habits, or another system of romanisation. */
const SPELLED: Likeness = { score: 0.93, how: "TRANSLITERATION" };
/** The same consonants, whatever the vowels. */
const COMPOUND: Likeness = { score: 0.9, how: "TRANSLITERATION" };
const NICKNAME = 0.86;
const INITIAL = 0.75;
const PHONETIC = 0.75;
const HOMOPHONE = 0.3;
/** What a spelling at the end of its budget loses. */
const TYPING_RANGE = 0.35;
/** An abjad reading may be this far from perfect whatever its length. */
const LEAST_READING_BUDGET = 0.31;
const MISSING_VOWEL_COST = 0.25;
/** Codes of fewer sounds than this are shared by too many names. */
const LEAST_SOUNDS = 3;
const MAX_WORD = 40;

function isSpelledAlike(left: NamePart, right: NamePart): boolean {
  return left.forms.some((form) => right.forms.includes(form));
}

/** By what other systems of romanisation, which the whole name may be written in, make of the same sounds. */
function isReadAlike(left: NamePart, right: NamePart): boolean {
  return left.readings !== undefined && right.readings?.some((reading) => left.readings?.includes(reading)) === true;
}

const allFoldedSpellings = rememberBeside((forms: readonly string[]) => new Set(forms.flatMap(foldedSpellings)));

const allKeptLetters = rememberBeside((forms: readonly string[]) => forms.map(keptLetters));

/** By what other offices make of the same sounds. */
function isSpelledOtherwise(left: NamePart, right: NamePart): boolean {
  // Folding takes longer than all the rest, and most words are told apart without.
  const kept = allKeptLetters(left.forms);
  if (!allKeptLetters(right.forms).some((letters) => kept.includes(letters))) return false;
  return !allFoldedSpellings(left.forms).isDisjointFrom(allFoldedSpellings(right.forms));
}

function areOneCompound(left: NamePart, right: NamePart): boolean {
  const compound = compoundSounds(left.forms[0] ?? "");
  return compound !== null && compound === compoundSounds(right.forms[0] ?? "");
}

function compareInitials(left: NamePart, right: NamePart): Likeness {
  const starts = new Set(left.forms.map((form) => form.charAt(0)));
  return right.forms.some((form) => starts.has(form.charAt(0))) ? { score: INITIAL, how: "INITIAL" } : NONE;
}

function within(cost: number, budget: number, best: number): number {
  return cost > budget ? 0 : best - (TYPING_RANGE * cost) / Math.max(budget, 1);
}

/** One script, no transliteration between: the native spelling decides. */
function compareNative(left: NamePart, right: NamePart): Likeness {
  const a = left.native;
  const b = right.native;
  if (a === b) return { score: 1, how: "NATIVE_SCRIPT" };
  if (left.script === "HAN") return isSpelledAlike(left, right) ? { score: HOMOPHONE, how: "PHONETIC" } : NONE;
  const budget = editBudget(Math.min(a.length, b.length, MAX_WORD));
  const score = within(editDistance(a.slice(0, MAX_WORD), b.slice(0, MAX_WORD), budget), budget, TRANSLITERATED);
  return score > 0 ? { score, how: "TYPING" } : NONE;
}

function compareReading(native: NamePart, latin: NamePart): Likeness {
  const text = native.native.slice(0, MAX_WORD);
  const budget = Math.max(LEAST_READING_BUDGET, editBudget(text.length));
  const cost = Math.min(...latin.forms.slice(0, 3).map((form) => readingCost(text, form.slice(0, MAX_WORD), budget)));
  const score = within(cost, budget, TRANSLITERATED);
  return score > 0 ? { score, how: "TRANSLITERATION" } : NONE;
}

function sounds(code: string): number {
  return code.replace(/0+$/, "").length;
}

/** Of the first form, those that few enough other names share. */
const tellingCodes = rememberBeside(([form = ""]: readonly string[]) =>
  phoneticCodes(form).filter((code) => sounds(code) >= LEAST_SOUNDS),
);

function soundAlike(left: readonly string[], right: readonly string[]): boolean {
  const [a = ""] = left;
  const [b = ""] = right;
  if (a.charAt(0) !== b.charAt(0) || Math.min(a.length, b.length) < 4) return false;
  const codes = tellingCodes(left);
  return codes.length > 0 && tellingCodes(right).some((code) => codes.includes(code));
}

function compareForms(left: NamePart, right: NamePart): Likeness {
  const options = { vowelCost: hidesVowels(left.script) || hidesVowels(right.script) ? MISSING_VOWEL_COST : 1 };
  let best = 0;
  for (const a of left.forms) {
    for (const b of right.forms) {
      const budget = editBudget(Math.min(a.length, b.length, MAX_WORD));
      if (budget <= 0 || Math.abs(a.length - b.length) * MISSING_VOWEL_COST > budget) continue;
      const cost = editDistance(a.slice(0, MAX_WORD), b.slice(0, MAX_WORD), budget, options);
      best = Math.max(best, within(cost, budget, TRANSLITERATED));
    }
  }
  const isOneScript = left.script === right.script;
  if (best > PHONETIC || (best > 0 && !soundAlike(left.forms, right.forms)))
    return { score: best, how: isOneScript ? "TYPING" : "TRANSLITERATION" };
  return soundAlike(left.forms, right.forms) ? { score: PHONETIC, how: "PHONETIC" } : NONE;
}

/** What two words have in common, wherever they stand. */
interface WordLikeness {
  readonly likeness: Likeness;
  /** Whether the spellings alone do not say that they are the same: then what the whole name is read as may. */
  readonly mayBeReadAlike: boolean;
}

const certain = (likeness: Likeness): WordLikeness => ({ likeness, mayBeReadAlike: false });
const uncertain = (likeness: Likeness): WordLikeness => ({ likeness, mayBeReadAlike: true });

function compareWords(left: NamePart, right: NamePart): WordLikeness {
  if (left.text === right.text) return certain({ score: 1, how: left.script === "LATIN" ? "EXACT" : "NATIVE_SCRIPT" });
  if (left.tag === "INITIAL" || right.tag === "INITIAL") return certain(compareInitials(left, right));
  const isOneScript = left.script === right.script;
  if (isOneScript && left.script !== "LATIN" && left.script !== "KANA") return certain(compareNative(left, right));
  if (isAbjad(left.script) && right.script === "LATIN") return certain(compareReading(left, right));
  if (isAbjad(right.script) && left.script === "LATIN") return certain(compareReading(right, left));
  if (left.forms[0] === right.forms[0] && isOneScript) return certain({ score: 1, how: "EXACT" });
  if (isSpelledAlike(left, right)) return certain({ score: TRANSLITERATED, how: "TRANSLITERATION" });
  if (isSpelledOtherwise(left, right)) return certain(SPELLED);
  if (areOneCompound(left, right)) return certain(COMPOUND);
  const alike = compareForms(left, right);
  if (alike.score < NICKNAME && areNicknames(left.forms, right.forms))
    return uncertain({ score: NICKNAME, how: "NICKNAME" });
  return uncertain(alike);
}

/** Compares two parts: native script, then spelling, initials, nicknames, and what edits and sounds allow. Symmetric. */
export type CompareParts = (left: NamePart, right: NamePart) => Likeness;

export const compareParts: CompareParts = (left, right) => judgeParts(compareWords(left, right), left, right);

/**
 * The same for one question, which is compared with many records: the same words come in record after record, and two of
 * them are compared once. What it keeps goes with the question.
 */
export function comparePartsOnce(): CompareParts {
  const known = new Map<readonly string[], Map<readonly string[], WordLikeness>>();
  return (left, right) => {
    // Two parts of the same forms are the same word: parts.ts keeps one list of forms for each.
    let others = known.get(left.forms);
    if (others === undefined) known.set(left.forms, (others = new Map()));
    let words = others.get(right.forms);
    if (words === undefined) others.set(right.forms, (words = compareWords(left, right)));
    return judgeParts(words, left, right);
  };
}

function judgeParts({ likeness, mayBeReadAlike }: WordLikeness, left: NamePart, right: NamePart): Likeness {
  return mayBeReadAlike && isReadAlike(left, right) ? SPELLED : likeness;
}
