import { fault, parsed } from "../parsed.js";
import type { Parsed } from "../parsed.js";

/** A vehicle identification number (ISO 3779): 17 capitals and digits without I, O and Q. */
export interface Vin {
  readonly text: string;
  /** `NOT_REQUIRED` outside North America, where position 9 means what the maker likes. */
  readonly checkDigit: "VALID" | "INVALID" | "NOT_REQUIRED";
}

export interface VinReading {
  /** Accepts a check digit that does not match: the number is searched as it was read off the vehicle. */
  readonly asRead?: boolean;
}

const VIN = /^[A-HJ-NPR-Z0-9]{17}$/;
const CHASSIS_NUMBER = /^[A-Z0-9]{5,16}$/;
/** Regions 1 to 5 of ISO 3780 are North America, where 49 CFR 565 makes the check digit binding. */
const BINDS_THE_CHECK_DIGIT = /^[1-5]/;
const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
const CHECK_DIGIT_POSITION = 8;
/** 49 CFR 565.15, table III: the value of the letter A first; `.` stands for I, O and Q. */
const LETTER_VALUES = "12345678.12345.7.923456789";

/** Reads a VIN. Spaces, hyphens and the stars stamped around it are dropped. Faults: `INVALID_VIN`, `VIN_CHECK_DIGIT`. */
export function parseVin(text: string, { asRead = false }: VinReading = {}): Parsed<Vin> {
  const vin = withoutSeparators(text);
  if (!VIN.test(vin)) return fault("INVALID_VIN", "Give a VIN of 17 letters and digits; it never has I, O or Q.");

  const checkDigit = checkOf(vin);
  if (checkDigit === "INVALID" && !asRead) {
    return fault("VIN_CHECK_DIGIT", "The check digit of the VIN does not match; read it again, or search it as read.");
  }
  return parsed({ text: vin, checkDigit });
}

/** The digit that position 9 has in North America, `0` to `9` or `X` (49 CFR 565.15); null when the text is no VIN. */
export function vinCheckDigit(text: string): string | null {
  const vin = withoutSeparators(text);
  if (!VIN.test(vin)) return null;

  const sum = WEIGHTS.reduce((total, weight, position) => total + weight * valueOf(vin.charAt(position)), 0);
  const remainder = sum % 11;
  return remainder === 10 ? "X" : String(remainder);
}

/**
 * The number of a chassis built before the VIN, that is before 1981: 5 to 16 letters and digits. No rule joins the
 * makers' numbers, so I, O and Q stay and nothing is checked. Fault: `INVALID_CHASSIS_NUMBER`.
 */
export function parseChassisNumber(text: string): Parsed<string> {
  const number = withoutSeparators(text);
  return CHASSIS_NUMBER.test(number)
    ? parsed(number)
    : fault("INVALID_CHASSIS_NUMBER", "Give a chassis number of 5 to 16 letters and digits.");
}

function checkOf(vin: string): Vin["checkDigit"] {
  if (!BINDS_THE_CHECK_DIGIT.test(vin)) return "NOT_REQUIRED";
  return vin.charAt(CHECK_DIGIT_POSITION) === vinCheckDigit(vin) ? "VALID" : "INVALID";
}

function valueOf(character: string): number {
  if (/[0-9]/.test(character)) return Number(character);
  return Number(LETTER_VALUES.charAt(character.charCodeAt(0) - "A".charCodeAt(0)));
}

/** Capitals without blanks, hyphens, stops, and the stars that are stamped around a number. */
export function withoutSeparators(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s*./\p{Pd}]/gu, "");
}
