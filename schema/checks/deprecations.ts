import { getDirectiveValues, GraphQLDeprecatedDirective } from "graphql";
import { readKnownOperations } from "../usage/known-operations.js";
import { writeUsers } from "./breaking-changes.js";
import type { Comparison } from "./checked-change.js";
import type { ComposedGraph } from "./composed-graph.js";
import { found } from "./finding.js";
import type { Finding } from "./finding.js";

/** Something that is to go, and when. */
export interface Deprecation {
  readonly coordinate: string;
  readonly reason: string;
  /** The last day on which it is there, `2027-01-31`; null where the reason names none. */
  readonly until: string | null;
}

export function findDeprecations({ definitions }: Pick<ComposedGraph, "definitions">): readonly Deprecation[] {
  return definitions.flatMap(({ coordinate, node }) => {
    const values = getDirectiveValues(GraphQLDeprecatedDirective, { directives: node.directives ?? [] });
    if (values === undefined) return [];
    const reason = String(values["reason"] ?? "");
    return [{ coordinate, reason, until: dayIn(reason) }];
  });
}

/** The day with which a reason ends: `… until 2027-01-31`. Null for a day that is in no calendar. */
function dayIn(reason: string): string | null {
  const day = /\buntil (\d{4}-\d{2}-\d{2})\.?$/.exec(reason)?.[1];
  if (day === undefined) return null;
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day ? null : day;
}

/** What is deprecated says until when, and who uses it still is named. */
export function checkDeprecations(comparison: Comparison): readonly Finding[] {
  const { proposed, change, options, before, after, placeOf } = comparison;
  const deprecations = findDeprecations(proposed);
  if (deprecations.length === 0) return [];
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  const operations = readKnownOperations(change.operations, change.usage, (before ?? after).api);
  return deprecations.flatMap(({ coordinate, until }) => {
    const place = placeOf(coordinate);
    if (until === null)
      return [found("DEPRECATED_WITHOUT_DATE", `${coordinate} is deprecated without a last day.`, place)];
    const users = operations.filter(({ coordinates }) => coordinates.has(coordinate)).map(({ user }) => user);
    const inUse = users.length === 0 ? [] : [`${coordinate} goes after ${until}. ${writeUsers(users)}`];
    return [
      ...inUse.map((message) => found("DEPRECATED_IN_USE", message, place)),
      ...(until < today
        ? [found("DEPRECATION_OVERDUE", `${coordinate} was to go after ${until}. ${writeUsers(users)}`, place)]
        : []),
    ];
  });
}
