import type { GraphQLFormattedError } from "graphql";

/** Errors in the order of their paths, not of the moments in which they happened: the same answer twice is the same bytes. */
export function orderErrors<E extends Pick<GraphQLFormattedError, "path">>(errors: readonly E[]): E[] {
  return errors.toSorted((a, b) => comparePaths(a.path ?? [], b.path ?? []));
}

function comparePaths(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [index, step] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    if (step === other) continue;
    if (typeof step === "number" && typeof other === "number") return step - other;
    return String(step) < String(other) ? -1 : 1;
  }
  return a.length - b.length;
}
