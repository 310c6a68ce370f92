import { countryName } from "../../kit/identifiers/country.js";
import { formerState } from "../../kit/identifiers/former-states.js";
import type { Mrz } from "../../kit/identifiers/mrz.js";
import { isUsualNumber } from "./passport-numbers.js";

/** IMPOSSIBLE in a genuine document; UNUSUAL where genuine ones are seldom so, or our tables end. */
export const PLAUSIBILITIES = ["UNUSUAL", "IMPOSSIBLE"] as const;
export type Plausibility = (typeof PLAUSIBILITIES)[number];

/** What may be odd about a zone: how odd it is, and what an officer reads. */
export const ZONE_REMARKS = {
  CHECK_DIGIT_WRONG: ["IMPOSSIBLE", "A check digit of the zone does not match: read it again before anything else."],
  SPECIMEN: ["IMPOSSIBLE", "Utopia issues specimens and nothing else."],
  ISSUER_UNKNOWN: ["IMPOSSIBLE", "No list knows the issuing state."],
  NOT_AN_ISSUER: ["IMPOSSIBLE", "The code of the issuing state is one for persons: nobody issues documents under it."],
  NATIONALITY_UNKNOWN: ["IMPOSSIBLE", "No list knows the nationality."],
  EXPIRES_BEFORE_BIRTH: ["IMPOSSIBLE", "The document expires before its holder is born."],
  NOT_A_DATE: ["IMPOSSIBLE", "A date in the zone is in no calendar."],
  ISSUER_ENDED: ["UNUSUAL", "The issuing state is no more."],
  NATIONALITY_ENDED: ["UNUSUAL", "The state of the nationality is no more."],
  EXPIRED: ["UNUSUAL", "The document has expired."],
  VALID_TOO_LONG: ["UNUSUAL", "The passport would be valid for more than ten years and six months from today."],
  NUMBER_UNUSUAL: ["UNUSUAL", "The issuing state does not usually number its passports so."],
  BIRTH_UNKNOWN: ["UNUSUAL", "The date of birth is not known to the day."],
} as const satisfies Record<string, readonly [Plausibility, string]>;

export type ZoneRemarkCode = keyof typeof ZONE_REMARKS;

export interface ZoneRemark {
  readonly code: ZoneRemarkCode;
  readonly plausibility: Plausibility;
  readonly explanation: string;
}

/** Stateless persons, refugees, and those of no stated nationality (ICAO 9303-3 §5, part E). */
const CODES_OF_PERSONS: ReadonlySet<string> = new Set(["XXA", "XXB", "XXC", "XXX"]);
const LONGEST_PASSPORT_MONTHS = 126;

/** What is odd about a zone, by itself. @param today `YYYY-MM-DD` */
export function examineZone(zone: Mrz, today: string): readonly ZoneRemark[] {
  const codes = [...examineFields(zone), ...examineStates(zone), ...examineDates(zone, today), ...examineNumber(zone)];
  return codes.map((code) => {
    const [plausibility, explanation] = ZONE_REMARKS[code];
    return { code, plausibility, explanation };
  });
}

const WITH_CHECK_DIGITS: readonly string[] = ["documentNumber", "optionalData", "composite"];

function examineFields({ fields, dateOfBirth, expiry }: Mrz): readonly ZoneRemarkCode[] {
  const isInvalid = (name: string): boolean => fields.some(({ field, check }) => field === name && check === "INVALID");
  const isNoDate = (name: string, date: string | null): boolean => isInvalid(name) && date === null;
  const isMisread = (name: string, date: string | null): boolean => isInvalid(name) && date !== null;
  return [
    ...(WITH_CHECK_DIGITS.some(isInvalid) || isMisread("dateOfBirth", dateOfBirth) || isMisread("expiry", expiry)
      ? (["CHECK_DIGIT_WRONG"] as const)
      : []),
    ...(isNoDate("dateOfBirth", dateOfBirth) || isNoDate("expiry", expiry) ? (["NOT_A_DATE"] as const) : []),
  ];
}

function examineStates({ issuingCountry, nationality }: Mrz): readonly ZoneRemarkCode[] {
  return [...examineIssuer(issuingCountry), ...examineNationality(nationality)];
}

function examineIssuer(code: string): readonly ZoneRemarkCode[] {
  if (code === "UTO") return ["SPECIMEN"];
  if (CODES_OF_PERSONS.has(code)) return ["NOT_AN_ISSUER"];
  if (formerState(code) !== null) return ["ISSUER_ENDED"];
  return countryName(code) === null ? ["ISSUER_UNKNOWN"] : [];
}

function examineNationality(code: string): readonly ZoneRemarkCode[] {
  if (formerState(code) !== null) return ["NATIONALITY_ENDED"];
  return countryName(code) === null ? ["NATIONALITY_UNKNOWN"] : [];
}

function examineDates({ documentType, dateOfBirth, expiry }: Mrz, today: string): readonly ZoneRemarkCode[] {
  const isBackwards = expiry !== null && dateOfBirth !== null && latestDay(expiry) < dateOfBirth;
  const isTooLong =
    documentType === "PASSPORT" && expiry !== null && monthsBetween(today, expiry) > LONGEST_PASSPORT_MONTHS;
  return [
    ...(isBackwards ? (["EXPIRES_BEFORE_BIRTH"] as const) : []),
    ...(expiry !== null && latestDay(expiry) < today ? (["EXPIRED"] as const) : []),
    ...(isTooLong ? (["VALID_TOO_LONG"] as const) : []),
    ...(dateOfBirth === null || dateOfBirth.length < 10 ? (["BIRTH_UNKNOWN"] as const) : []),
  ];
}

/** Diplomatic and service passports, whose code has a second letter, are numbered in ways of their own. */
function examineNumber({ documentCode, issuingCountry, documentNumber }: Mrz): readonly ZoneRemarkCode[] {
  if (documentCode !== "P") return [];
  return isUsualNumber(issuingCountry, documentNumber) === false ? ["NUMBER_UNUSUAL"] : [];
}

/** So written that it comes after every day that it may mean. */
function latestDay(date: string): string {
  return date.length === 10 ? date : `${date}-99`;
}

function monthsBetween(from: string, until: string): number {
  return monthsOf(until) - monthsOf(from);
}

function monthsOf(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
}
