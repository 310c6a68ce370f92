import { fault, parsed } from "../parsed.js";
import type { Parsed } from "../parsed.js";

const FEWEST_CHARACTERS = 5;
const MOST_CHARACTERS = 25;
const MOST_CHARACTERS_AS_WRITTEN = 40;

/** Characters that are taken for one another, by eye and by OCR, each with the digit that stands for its class. */
const CONFUSED: ReadonlyMap<string, string> = new Map([
  ["O", "0"],
  ["Q", "0"],
  ["D", "0"],
  ["I", "1"],
  ["L", "1"],
  ["Z", "2"],
  ["S", "5"],
  ["B", "8"],
  ["G", "6"],
]);

/** A document number as the databases compare it: compatibility forms folded, capitals, only A to Z and 0 to 9. */
export function cleanDocumentNumber(text: string): string {
  return capitals(text).replace(/[^A-Z0-9]/g, "");
}

/**
 * The cleaned number of a travel or identity document, 5 to 25 characters. Fault: `INVALID_DOCUMENT_NUMBER`.
 * A letter or digit of another script is refused, not dropped: what is left would be another document's number.
 */
export function parseDocumentNumber(text: string): Parsed<string> {
  if (text.length > MOST_CHARACTERS_AS_WRITTEN) return invalidDocumentNumber();
  if (/(?![A-Z0-9])[\p{L}\p{N}]/u.test(capitals(text))) return invalidDocumentNumber();

  const number = cleanDocumentNumber(text);
  if (number.length < FEWEST_CHARACTERS || number.length > MOST_CHARACTERS) return invalidDocumentNumber();
  return parsed(number);
}

/** Equal for two numbers that differ only in characters of one class: {0 O Q D} {1 I L} {2 Z} {5 S} {8 B} {6 G}. */
export function confusionKey(documentNumber: string): string {
  return cleanDocumentNumber(documentNumber).replace(/[A-Z]/g, (letter) => CONFUSED.get(letter) ?? letter);
}

/** Whether one typing error at most parts the two: a character replaced, added or left out, or two neighbours swapped. */
export function isWithinOneEdit(a: string, b: string): boolean {
  if (a.length > b.length) return isWithinOneEdit(b, a);
  if (b.length - a.length > 1) return false;

  const at = firstDifference(a, b);
  if (b.length > a.length) return a.slice(at) === b.slice(at + 1);
  if (a.slice(at + 1) === b.slice(at + 1)) return true;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

const CHARACTERS = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

/** Every number that one typing error parts from this one, itself left out; some 700 for nine characters. */
export function numbersWithinOneEdit(documentNumber: string): readonly string[] {
  const number = cleanDocumentNumber(documentNumber);
  const near = Array.from({ length: number.length + 1 }, (_, at) => {
    const [before, here, after] = [number.slice(0, at), number.charAt(at), number.slice(at + 1)];
    const added = CHARACTERS.map((character) => before + character + here + after);
    if (here === "") return added;
    const swapped = after === "" ? [] : [before + after.charAt(0) + here + after.slice(1)];
    return [...added, ...CHARACTERS.map((character) => before + character + after), before + after, ...swapped];
  });
  return [...new Set(near.flat())].filter((one) => one !== number);
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}

function capitals(text: string): string {
  return text.normalize("NFKC").toUpperCase();
}

function invalidDocumentNumber(): Parsed<string> {
  return fault("INVALID_DOCUMENT_NUMBER", "Give a document number of 5 to 25 Latin letters and digits.");
}
