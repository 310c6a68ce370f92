import type { Finding } from "../finding.js";
import type { ReceivedDatum } from "../received-data.js";

/** What a check of one subgraph ended with, as it is told to people and to machines. */
export interface CheckResult {
  readonly subgraph: string;
  readonly passed: boolean;
  readonly findings: readonly Finding[];
  /** What the subgraph would be sent; empty where the graph does not compose. */
  readonly receives: readonly ReceivedDatum[];
}

/** `2 errors, 1 warning, 0 waived`. */
export function countFindings(findings: readonly Finding[]): string {
  const waived = findings.filter(({ waivedBy }) => waivedBy !== undefined).length;
  const errors = findings.filter(isFailure).length;
  const warnings = findings.length - waived - errors;
  return `${plural(errors, "error")}, ${plural(warnings, "warning")}, ${waived} waived`;
}

/** Whether a finding makes the check fail. */
export function isFailure({ severity, waivedBy }: Finding): boolean {
  return severity === "error" && waivedBy === undefined;
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
