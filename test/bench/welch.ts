/** Two samples compared without assuming that they vary alike (B. L. Welch, 1947). Needs two values on each side. */
export function welch(
  one: readonly number[],
  other: readonly number[],
): {
  readonly t: number;
  /** Of the means, in the samples' own unit. */
  readonly difference: number;
  /** Of the second sample. */
  readonly mean: number;
} {
  const [a, b] = [momentsOf(one), momentsOf(other)];
  const difference = a.mean - b.mean;
  return { t: difference / Math.sqrt(a.variance / one.length + b.variance / other.length), difference, mean: b.mean };
}

function momentsOf(sample: readonly number[]): { readonly mean: number; readonly variance: number } {
  const mean = sample.reduce((sum, value) => sum + value, 0) / sample.length;
  const squares = sample.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / (sample.length - 1) };
}
