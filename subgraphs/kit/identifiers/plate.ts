import { fault, parsed } from "../parsed.js";
import type { Parsed } from "../parsed.js";

const MOST_CHARACTERS = 16;
const MOST_CHARACTERS_AS_WRITTEN = 64;

/** Capitals that look alike, Cyrillic and Greek to Latin. Some plates are made of these alone, to be read abroad. */
const LOOK_ALIKES = new Map([
  ...pairUp("АВЕКМНОРСТУХІЈЅ", "ABEKMHOPCTYXIJS"),
  ...pairUp("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
]);

/** The zeros of the scripts whose own digits stand on plates; one to nine follow each in Unicode. */
const ZEROS = ["٠", "۰", "०", "০", "๐", "໐", "០", "၀"];
const DIGITS = new Map(ZEROS.flatMap((zero) => digitsFrom(zero)));

/** A plate as it is kept: compatibility forms folded, capitals, only letters and digits, in the script it was written in. */
export function cleanPlate(text: string): string {
  const capitals = text.normalize("NFKC").toUpperCase();
  // Marks stay: in many scripts the vowels are marks.
  return capitals.replace(/[^\p{L}\p{M}\p{Nd}]/gu, "").normalize("NFKC");
}

/** The key by which plates are searched: look-alikes of other scripts become Latin. It is never stored as the plate. */
export function plateSearchKey(plate: string): string {
  return Array.from(
    cleanPlate(plate),
    (character) => LOOK_ALIKES.get(character) ?? DIGITS.get(character) ?? character,
  ).join("");
}

/** The wider key for a plate seen at a distance: O is 0 and I is 1. */
export function plateConfusionKey(plate: string): string {
  return plateSearchKey(plate).replaceAll("O", "0").replaceAll("I", "1");
}

/** The clean plate, 1 to 16 characters. Fault: `INVALID_PLATE`. */
export function parsePlate(text: string): Parsed<string> {
  const plate = text.length > MOST_CHARACTERS_AS_WRITTEN ? "" : cleanPlate(text);
  const length = Array.from(plate).length;
  return length >= 1 && length <= MOST_CHARACTERS
    ? parsed(plate)
    : fault("INVALID_PLATE", "Give a plate of 1 to 16 letters and digits.");
}

function pairUp(from: string, to: string): readonly (readonly [string, string])[] {
  return Array.from(from, (character, index) => [character, to.charAt(index)]);
}

function digitsFrom(zero: string): readonly (readonly [string, string])[] {
  return Array.from("0123456789", (digit, value) => [String.fromCharCode(zero.charCodeAt(0) + value), digit]);
}
