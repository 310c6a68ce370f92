import {
  type AlignedSide,
  alignParts,
  type Alignment,
  compoundsOf,
  runsOf,
  type Cluster,
  isCrossed,
  type PlacedPart,
  type Side,
} from "./align-parts.js";
import { LeastRecentlyUsed } from "../least-recently-used.js";
import { compareParts, type CompareParts, comparePartsOnce } from "./compare-parts.js";
import type { MatchFeature } from "./match-feature.js";
import { cleanName, foldNative } from "./normalise.js";
import { MAX_PARTS, type NamePart, type PartTag, splitFullName, splitName } from "./parts.js";
import type { PersonName } from "./person-name.js";
import { remember } from "../remember.js";
import { type Script, scriptOf } from "./script.js";
import { readingsOf } from "./traditions.js";

export interface NameComparison {
  /** 0 to 1; from 0.7 on the two names may be one person's. */
  readonly score: number;
  /** Why. Most names are compared in vain, and nobody asks. */
  readonly features: () => readonly MatchFeature[];
}

export const NOTHING_COMPARED: NameComparison = { score: 0, features: () => [] };

/** One writing of a name: as family and given names, or as a native name in one string. */
interface View extends AlignedSide {
  readonly script: Script | null;
  /** The letters alone, to see at once that two native names are equal; empty in Latin script, where nothing is seen by it. */
  readonly letters: string;
  readonly sortKey: string;
}

/** A name cut and romanised once, to be compared many times. */
export interface PreparedName {
  readonly views: readonly View[];
}

const WEIGHTS: Readonly<Record<PartTag, number>> = {
  SIGNIFICANT: 1,
  INITIAL: 0.5,
  SUFFIX: 0.15,
  PARTICLE: 0.1,
  TITLE: 0,
};
const CONTRADICTION = 0.65;
/** Both sides have more, but one a second given name and the other a second family name. */
const UNRELATED_REST = 0.88;
const PART_MISSING = 0.08;
const INITIAL_MISSING = 0.03;
const MOST_MISSING = 0.25;
const ONLY_ONE_PART = 0.72;
const CROSSED = 0.95;

function place(parts: readonly NamePart[], side: Side): readonly PlacedPart[] {
  return parts.map((part) => ({ ...part, side }));
}

/** Family names and given names that are kept cut, up to twice as many, about 10 MB for these: few are rare. */
const MAX_REMEMBERED = 20_000;
const familyParts = remember((text) => place(splitName(text), "FAMILY"), MAX_REMEMBERED);
const givenParts = remember((text) => place(splitName(text), "GIVEN"), MAX_REMEMBERED);

function withReadings(parts: readonly PlacedPart[]): readonly PlacedPart[] {
  const named = parts.filter((part) => part.tag === "SIGNIFICANT" || part.tag === "INITIAL");
  const readings = readingsOf(named);
  if (readings.every((its) => its.length === 0)) return parts;
  return parts.map((part) => ({ ...part, readings: readings[named.indexOf(part)] ?? [] }));
}

function viewOf(text: string, parts: readonly PlacedPart[]): View {
  const script = scriptOf(text);
  const kept = withReadings(parts.slice(0, MAX_PARTS));
  const letters = script === "LATIN" ? "" : foldNative(cleanName(text), script).replace(/[^\p{L}\p{N}]/gu, "");
  return {
    script,
    parts: kept,
    runs: runsOf(kept),
    letters,
    sortKey: parts.map((part) => `${part.side}${part.text}`).join(" "),
  };
}

function fieldsView(name: PersonName): View {
  const family = cleanName(name.family).trim();
  const given = cleanName(name.given).trim();
  const text = `${family} ${given}`;
  if (family === "" || given === "") return viewOf(text, place(splitFullName(text), "WHOLE"));
  return viewOf(text, [...familyParts(family), ...givenParts(given)]);
}

/** Names that are kept prepared, about 20 MB. */
const MAX_PREPARED = 5_000;
const PREPARED = new LeastRecentlyUsed<PreparedName>(MAX_PREPARED);

/**
 * Cuts, tags and romanises a name: the costly half of a comparison. Among the records that share a key with a question the
 * same name comes time and again, and is the same object as long as it is remembered.
 */
function prepareName(name: PersonName): PreparedName {
  return PREPARED.getOr([name.family, name.given, name.original ?? ""].join("\n"), () => prepareAnew(name));
}

function prepareAnew(name: PersonName): PreparedName {
  const original = cleanName(name.original ?? "").trim();
  const views = [
    fieldsView(name),
    ...(original === "" ? [] : [viewOf(original, place(splitFullName(original), "WHOLE"))]),
  ];
  return { views: views.filter((view) => view.parts.length > 0) };
}

function textOf(parts: readonly NamePart[]): string {
  return parts.map((part) => part.text).join(" ");
}

function weightOf(parts: readonly NamePart[]): number {
  let heaviest = 0;
  let significant = 0;
  for (const { tag } of parts) {
    heaviest = Math.max(heaviest, WEIGHTS[tag]);
    if (tag === "SIGNIFICANT") significant += 1;
  }
  return parts.length === 1 ? heaviest : Math.max(heaviest, significant);
}

function clusterWeight(cluster: Cluster): number {
  return weightOf(cluster.query) + weightOf(cluster.record);
}

function clusterScore(cluster: Cluster): number {
  return isCrossed(cluster) ? cluster.likeness.score * CROSSED : cluster.likeness.score;
}

function isNaming(part: NamePart): boolean {
  return part.tag === "SIGNIFICANT" || part.tag === "INITIAL";
}

/** Whether two unexplained parts stand for the same thing: both family, both given, or the field has nothing else in common. */
function opposes(left: PlacedPart, right: PlacedPart, clusters: readonly Cluster[]): boolean {
  if (left.side === "WHOLE" || right.side === "WHOLE" || left.side === right.side) return true;
  const shared = new Set(
    clusters.filter((cluster) => !isCrossed(cluster)).flatMap((cluster) => cluster.query.map((part) => part.side)),
  );
  return !(shared.has(left.side) && shared.has(right.side));
}

/** What the unexplained parts leave of the score, 0 to 1. @param matched the weight of those that are explained */
function restFactor({ clusters, ...rest }: Alignment, matched: number): number {
  const left = rest.queryRest.filter(isNaming);
  const right = rest.recordRest.filter(isNaming);
  const missing = missingOf(left) + missingOf(right);
  const partial = 1 - Math.min(MOST_MISSING, missing);
  if (left.length > 0 && right.length > 0) {
    return left.some((a) => right.some((b) => opposes(a, b, clusters))) ? CONTRADICTION : partial * UNRELATED_REST;
  }
  return missing > 0 && matched < 3 ? partial * ONLY_ONE_PART : partial;
}

function missingOf(rest: readonly NamePart[]): number {
  return rest.reduce((sum, part) => sum + (part.tag === "INITIAL" ? INITIAL_MISSING : PART_MISSING), 0);
}

/** What a cluster brings to the score. */
function shareOf(cluster: Cluster, total: number): number {
  return total === 0 ? 0 : (clusterWeight(cluster) / total) * clusterScore(cluster);
}

function clusterFeature(cluster: Cluster, total: number): MatchFeature {
  const how = isCrossed(cluster) ? "SWAPPED" : cluster.likeness.how;
  const weight = shareOf(cluster, total);
  return { feature: "NAME", query: textOf(cluster.query), record: textOf(cluster.record), how, weight };
}

function restFeatures(alignment: Alignment, factor: number): readonly MatchFeature[] {
  const query = textOf(alignment.queryRest.filter(isNaming));
  const record = textOf(alignment.recordRest.filter(isNaming));
  if (query === "" && record === "") return [];
  const how = query !== "" && record !== "" && factor === CONTRADICTION ? "DIFFERENT" : "PARTIAL";
  return [{ feature: "NAME", query, record, how, weight: factor - 1 }];
}

function judge(alignment: Alignment): NameComparison {
  const { clusters, queryRest, recordRest } = alignment;
  const matched = clusters.reduce((sum, cluster) => sum + clusterWeight(cluster), 0);
  const factor = restFactor(alignment, matched);
  const rest = factor === CONTRADICTION ? [...queryRest, ...recordRest] : [];
  const total = rest.reduce((sum, part) => sum + WEIGHTS[part.tag], matched);
  const agreement = clusters.reduce((sum, cluster) => sum + shareOf(cluster, total), 0);
  return {
    score: matched < 0.5 ? 0 : Math.min(1, Math.max(0, agreement * factor)),
    features: () => [...clusters.map((cluster) => clusterFeature(cluster, total)), ...restFeatures(alignment, factor)],
  };
}

function flip({ score, features }: NameComparison): NameComparison {
  return {
    score,
    features: () => features().map((feature) => ({ ...feature, query: feature.record, record: feature.query })),
  };
}

/** Greedy alignment may depend on the order of its sides; a fixed order makes the comparison symmetric. */
function compareViews(query: View, record: View, compare: CompareParts): NameComparison {
  if (query.letters !== "" && query.letters === record.letters) {
    return {
      score: 1,
      features: () => [
        { feature: "NAME", query: textOf(query.parts), record: textOf(record.parts), how: "NATIVE_SCRIPT", weight: 1 },
      ],
    };
  }
  return query.sortKey <= record.sortKey
    ? compareAligned(query, record, compare)
    : flip(compareAligned(record, query, compare));
}

/** Word by word, or by the compounds that both have, whichever says more. */
function compareAligned(query: View, record: View, compare: CompareParts): NameComparison {
  const byWords = judge(alignParts(query, record, compare));
  const compounds = compoundsOf(query, record, compare);
  if (compounds.length === 0) return byWords;
  const byCompounds = judge(alignParts(query, record, compare, compounds));
  return byCompounds.score > byWords.score ? byCompounds : byWords;
}

function hasScript(script: Script): (view: View) => boolean {
  return (view) => view.script === script;
}

type Pair = readonly [query: View, record: View];

/** Native script first. Two Han names are compared as Han alone: their Latin forms lose what tells them apart. */
function pairsOfViews(query: PreparedName, record: PreparedName): readonly Pair[] {
  const pairs = query.views.flatMap((left) => record.views.map((right): Pair => [left, right]));
  if (pairs.length < 2) return pairs;
  const isHan = hasScript("HAN");
  return query.views.some(isHan) && record.views.some(isHan)
    ? pairs.filter(([left, right]) => isHan(left) && isHan(right))
    : [...pairs.filter(isNative), ...pairs.filter((pair) => !isNative(pair))];
}

function isNative([left, right]: Pair): boolean {
  return left.script === right.script && left.script !== "LATIN";
}

/** One name that is compared with those of many records: the same name, and the same pair of words, once. */
export class NameMatcher {
  readonly #query: PreparedName;
  readonly #compare = comparePartsOnce();
  readonly #known = new Map<PreparedName, NameComparison>();

  constructor(query: PersonName) {
    this.#query = prepareName(query);
  }

  compare(name: PersonName): NameComparison {
    const record = prepareName(name);
    const before = this.#known.get(record);
    if (before !== undefined) return before;
    const comparison = comparePrepared(this.#query, record, this.#compare);
    this.#known.set(record, comparison);
    return comparison;
  }
}

function comparePrepared(query: PreparedName, record: PreparedName, compare: CompareParts): NameComparison {
  let best: NameComparison | null = null;
  for (const [left, right] of pairsOfViews(query, record)) {
    const comparison = compareViews(left, right, compare);
    if (best === null || comparison.score > best.score) best = comparison;
    if (best.score === 1) return best;
  }
  return best ?? NOTHING_COMPARED;
}

/**
 * How alike two names are, across scripts, spellings and the order of family and given names, and why. Native script first;
 * of several writings of one name the best pair counts. Symmetric, total, and bounded: 200 characters and ten parts a side.
 */
export function compareNames(query: PersonName, record: PersonName): NameComparison {
  return comparePrepared(prepareName(query), prepareName(record), compareParts);
}
