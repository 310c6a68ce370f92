import type { CheckResult } from "./check-result.js";

/** All of it, for a program. */
export function writeJson(result: CheckResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
