import { fault, parsed } from "../parsed.js";
import type { Parsed } from "../parsed.js";
import { parseCountry } from "./country.js";
import type { CountryCode } from "./country.js";
import { cleanDocumentNumber } from "./document-number.js";
import { readMrzDate } from "./mrz-date.js";
import { readMrzElements } from "./mrz-elements.js";
import type { MrzCheck, MrzElement, MrzElements } from "./mrz-elements.js";
import type { MrzFormat } from "./mrz-format.js";
import { readMrzLines } from "./mrz-lines.js";
import { readMrzName } from "./mrz-name.js";
import { yearOf } from "./partial-date.js";
import type { PartialDate } from "./partial-date.js";

/** What the first letters of the zone say the document is (ICAO 9303-4 to 9303-7). */
export type MrzDocumentType = "PASSPORT" | "ID_CARD" | "CREW_CERTIFICATE" | "VISA" | "OTHER";

export type MrzSex = "M" | "F" | "X";

export type MrzFieldName = keyof MrzElements;

/** One field as it stands in the zone. */
export interface MrzField {
  readonly field: MrzFieldName;
  /** With its fillers, without its check digit. For the composite: the digit itself. */
  readonly value: string;
  /**
   * `INVALID` when the check digit does not match, or when the field holds what it cannot mean: a country that no list
   * has, a day that no calendar has. `NOT_CHECKED` where there is nothing to check against.
   */
  readonly check: MrzCheck;
}

/** A machine-readable zone, read (ICAO 9303-3 to 9303-7). */
export interface Mrz {
  readonly format: MrzFormat;
  /** One or two letters: `P`, `ID`, `V`. */
  readonly documentCode: string;
  readonly documentType: MrzDocumentType;
  /** As the zone has it when no list knows it, as with states that are no more: its field is then `INVALID`. */
  readonly issuingCountry: CountryCode;
  readonly family: string;
  readonly given: string;
  /** The name field is full to its last character: compare names by their beginnings. */
  readonly nameMayBeCut: boolean;
  /** Letters and digits only, long numbers put together. */
  readonly documentNumber: string;
  readonly nationality: CountryCode;
  readonly dateOfBirth: PartialDate | null;
  readonly sex: MrzSex;
  readonly expiry: PartialDate | null;
  /** The personal number of a passport; elsewhere what the issuer likes. Without the fillers at its end. */
  readonly optionalData: string;
  /** Second line of a TD1 card; empty elsewhere. */
  readonly optionalData2: string;
  /** In the order of the zone's elements, the composite check last. */
  readonly fields: readonly MrzField[];
}

export interface MrzReading {
  /** Accepts check digits that do not match: the zone is searched as it was read. */
  readonly asRead?: boolean;
  /** `YYYY-MM-DD`: two-digit years are resolved against it. The present day when left out. */
  readonly today?: string;
}

/** The longest validity we allow for: what would expire later is taken for a document of the century before. */
const FURTHEST_EXPIRY_IN_YEARS = 50;

/**
 * Reads the zone of any of the five formats, with or without line breaks, spaces and capitals.
 * Faults: `INVALID_MRZ` for its shape, `MRZ_CHECK_DIGIT` for a check digit. Only check digits refuse a zone: a country
 * or a date that cannot be is reported in `fields`, because lists grow old and issuers err.
 */
export function parseMrz(text: string, { asRead = false, today = presentDay() }: MrzReading = {}): Parsed<Mrz> {
  const zone = readMrzLines(text);
  if (!zone.ok) return zone;

  const elements = readMrzElements(zone.value);
  const failed = failedDigits(elements);
  return failed.length > 0 && !asRead ? checkDigitFault(failed) : parsed(toMrz(zone.value.format, elements, today));
}

/** What an officer calls the fields that carry a check digit. */
const CHECKED_FIELDS: readonly (readonly [MrzFieldName, string])[] = [
  ["documentNumber", "document number"],
  ["dateOfBirth", "date of birth"],
  ["expiry", "date of expiry"],
  ["optionalData", "personal number"],
  ["composite", "whole zone"],
];

/** The composite digit is named only where no field's own digit fails: a misread field nearly always breaks it too. */
function failedDigits(elements: MrzElements): readonly string[] {
  const failed = CHECKED_FIELDS.filter(([field]) => elements[field]?.check === "INVALID");
  const ownDigits = failed.filter(([field]) => field !== "composite");
  return (ownDigits.length > 0 ? ownDigits : failed).map(([, name]) => `the ${name}`);
}

function checkDigitFault(failed: readonly string[]): Parsed<Mrz> {
  const names = new Intl.ListFormat("en").format(failed);
  const claim = failed.length === 1 ? `check digit of ${names} does` : `check digits of ${names} do`;
  return fault("MRZ_CHECK_DIGIT", `The ${claim} not match; read it again, or search it as read.`);
}

function toMrz(format: MrzFormat, elements: MrzElements, today: string): Mrz {
  const documentCode = withoutFillers(elements.documentCode.value);
  const issuingCountry = parseCountry(elements.issuingCountry.value);
  const { family, given, mayBeCut } = readMrzName(elements.names.value);
  const nationality = parseCountry(elements.nationality.value);
  const dateOfBirth = readMrzDate(elements.dateOfBirth.value, today);
  const sex = SEXES.get(elements.sex.value);
  const expiry = readMrzDate(elements.expiry.value, yearsAfter(today, FURTHEST_EXPIRY_IN_YEARS));

  return {
    format,
    documentCode,
    documentType: documentTypeOf(documentCode),
    issuingCountry: issuingCountry.ok ? issuingCountry.value : withoutFillers(elements.issuingCountry.value),
    family,
    given,
    nameMayBeCut: mayBeCut,
    documentNumber: cleanDocumentNumber(elements.documentNumber.value),
    nationality: nationality.ok ? nationality.value : withoutFillers(elements.nationality.value),
    dateOfBirth: dateOfBirth.ok ? dateOfBirth.value : null,
    sex: sex ?? "X",
    expiry: expiry.ok ? expiry.value : null,
    optionalData: withoutFillers(elements.optionalData.value),
    optionalData2: withoutFillers(elements.optionalData2?.value ?? ""),
    fields: fieldsOf({
      ...elements,
      issuingCountry: refuseUnless(issuingCountry.ok, elements.issuingCountry),
      names: refuseUnless(/^[A-Z<]*$/.test(elements.names.value), elements.names),
      nationality: refuseUnless(nationality.ok, elements.nationality),
      dateOfBirth: refuseUnless(dateOfBirth.ok, elements.dateOfBirth),
      sex: refuseUnless(sex !== undefined, elements.sex),
      expiry: refuseUnless(expiry.ok, elements.expiry),
    }),
  };
}

/** ICAO writes `<` where the sex is not stated; some issuers write X. */
const SEXES: ReadonlyMap<string, MrzSex> = new Map([
  ["M", "M"],
  ["F", "F"],
  ["<", "X"],
  ["X", "X"],
]);

function documentTypeOf(documentCode: string): MrzDocumentType {
  if (documentCode === "AC") return "CREW_CERTIFICATE";
  switch (documentCode.charAt(0)) {
    case "P":
      return "PASSPORT";
    case "V":
      return "VISA";
    case "A":
    case "C":
    case "I":
      return "ID_CARD";
    default:
      return "OTHER";
  }
}

const FIELD_ORDER: readonly MrzFieldName[] = [
  "documentCode",
  "issuingCountry",
  "names",
  "documentNumber",
  "nationality",
  "dateOfBirth",
  "sex",
  "expiry",
  "optionalData",
  "optionalData2",
  "composite",
];

function fieldsOf(elements: MrzElements): readonly MrzField[] {
  return FIELD_ORDER.flatMap((field) => {
    const element = elements[field];
    return element === null ? [] : [{ field, ...element }];
  });
}

function refuseUnless(isPossible: boolean, element: MrzElement): MrzElement {
  return isPossible ? element : { ...element, check: "INVALID" };
}

function withoutFillers(value: string): string {
  return value.replace(/<+$/, "");
}

function yearsAfter(day: string, years: number): string {
  return `${String(yearOf(day) + years)}${day.slice(4)}`;
}

function presentDay(): string {
  return new Date().toISOString().slice(0, 10);
}
