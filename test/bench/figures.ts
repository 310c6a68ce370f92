/** What a sample of milliseconds comes to. */
export function summaryOf(ms: readonly number[]) {
  const at = (share: number): number => Math.round(quantile(ms, share) * 10) / 10;
  return { count: ms.length, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), mostMs: at(1) };
}

/** @param share 0 for the least, 1 for the most */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** One line of JSON for each figure. */
export function print(figure: string, facts: object): void {
  process.stdout.write(`${JSON.stringify({ figure, ...facts })}\n`);
}
