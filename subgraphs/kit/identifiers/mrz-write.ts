import { cleanDocumentNumber } from "./document-number.js";
import type { Mrz } from "./mrz.js";
import { mrzCheckDigit } from "./mrz-check-digit.js";
import { writeMrzDate } from "./mrz-date.js";
import { splitLongNumber } from "./mrz-document-number.js";
import { digitAfter, isVisa, MRZ_LAYOUTS, readSpan, widthOf } from "./mrz-format.js";
import type { MrzLayout, Span } from "./mrz-format.js";
import { writeMrzName } from "./mrz-name.js";

/** What a zone is written from: what `parseMrz` gives, less what it works out. */
export type MrzContent = Omit<Mrz, "documentType" | "nameMayBeCut" | "fields" | "optionalData" | "optionalData2"> &
  Partial<Pick<Mrz, "optionalData" | "optionalData2">>;

interface Piece {
  readonly span: Span;
  readonly text: string;
}

/**
 * Writes the zone, its lines parted by line breaks (ICAO 9303-3 to 9303-7). Names are in the letters A to Z already, and
 * are cut to the width. Throws a RangeError when a field other than the names does not fit the format.
 */
export function writeMrz(content: MrzContent): string {
  const layout = MRZ_LAYOUTS[content.format];
  if (isVisa(content.format) !== content.documentCode.startsWith("V")) {
    throw new RangeError("The document code of a visa begins with V, and no other code does.");
  }

  const pieces = piecesOf(content, layout);
  const lines = Array.from({ length: layout.lines }, (_, index) => writeLine(index + 1, layout.width, pieces));
  return withComposite(lines, layout).join("\n");
}

function piecesOf(content: MrzContent, layout: MrzLayout): readonly Piece[] {
  const { optionalData = "", optionalData2 = "" } = content;
  const number = splitLongNumber(cleanDocumentNumber(content.documentNumber), optionalData);
  if (number.digit === "<" && !layout.takesLongNumbers) throw new RangeError("The document number is too long.");

  return [
    fill(layout.documentCode, content.documentCode),
    fill(layout.issuingCountry, codeOf(content.issuingCountry)),
    fill(layout.names, writeMrzName(content, widthOf(layout.names))),
    fill(layout.documentNumber, number.number),
    fill(digitAfter(layout.documentNumber), number.digit),
    fill(layout.nationality, codeOf(content.nationality)),
    ...fillWithDigit(layout.dateOfBirth, writeMrzDate(content.dateOfBirth)),
    fill(layout.sex, content.sex === "X" ? "<" : content.sex),
    ...fillWithDigit(layout.expiry, writeMrzDate(content.expiry)),
    ...(layout.checksOptionalData
      ? fillWithDigit(layout.optionalData, optionalData)
      : [fill(layout.optionalData, number.optionalData)]),
    ...(layout.optionalData2 === null ? [] : [fill(layout.optionalData2, optionalData2)]),
  ];
}

function fill(span: Span, text: string): Piece {
  const width = widthOf(span);
  const filled = text
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "<")
    .padEnd(width, "<");
  if (filled.length > width) throw new RangeError("A field is too long for this format.");
  return { span, text: filled };
}

function fillWithDigit(span: Span, text: string): readonly Piece[] {
  const field = fill(span, text);
  return [field, fill(digitAfter(span), String(mrzCheckDigit(field.text)))];
}

/** Germany's code is one letter (ICAO 9303-3 §5). */
function codeOf(country: string): string {
  return country === "DEU" ? "D" : country;
}

function writeLine(line: number, width: number, pieces: readonly Piece[]): string {
  return pieces
    .filter(({ span }) => span.line === line)
    .reduce((text, piece) => overwrite(text, piece), "<".repeat(width));
}

function overwrite(line: string, { span, text }: Piece): string {
  return line.slice(0, span.first - 1) + text + line.slice(span.last);
}

function withComposite(lines: readonly string[], { composite }: MrzLayout): readonly string[] {
  if (composite === null) return lines;
  const digit = mrzCheckDigit(composite.over.map((span) => readSpan(lines, span)).join(""));
  return lines.map((line, index) =>
    index + 1 === composite.digit.line ? overwrite(line, { span: composite.digit, text: String(digit) }) : line,
  );
}
