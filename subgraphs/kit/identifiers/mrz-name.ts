/** The names of a machine-readable zone, as far as they fit in it. */
export interface MrzName {
  /** The primary identifier. */
  readonly family: string;
  /** The secondary identifier, empty where the holder has none. */
  readonly given: string;
  /** The field is full to its last character, so that more may follow on the page: compare by beginnings. */
  readonly mayBeCut: boolean;
}

/** Splits a name field at its first `<<` (ICAO 9303-3 §4.6). */
export function readMrzName(field: string): MrzName {
  const [family = "", ...given] = field.split("<<");
  return { family: words(family), given: words(given.join("<")), mayBeCut: field !== "" && !field.endsWith("<") };
}

/**
 * A name field of the given width. Names are in the letters A to Z already; other marks part words, apostrophes vanish.
 * What does not fit is cut as ICAO 9303-4 §4.2.3 asks: one given letter stays, and the field ends with a letter.
 */
export function writeMrzName(name: Pick<MrzName, "family" | "given">, width: number): string {
  const family = fillWords(name.family);
  const given = fillWords(name.given);
  if (family === "" || given === "") return cutAfterLetter(family + given, width).padEnd(width, "<");

  const room = width - "<<".length - 1;
  const shortFamily = family.slice(0, room).replace(/<+$/, "");
  return cutAfterLetter(`${shortFamily}<<${given}`, width).padEnd(width, "<");
}

/** Where the cut would fall after a filler, a letter of the word before makes way for one of the word behind. */
function cutAfterLetter(text: string, width: number): string {
  const cut = text.slice(0, width);
  if (text.length <= width || !cut.endsWith("<") || cut.charAt(width - 3) === "<") return cut;
  return `${text.slice(0, width - 2)}<${text.charAt(width)}`;
}

function words(field: string): string {
  return field
    .split("<")
    .filter((word) => word !== "")
    .join(" ");
}

function fillWords(name: string): string {
  return name
    .toUpperCase()
    .replace(/['’]/g, "")
    .replace(/[^A-Z]+/g, "<")
    .replace(/^<|<$/g, "");
}
