/** How long the payload of an entry is kept, years after the end of its month. What law asks of logs on persons is three. */
const YEARS = { nominal: 3, technical: 1 } as const;

/**
 * `nominal`: what was asked or disclosed may tell of a person. `technical`: no record was asked for, only what the graph
 * itself offers.
 */
export type RetentionClass = keyof typeof YEARS;
export const RETENTION_CLASSES: readonly RetentionClass[] = ["nominal", "technical"];

/** `2026-11`, in UTC: payloads of one class and month are kept and erased together. */
export function monthOf(at: Date): string {
  return at.toISOString().slice(0, 7);
}

/** The first moment at which the payloads of a month may be erased, and from which their absence is no fault. */
export function retentionEnd(retention: RetentionClass, month: string): Date {
  const [year = 0, monthOfYear = 0] = month.split("-").map(Number);
  // Months count from 0, so this is the first of the month after.
  return new Date(Date.UTC(year + YEARS[retention], monthOfYear, 1));
}
