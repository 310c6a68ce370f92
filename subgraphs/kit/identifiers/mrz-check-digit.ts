const VALUES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const WEIGHTS = [7, 3, 1];

/**
 * The check digit of an MRZ field, 0 to 9 (ICAO 9303-3 §4.9): weights 7, 3, 1 repeat over the characters, `<` counts 0,
 * A to Z count 10 to 35. The field holds A to Z, 0 to 9 and `<` only.
 */
export function mrzCheckDigit(field: string): number {
  const sum = Array.from(field).reduce((total, character, index) => total + valueOf(character) * weightAt(index), 0);
  return sum % 10;
}

function valueOf(character: string): number {
  return Math.max(VALUES.indexOf(character), 0);
}

function weightAt(index: number): number {
  return WEIGHTS[index % WEIGHTS.length] ?? 0;
}
