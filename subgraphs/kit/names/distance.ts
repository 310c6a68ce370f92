/** Pairs that clerks, scanners and other spelling habits confuse, by cost. */
const CONFUSABLE: readonly (readonly [number, string])[] = [
  [0.3, "iy ck kq cq vw 0o 1l"],
  [0.5, "sz fv jy ou ei ao ae gj dt pb gk 5s sx fp"],
  [0.7, "mn lr bv ij hj uv uw ia 1i 8b 2z 6g ts eo ui cs ch"],
];

const SIZE = 128;
const SUBSTITUTION = buildSubstitution();

function buildSubstitution(): Float64Array {
  const table = new Float64Array(SIZE * SIZE).fill(1);
  for (const [cost, list] of CONFUSABLE) {
    for (const pair of list.split(" ")) {
      const left = pair.charCodeAt(0);
      const right = pair.charCodeAt(1);
      table[left * SIZE + right] = cost;
      table[right * SIZE + left] = cost;
    }
  }
  return table;
}

const VOWELS = new Set([..."aeiouy"].map((letter) => letter.charCodeAt(0)));
const E = "e".charCodeAt(0);
const H = "h".charCodeAt(0);
const A = "a".charCodeAt(0);
const O = "o".charCodeAt(0);
const U = "u".charCodeAt(0);

const DIGIT_COST = 1.5;
const SEPARATOR_COST = 0.2;
const DOUBLED_COST = 0.3;
const MUTE_H_COST = 0.5;
/** Ae, oe and ue are ICAO 9303-3 §6 spellings of ä, ö and ü. */
const UMLAUT_E_COST = 0.4;
/** A changed last letter a to o is a different sex in many languages. */
const FINAL_VOWEL_COST = 1.5;

export interface DistanceOptions {
  /** Cost of a vowel that one side lacks: 1, less where the native script does not write it. */
  readonly vowelCost: number;
}

const EVERY_VOWEL_COUNTS: DistanceOptions = { vowelCost: 1 };

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function substitutionCost(left: number, right: number): number {
  if (left === right) return 0;
  if (left < SIZE && right < SIZE) {
    const cost = SUBSTITUTION[left * SIZE + right] ?? 1;
    return cost === 1 && (isDigit(left) || isDigit(right)) ? DIGIT_COST : cost;
  }
  return 1;
}

/** Cost of a letter the other side lacks. */
function missingCost(code: number, before: number, options: DistanceOptions): number {
  if (code === 32 || code === 39 || code === 45 || code === 46) return SEPARATOR_COST;
  if (isDigit(code)) return DIGIT_COST;
  if (code === before) return DOUBLED_COST;
  if (code === E && (before === A || before === O || before === U)) return Math.min(UMLAUT_E_COST, options.vowelCost);
  if (code === H && before !== 0 && !VOWELS.has(before)) return MUTE_H_COST;
  return VOWELS.has(code) ? options.vowelCost : 1;
}

function isFinalSexChange(left: string, right: string): boolean {
  if (left.length !== right.length || left.slice(0, -1) !== right.slice(0, -1)) return false;
  const ends = left.slice(-1) + right.slice(-1);
  return ends === "ao" || ends === "oa";
}

type Rows = readonly [Float64Array, Float64Array, Float64Array];

function newRows(width: number): Rows {
  return [new Float64Array(width), new Float64Array(width), new Float64Array(width)];
}

const SCRATCH_WIDTH = 64;
/** Working space overwritten by every call, which never yields: allocating it anew took most of the time of a comparison. */
const SCRATCH = newRows(SCRATCH_WIDTH);

/**
 * Edits that two spellings of `length` letters may differ by and still be one name: at three letters only a pair such as i and
 * y, at eight two, at fifteen three.
 */
export function editBudget(length: number): number {
  if (length < 3) return 0;
  return Math.max(DOUBLED_COST, Math.log(length - 2) / Math.log(2.35));
}

/**
 * Optimal-string-alignment distance with folded costs (equal 0, confusable letters .3 to .7, others 1, digits 1.5), or
 * Infinity as soon as it must exceed `limit`. Symmetric; time grows with the product of the lengths.
 */
export function editDistance(
  left: string,
  right: string,
  limit: number,
  options: DistanceOptions = EVERY_VOWEL_COUNTS,
): number {
  if (left === right) return 0;
  if (isFinalSexChange(left, right)) return FINAL_VOWEL_COST <= limit ? FINAL_VOWEL_COST : Infinity;
  const width = right.length + 1;
  const rows = width <= SCRATCH_WIDTH ? SCRATCH : newRows(width);
  let [beforeLast, last, current] = rows;
  last[0] = 0;
  for (let column = 1; column < width; column += 1) {
    last[column] =
      (last[column - 1] ?? 0) +
      missingCost(right.charCodeAt(column - 1), column > 1 ? right.charCodeAt(column - 2) : 0, options);
  }
  let leastBefore = 0;
  for (let row = 1; row <= left.length; row += 1) {
    const a = left.charCodeAt(row - 1);
    const aBefore = row > 1 ? left.charCodeAt(row - 2) : 0;
    const deletion = missingCost(a, aBefore, options);
    let least = (current[0] = (last[0] ?? 0) + deletion);
    for (let column = 1; column < width; column += 1) {
      const b = right.charCodeAt(column - 1);
      const bBefore = column > 1 ? right.charCodeAt(column - 2) : 0;
      let cost = (last[column - 1] ?? 0) + substitutionCost(a, b);
      cost = Math.min(
        cost,
        (last[column] ?? 0) + deletion,
        (current[column - 1] ?? 0) + missingCost(b, bBefore, options),
      );
      if (a === bBefore && b === aBefore && a !== b && row > 1 && column > 1)
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      current[column] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit && leastBefore > limit) return Infinity;
    leastBefore = least;
    [beforeLast, last, current] = [last, current, beforeLast];
  }
  const distance = last[right.length] ?? Infinity;
  return distance <= limit ? distance : Infinity;
}
