import { mrzCheckDigit } from "./mrz-check-digit.js";
import { joinLongNumber } from "./mrz-document-number.js";
import type { MrzNumber } from "./mrz-document-number.js";
import { digitAfter, MRZ_LAYOUTS, readSpan } from "./mrz-format.js";
import type { MrzLayout, Span } from "./mrz-format.js";
import type { MrzLines } from "./mrz-lines.js";

export type MrzCheck = "VALID" | "INVALID" | "NOT_CHECKED";

/** A stretch of the zone, and whether its check digit matches. */
export interface MrzElement {
  readonly value: string;
  readonly check: MrzCheck;
}

/** The zone taken apart, nothing interpreted yet. Null for what the format does not have. */
export interface MrzElements {
  readonly documentCode: MrzElement;
  readonly issuingCountry: MrzElement;
  readonly names: MrzElement;
  readonly documentNumber: MrzElement;
  readonly nationality: MrzElement;
  readonly dateOfBirth: MrzElement;
  readonly sex: MrzElement;
  readonly expiry: MrzElement;
  readonly optionalData: MrzElement;
  readonly optionalData2: MrzElement | null;
  /** Its value is the digit itself. */
  readonly composite: MrzElement | null;
}

/** Takes a zone apart by its layout and works out every check digit. */
export function readMrzElements({ format, lines }: MrzLines): MrzElements {
  const layout = MRZ_LAYOUTS[format];
  const plain = (span: Span): MrzElement => notChecked(readSpan(lines, span));
  const checked = (span: Span): MrzElement => checkedBy(readSpan(lines, span), readSpan(lines, digitAfter(span)));
  const number = readNumber(layout, lines);

  return {
    documentCode: plain(layout.documentCode),
    issuingCountry: plain(layout.issuingCountry),
    names: plain(layout.names),
    documentNumber: checkedBy(number.number, number.digit),
    nationality: plain(layout.nationality),
    dateOfBirth: checked(layout.dateOfBirth),
    sex: plain(layout.sex),
    expiry: checked(layout.expiry),
    optionalData: layout.checksOptionalData ? readPersonalNumber(layout, lines) : notChecked(number.optionalData),
    optionalData2: layout.optionalData2 === null ? null : plain(layout.optionalData2),
    composite: readComposite(layout, lines),
  };
}

function readNumber(layout: MrzLayout, lines: readonly string[]): MrzNumber {
  const number = {
    number: readSpan(lines, layout.documentNumber),
    digit: readSpan(lines, digitAfter(layout.documentNumber)),
    optionalData: readSpan(lines, layout.optionalData),
  };
  return layout.takesLongNumbers ? joinLongNumber(number) : number;
}

/** Behind an empty personal number the issuer may put a filler in place of the digit 0 (ICAO 9303-4 §4.2.2). */
function readPersonalNumber({ optionalData }: MrzLayout, lines: readonly string[]): MrzElement {
  const value = readSpan(lines, optionalData);
  const digit = readSpan(lines, digitAfter(optionalData));
  return digit === "<" && /^<*$/.test(value) ? notChecked(value) : checkedBy(value, digit);
}

function readComposite({ composite }: MrzLayout, lines: readonly string[]): MrzElement | null {
  if (composite === null) return null;
  const digit = readSpan(lines, composite.digit);
  const { check } = checkedBy(composite.over.map((span) => readSpan(lines, span)).join(""), digit);
  return { value: digit, check };
}

function checkedBy(value: string, digit: string): MrzElement {
  return { value, check: digit === String(mrzCheckDigit(value)) ? "VALID" : "INVALID" };
}

function notChecked(value: string): MrzElement {
  return { value, check: "NOT_CHECKED" };
}
