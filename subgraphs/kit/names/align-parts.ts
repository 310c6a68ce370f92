import { compoundSounds } from "./arabic-compound.js";
import type { CompareParts, Likeness } from "./compare-parts.js";
import type { NamePart } from "./parts.js";
import { rememberBeside } from "../remember.js";
import { isAbjad } from "./script.js";

/** Which field a part stood in; a native name in one string has none. */
export type Side = "FAMILY" | "GIVEN" | "WHOLE";

export interface PlacedPart extends NamePart {
  readonly side: Side;
}

/** Parts of both sides that were matched with each other: one to one, or up to four joined to one. */
export interface Cluster {
  readonly query: readonly PlacedPart[];
  readonly record: readonly PlacedPart[];
  readonly likeness: Likeness;
}

export interface Alignment {
  readonly clusters: readonly Cluster[];
  readonly queryRest: readonly PlacedPart[];
  readonly recordRest: readonly PlacedPart[];
}

const LONGEST_MERGE = 4;
/** A joined pair must be near certain, or short words would be swallowed. */
const LEAST_MERGED = 0.72;
const LEAST_MERGED_LETTERS = 4;
const MERGED_FORMS = 4;
const MOST_JOINED_READINGS = 16;
/** Letters of the mark that a reading begins with: `zh:`. */
const MARK = 3;

function joinForms(parts: readonly NamePart[]): readonly string[] {
  const most = Math.min(MERGED_FORMS, Math.max(...parts.map((part) => part.forms.length)));
  return Array.from({ length: most }, (_, index) =>
    parts.map((part) => part.forms[index] ?? part.forms[0] ?? "").join(""),
  );
}

/** Readings of one tradition joined with each other; each begins with its tradition's mark. */
function joinReadings(parts: readonly PlacedPart[]): readonly string[] {
  const [first, ...rest] = parts.map((part) => part.readings ?? []);
  return rest
    .reduce(
      (starts, ends) =>
        starts.flatMap((start) =>
          ends.filter((end) => end.slice(0, MARK) === start.slice(0, MARK)).map((end) => start + end.slice(MARK)),
        ),
      first ?? [],
    )
    .slice(0, MOST_JOINED_READINGS);
}

function join(parts: readonly PlacedPart[]): PlacedPart {
  const [first] = parts;
  return {
    text: parts.map((part) => part.text).join(""),
    forms: joinForms(parts),
    tag: "SIGNIFICANT",
    script: first?.script ?? null,
    native: parts.map((part) => part.native).join(""),
    readings: joinReadings(parts),
    side: first?.side ?? "WHOLE",
  };
}

function mayMerge(part: PlacedPart): boolean {
  return part.tag !== "TITLE" && part.tag !== "SUFFIX";
}

/** Neighbouring parts of one side, and the word they make: few are as long as a word of the other side. */
export interface Run {
  readonly parts: readonly PlacedPart[];
  readonly script: PlacedPart["script"];
  /** Letters of the usual form of the word. */
  readonly length: number;
  /** Where the Arabic article binds the parts. */
  readonly compound: string | null;
}

const joinedRun = rememberBeside(({ parts }: Run) => join(parts));

/** The runs of two to four neighbours that may be written as one word; worth working out once for a name. */
export function runsOf(parts: readonly PlacedPart[]): readonly Run[] {
  const runs: Run[] = [];
  for (let start = 0; start < parts.length - 1; start += 1) {
    for (let end = start + 2; end <= Math.min(parts.length, start + LONGEST_MERGE); end += 1) {
      const run = parts.slice(start, end);
      if (run.every(mayMerge)) runs.push(toRun(run));
    }
  }
  return runs;
}

function toRun(parts: readonly PlacedPart[]): Run {
  const script = parts[0]?.script ?? null;
  const word = parts.map(({ forms }) => forms[0] ?? "").join("");
  return { parts, script, length: word.length, compound: script === "LATIN" ? compoundSounds(word) : null };
}

/** One name as the alignment reads it. */
export interface AlignedSide {
  readonly parts: readonly PlacedPart[];
  readonly runs: readonly Run[];
}

/** Joining is worth trying only when the lengths agree; abjad words are shorter by their vowels. */
function mayEqual({ script, length }: Run, whole: PlacedPart): boolean {
  const target = whole.forms[0]?.length ?? 0;
  if (whole.tag !== "SIGNIFICANT" || target < LEAST_MERGED_LETTERS) return false;
  if (isAbjad(whole.script)) return target <= length && length <= target * 3;
  if (isAbjad(script)) return length <= target && target <= length * 3;
  return Math.abs(length - target) <= 4;
}

function mergesOf(
  runs: readonly Run[],
  wholes: readonly PlacedPart[],
  compare: CompareParts,
): readonly (readonly [Run, PlacedPart, Likeness])[] {
  const merges: (readonly [Run, PlacedPart, Likeness])[] = [];
  for (const run of runs) {
    for (const whole of wholes) {
      if (!mayEqual(run, whole)) continue;
      const likeness = compare(joinedRun(run), whole);
      if (likeness.score >= LEAST_MERGED) merges.push([run, whole, likeness]);
    }
  }
  return merges;
}

/** Compounds that both sides write in several words, each their own way: Jamal ad-Din, Djamel Eddine. The shortest first. */
export function compoundsOf(query: AlignedSide, record: AlignedSide, compare: CompareParts): readonly Cluster[] {
  const clusters: Cluster[] = [];
  for (const left of query.runs) {
    if (left.compound === null) continue;
    for (const right of record.runs) {
      if (left.compound !== right.compound) continue;
      clusters.push({ query: left.parts, record: right.parts, likeness: compare(joinedRun(left), joinedRun(right)) });
    }
  }
  return clusters.toSorted((left, right) => sizeOf(left) - sizeOf(right));
}

function isSuffixConflict(left: NamePart, right: NamePart): boolean {
  return (left.tag === "SUFFIX") !== (right.tag === "SUFFIX") || (left.tag === "TITLE") !== (right.tag === "TITLE");
}

function pairsOf(query: readonly PlacedPart[], record: readonly PlacedPart[], compare: CompareParts): Cluster[] {
  const clusters: Cluster[] = [];
  for (const left of query) {
    for (const right of record) {
      if (isSuffixConflict(left, right)) continue;
      const likeness = compare(left, right);
      if (likeness.score > 0) clusters.push({ query: [left], record: [right], likeness });
    }
  }
  return clusters;
}

function sizeOf(cluster: Cluster): number {
  return cluster.query.length + cluster.record.length;
}

export function isCrossed(cluster: Cluster): boolean {
  const [left] = cluster.query;
  const [right] = cluster.record;
  if (left === undefined || right === undefined || left.side === "WHOLE" || right.side === "WHOLE") return false;
  return left.side !== right.side;
}

function isParticle(cluster: Cluster): boolean {
  return (
    cluster.query.every((part) => part.tag === "PARTICLE") || cluster.record.every((part) => part.tag === "PARTICLE")
  );
}

function rank(cluster: Cluster): number {
  const crossed = isCrossed(cluster) ? 0.05 : 0;
  const merged = sizeOf(cluster) > 2 ? 0.01 : 0;
  return cluster.likeness.score - crossed - merged - (isParticle(cluster) ? 0.3 : 0);
}

/**
 * Aligns the parts greedily, best pair first, family with family and given with given where either would do.
 * @param certain what is matched before all else
 */
export function alignParts(
  query: AlignedSide,
  record: AlignedSide,
  compare: CompareParts,
  certain: readonly Cluster[] = [],
): Alignment {
  const candidates = pairsOf(query.parts, record.parts, compare);
  for (const [run, whole, likeness] of mergesOf(query.runs, record.parts, compare))
    candidates.push({ query: run.parts, record: [whole], likeness });
  for (const [run, whole, likeness] of mergesOf(record.runs, query.parts, compare))
    candidates.push({ query: [whole], record: run.parts, likeness });
  candidates.sort((left, right) => rank(right) - rank(left));
  const used = new Set<PlacedPart>();
  const isUsed = (part: PlacedPart): boolean => used.has(part);
  const clusters: Cluster[] = [];
  for (const cluster of [...certain, ...candidates]) {
    if (cluster.query.some(isUsed) || cluster.record.some(isUsed)) continue;
    for (const part of cluster.query) used.add(part);
    for (const part of cluster.record) used.add(part);
    clusters.push(cluster);
  }
  return {
    clusters,
    queryRest: query.parts.filter((part) => !used.has(part)),
    recordRest: record.parts.filter((part) => !used.has(part)),
  };
}
