import type { Finding } from "../finding.js";
import { countFindings } from "./check-result.js";
import type { CheckResult } from "./check-result.js";

/** GitHub's workflow commands: each finding stands beside its line in the change. */
export function writeGithub({ subgraph, findings, passed }: CheckResult): string {
  const end = `${countFindings(findings)}: ${subgraph} ${passed ? "passes" : "fails"}.`;
  return `${[...findings.map(annotation), escapeText(end)].join("\n")}\n`;
}

function annotation({ code, severity, coordinate, file, line, message, why, todo, waivedBy }: Finding): string {
  const command = waivedBy === undefined ? severity : "notice";
  const properties = Object.entries({
    file,
    line: line === undefined ? undefined : String(line),
    title: coordinate === undefined ? code : `${code} ${coordinate}`,
  }).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${escapeProperty(value)}`]));
  const last = waivedBy === undefined ? todo : `Let through by ${waivedBy}`;
  return `::${command} ${properties.join(",")}::${escapeText([message, why, last].join("\n"))}`;
}

/** As the runner undoes it: `%`, then the two line ends. */
function escapeText(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeText(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
