/** The five formats of ICAO 9303: cards (part 5), cards of the larger size (6), passports (4), and two visas (7). */
export type MrzFormat = "TD1" | "TD2" | "TD3" | "MRV_A" | "MRV_B";

export const MRZ_FORMATS: readonly MrzFormat[] = ["TD1", "TD2", "TD3", "MRV_A", "MRV_B"];

/** A stretch of one line; lines and characters count from 1, both ends included, as the tables of the norm do. */
export interface Span {
  readonly line: number;
  readonly first: number;
  readonly last: number;
}

/** Where each element of a format stands. A check digit follows its field, but for the composite one. */
export interface MrzLayout {
  readonly lines: number;
  readonly width: number;
  readonly documentCode: Span;
  readonly issuingCountry: Span;
  readonly names: Span;
  readonly documentNumber: Span;
  /** Whether a number of more than nine characters runs on in the optional data (9303-5 and 9303-6 §4.2.2). */
  readonly takesLongNumbers: boolean;
  readonly nationality: Span;
  readonly dateOfBirth: Span;
  readonly sex: Span;
  readonly expiry: Span;
  readonly optionalData: Span;
  /** Whether a check digit follows the optional data: the personal number of a passport. */
  readonly checksOptionalData: boolean;
  readonly optionalData2: Span | null;
  /** Null for a visa, which has no composite check digit. */
  readonly composite: { readonly digit: Span; readonly over: readonly Span[] } | null;
}

const DOCUMENT_CODE = at(1, 1, 2);
const ISSUING_COUNTRY = at(1, 3, 5);

/** What passports, larger cards and visas share: the second line up to character 28. */
const TWO_LINES = {
  lines: 2,
  documentCode: DOCUMENT_CODE,
  issuingCountry: ISSUING_COUNTRY,
  documentNumber: at(2, 1, 9),
  takesLongNumbers: false,
  nationality: at(2, 11, 13),
  dateOfBirth: at(2, 14, 19),
  sex: at(2, 21, 21),
  expiry: at(2, 22, 27),
  checksOptionalData: false,
  optionalData2: null,
  composite: null,
} satisfies Partial<MrzLayout>;

export const MRZ_LAYOUTS: Readonly<Record<MrzFormat, MrzLayout>> = {
  TD1: {
    lines: 3,
    width: 30,
    documentCode: DOCUMENT_CODE,
    issuingCountry: ISSUING_COUNTRY,
    documentNumber: at(1, 6, 14),
    takesLongNumbers: true,
    optionalData: at(1, 16, 30),
    checksOptionalData: false,
    dateOfBirth: at(2, 1, 6),
    sex: at(2, 8, 8),
    expiry: at(2, 9, 14),
    nationality: at(2, 16, 18),
    optionalData2: at(2, 19, 29),
    names: at(3, 1, 30),
    composite: { digit: at(2, 30, 30), over: [at(1, 6, 30), at(2, 1, 7), at(2, 9, 15), at(2, 19, 29)] },
  },
  TD2: {
    ...TWO_LINES,
    width: 36,
    names: at(1, 6, 36),
    takesLongNumbers: true,
    optionalData: at(2, 29, 35),
    composite: { digit: at(2, 36, 36), over: [at(2, 1, 10), at(2, 14, 20), at(2, 22, 35)] },
  },
  TD3: {
    ...TWO_LINES,
    width: 44,
    names: at(1, 6, 44),
    optionalData: at(2, 29, 42),
    checksOptionalData: true,
    composite: { digit: at(2, 44, 44), over: [at(2, 1, 10), at(2, 14, 20), at(2, 22, 43)] },
  },
  MRV_A: { ...TWO_LINES, width: 44, names: at(1, 6, 44), optionalData: at(2, 29, 44) },
  MRV_B: { ...TWO_LINES, width: 36, names: at(1, 6, 36), optionalData: at(2, 29, 36) },
};

/** Visas share their measures with the cards and passports they are kept in: the first letter alone tells them apart. */
export function isVisa(format: MrzFormat): boolean {
  return format === "MRV_A" || format === "MRV_B";
}

/** The place of the check digit that follows a field. */
export function digitAfter({ line, last }: Span): Span {
  return at(line, last + 1, last + 1);
}

export function widthOf({ first, last }: Span): number {
  return last - first + 1;
}

export function readSpan(lines: readonly string[], { line, first, last }: Span): string {
  return lines[line - 1]?.slice(first - 1, last) ?? "";
}

function at(line: number, first: number, last: number): Span {
  return { line, first, last };
}
