import { writeReceivedData } from "../received-data.js";
import type { Finding } from "../finding.js";
import { countFindings } from "./check-result.js";
import type { CheckResult } from "./check-result.js";

/** For people at a terminal. */
export function writeText({ subgraph, passed, findings, receives }: CheckResult): string {
  const table = receives.length === 0 ? [] : ["What it is sent:", ...writeReceivedData(receives).map(indented), ""];
  return `${[
    ...findings.flatMap((finding) => [...paragraph(finding), ""]),
    ...table,
    `${countFindings(findings)}: ${subgraph} ${passed ? "passes" : "fails"}.`,
  ].join("\n")}\n`;
}

/** What was found, where, why it matters and what to do. */
export function paragraph({
  code,
  severity,
  coordinate,
  file,
  line,
  message,
  why,
  todo,
  waivedBy,
}: Finding): readonly string[] {
  const place = [file, line].filter((part) => part !== undefined).join(":");
  const state = waivedBy === undefined ? severity : "waived";
  return [
    [state, code, coordinate, place].filter((part) => part !== undefined && part !== "").join("  "),
    indented(message),
    indented(`Why: ${why}`),
    indented(waivedBy === undefined ? `Do:  ${todo}` : `Let through by ${waivedBy}`),
  ];
}

function indented(line: string): string {
  return `  ${line}`;
}
