/** Any whole number below the limit, repeatable by its seed. */
export type Draw = (limit: number) => number;

export function pick<T>(draw: Draw, values: readonly T[]): T {
  const value = values[draw(values.length)];
  if (value === undefined) throw new Error("There is nothing to pick from.");
  return value;
}

/** Any part of them, in their order. */
export function someOf<T>(draw: Draw, values: readonly T[]): readonly T[] {
  return values.filter(() => draw(2) === 0);
}

/** One, or nothing as often. */
export function maybe<T>(draw: Draw, values: readonly T[]): T | null {
  return draw(2) === 0 ? pick(draw, values) : null;
}
