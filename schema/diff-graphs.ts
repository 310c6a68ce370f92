import { findApiChanges } from "./checks/breaking-changes.js";
import type { ApiChange } from "./checks/breaking-changes.js";
import { findAccessChanges } from "./checks/access-widening.js";
import type { AccessChange } from "./checks/access-widening.js";
import type { ComposedGraph } from "./checks/composed-graph.js";
import { findDeprecations } from "./checks/deprecations.js";
import type { Deprecation } from "./checks/deprecations.js";
import { isWider, writeRequirement } from "../subgraphs/kit/access/requirement.js";

/** What differs between two versions of the graph, as clients see them. */
export interface GraphDiff {
  /** Coordinates that one has and the other has not; what belongs to a new or a lost type is told by the type alone. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly breaking: readonly ApiChange[];
  readonly dangerous: readonly ApiChange[];
  readonly widened: readonly AccessChange[];
  readonly tightened: readonly AccessChange[];
  /** What is deprecated in the second and was not in the first. */
  readonly deprecated: readonly Deprecation[];
}

export function diffGraphs(before: ComposedGraph, after: ComposedGraph): GraphDiff {
  const changes = findApiChanges(before.api, after.api);
  const access = findAccessChanges(before, after);
  const known = new Set(findDeprecations(before).map(({ coordinate }) => coordinate));
  return {
    added: coordinatesOnlyIn(after, before),
    removed: coordinatesOnlyIn(before, after),
    breaking: changes.filter(({ code }) => code.startsWith("BREAKING_")),
    dangerous: changes.filter(({ code }) => code.startsWith("DANGEROUS_")),
    widened: access.filter((change) => isWider(change.after, change.before)),
    tightened: access.filter((change) => !isWider(change.after, change.before)),
    deprecated: findDeprecations(after).filter(({ coordinate }) => !known.has(coordinate)),
  };
}

/** Whether it must not reach clients unseen: something breaks, opens, or is to go on a day that nobody has named. */
export function isRefused({ breaking, widened, deprecated }: GraphDiff): boolean {
  return breaking.length > 0 || widened.length > 0 || deprecated.some(({ until }) => until === null);
}

/** A line for each change, the gravest first. */
export function writeDiff(diff: GraphDiff): readonly string[] {
  return [
    ...diff.widened.map((change) => `Access widened: ${writeAccessChange(change)}`),
    ...diff.breaking.map(({ description }) => `Breaking: ${description}`),
    ...diff.dangerous.map(({ description }) => `Dangerous: ${description}`),
    ...diff.deprecated.map(
      ({ coordinate, until, reason }) =>
        `Deprecated ${until === null ? "without a last day" : `until ${until}`}: ${coordinate} (${reason})`,
    ),
    ...diff.tightened.map((change) => `Access tightened: ${writeAccessChange(change)}`),
    ...diff.removed.map((coordinate) => `Removed: ${coordinate}`),
    ...diff.added.map((coordinate) => `Added: ${coordinate}`),
  ];
}

function writeAccessChange({ coordinate, before, after }: AccessChange): string {
  return `${coordinate} took ${writeRequirement(before)}; it takes ${writeRequirement(after)}`;
}

function coordinatesOnlyIn({ definitions }: ComposedGraph, other: ComposedGraph): readonly string[] {
  const known = new Set(other.definitions.map(({ coordinate }) => coordinate));
  const news = new Set(definitions.map(({ coordinate }) => coordinate).filter((coordinate) => !known.has(coordinate)));
  return [...news].filter((coordinate) => {
    const [owner = ""] = coordinate.split(/[.]/);
    const [field = ""] = coordinate.split("(");
    return (coordinate === owner || !news.has(owner)) && (coordinate === field || !news.has(field));
  });
}
