import { mrzCheckDigit } from "./mrz-check-digit.js";

/** A document number in the zone, with the optional data that stand behind it. */
export interface MrzNumber {
  /** With its fillers, as the check digit counts it. */
  readonly number: string;
  readonly digit: string;
  readonly optionalData: string;
}

const PRINCIPAL_CHARACTERS = 9;

/**
 * Puts together a number of more than nine characters: a filler stands for its check digit, and the rest opens the
 * optional data, followed by the check digit and a filler (ICAO 9303-5 and 9303-6 §4.2.2).
 */
export function joinLongNumber({ number, digit, optionalData }: MrzNumber): MrzNumber {
  const [extension = ""] = optionalData.split("<");
  if (digit !== "<" || extension === "") return { number, digit, optionalData };
  return {
    number: number + extension.slice(0, -1),
    digit: extension.slice(-1),
    optionalData: optionalData.slice(extension.length + 1),
  };
}

/** The reverse: nine characters and their digit or a filler, and the optional data with what the nine leave over. */
export function splitLongNumber(number: string, optionalData: string): MrzNumber {
  const digit = String(mrzCheckDigit(number));
  if (number.length <= PRINCIPAL_CHARACTERS) {
    return { number: number.padEnd(PRINCIPAL_CHARACTERS, "<"), digit, optionalData };
  }
  const rest = number.slice(PRINCIPAL_CHARACTERS);
  return {
    number: number.slice(0, PRINCIPAL_CHARACTERS),
    digit: "<",
    optionalData: `${rest}${digit}<${optionalData}`,
  };
}
