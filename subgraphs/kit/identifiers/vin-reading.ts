import { fault, parsed } from "../parsed.js";
import type { Parsed } from "../parsed.js";
import { vinCountry, vinRegion } from "./vin-makers.js";
import type { VinRegion } from "./vin-makers.js";
import { parseVin, withoutSeparators } from "./vin.js";
import type { Vin, VinReading } from "./vin.js";

/** How a VIN came to be: WHOLE as read, REPAIRED from letters that no VIN has, PARTIAL where a character was not readable. */
export type VinOrigin = "WHOLE" | "REPAIRED" | "PARTIAL";

/** The VINs that may have been read: one, or each that fits a partial one. */
export interface PossibleVins {
  readonly origin: VinOrigin;
  readonly vins: readonly string[];
}

/** No VIN has these letters (ISO 3779 §4.3): who reads one has seen the digit that looks like it. */
const REPAIRS: ReadonlyMap<string, string> = new Map([
  ["I", "1"],
  ["O", "0"],
  ["Q", "0"],
]);
const CHARACTERS = Array.from("ABCDEFGHJKLMNPRSTUVWXYZ0123456789");
const VIN_LENGTH = 17;
const UNREAD = "?";
/** Two leave 1,089 numbers, which are looked up one by one; three would leave 35,937. */
const MOST_UNREAD = 2;

/**
 * Every VIN that a text may stand for: `?` is a character that could not be read, two at most; I, O and Q are read as the
 * digits that they look like. Faults: those of {@link parseVin}, and `VIN_TOO_VAGUE`.
 */
export function possibleVins(text: string, reading: VinReading = {}): Parsed<PossibleVins> {
  const written = withoutSeparators(text);
  const repaired = written.replace(/[IOQ]/g, (letter) => REPAIRS.get(letter) ?? letter);
  const unread = repaired.length === VIN_LENGTH ? repaired.split(UNREAD).length - 1 : 0;
  if (unread > MOST_UNREAD) return fault("VIN_TOO_VAGUE", "Read the VIN again: two characters at most may be unknown.");
  if (unread === 0) {
    const vin = parseVin(repaired, reading);
    const origin = repaired === written ? "WHOLE" : "REPAIRED";
    return vin.ok ? parsed({ origin, vins: [vin.value.text] }) : vin;
  }
  const attempts = fillIn(repaired).map((vin) => parseVin(vin, reading));
  const vins = attempts.flatMap((attempt) => (attempt.ok ? [attempt.value.text] : []));
  const [first] = attempts;
  if (vins.length === 0 && first !== undefined && !first.ok) return first;
  return parsed({ origin: "PARTIAL", vins });
}

/** What a VIN says of its vehicle by itself. */
export interface VinFacts {
  readonly vin: string;
  readonly checkDigit: Vin["checkDigit"];
  /** World manufacturer identifier, positions 1 to 3. */
  readonly wmi: string;
  /** Whether the maker builds fewer than so many a year, so that positions 12 to 14 name it as well (ISO 3780 §5). */
  readonly isSmallMaker: boolean;
  readonly region: VinRegion | null;
  readonly country: string | null;
  /** The years that position 10 may mean, the likelier first; empty where it means none. */
  readonly modelYears: readonly number[];
  /** Vehicle indicator section, positions 10 to 17: what is etched into windows. */
  readonly indicator: string;
}

/** @param year the present one: no vehicle is of a model year more than one ahead of it */
export function readVinFacts({ text: vin, checkDigit }: Vin, year: number): VinFacts {
  return {
    vin,
    checkDigit,
    wmi: vin.slice(0, 3),
    isSmallMaker: vin.charAt(2) === "9",
    region: vinRegion(vin),
    country: vinCountry(vin),
    modelYears: modelYears(vin, year),
    indicator: vin.slice(9),
  };
}

/** 49 CFR 565.15 table VII, the same as ISO 3779 annex: thirty years, then over again. U, Z and 0 stand for none. */
const YEAR_CODES = "ABCDEFGHJKLMNPRSTVWXY123456789";
const FIRST_YEAR = 1980;
const NORTH_AMERICA = /^[1-5]/;

function modelYears(vin: string, year: number): readonly number[] {
  const index = YEAR_CODES.indexOf(vin.charAt(9));
  if (index < 0) return [];
  const early = FIRST_YEAR + index;
  const years = [early, early + YEAR_CODES.length].filter((one) => one <= year + 1);
  // A letter in position 7 marks a car or light vehicle of North America from 2010 on, a digit one from before.
  const isEarlyFirst = NORTH_AMERICA.test(vin) && /[0-9]/.test(vin.charAt(6));
  return isEarlyFirst ? years : years.toReversed();
}

function fillIn(text: string): readonly string[] {
  const at = text.indexOf(UNREAD);
  if (at < 0) return [text];
  return CHARACTERS.flatMap((character) => fillIn(text.slice(0, at) + character + text.slice(at + 1)));
}
