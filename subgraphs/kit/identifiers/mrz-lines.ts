import { fault, parsed } from "../parsed.js";
import type { Parsed } from "../parsed.js";
import { isVisa, MRZ_FORMATS, MRZ_LAYOUTS } from "./mrz-format.js";
import type { MrzFormat } from "./mrz-format.js";

/** The lines of a zone, each of the width of its format. */
export interface MrzLines {
  readonly format: MrzFormat;
  readonly lines: readonly string[];
}

const MOST_CHARACTERS = 500;
const CHARACTERS = /^[A-Z0-9<]+$/i;

/** Finds the format and cuts the text into its lines; blanks, missing line breaks and small letters are forgiven. */
export function readMrzLines(text: string): Parsed<MrzLines> {
  if (text.length > MOST_CHARACTERS) return invalidMrz();
  const written = text.split(/[\r\n]+/).map((line) => line.replace(/\s+/g, ""));
  const zone = written.join("");
  if (!CHARACTERS.test(zone)) return invalidMrz();

  const format = formatOf(zone);
  if (format === undefined) return invalidMrz();
  const { width } = MRZ_LAYOUTS[format];
  // One line a character short and another too long would else pass as a whole.
  if (written.some((line) => line.length % width !== 0)) return invalidMrz();
  return parsed({ format, lines: cut(zone.toUpperCase(), width) });
}

function formatOf(zone: string): MrzFormat | undefined {
  const startsAsVisa = /^V/i.test(zone);
  return MRZ_FORMATS.find((format) => {
    const { lines, width } = MRZ_LAYOUTS[format];
    return zone.length === lines * width && isVisa(format) === startsAsVisa;
  });
}

function cut(zone: string, width: number): readonly string[] {
  return Array.from({ length: zone.length / width }, (_, index) => zone.slice(index * width, (index + 1) * width));
}

function invalidMrz(): Parsed<MrzLines> {
  return fault("INVALID_MRZ", "Give the whole zone: three lines of 30 characters, or two lines of 36 or 44.");
}
