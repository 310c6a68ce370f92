import type { Finding } from "../finding.js";
import { isFailure } from "./check-result.js";
import type { CheckResult } from "./check-result.js";

/** JUnit's XML, as GitLab, Jenkins and Azure read it: a case for each finding, or one that passed where there is none. */
export function writeJunit({ subgraph, findings }: CheckResult): string {
  const cases =
    findings.length === 0 ? [element("testcase", { classname: "schema", name: "every check" })] : findings.map(caseOf);
  const counts = {
    tests: String(cases.length),
    failures: String(findings.filter(isFailure).length),
    errors: "0",
    skipped: String(findings.filter(({ waivedBy }) => waivedBy !== undefined).length),
  };
  const suite = element("testsuite", { name: `schema check ${subgraph}`, ...counts }, cases.join("\n"));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("testsuites", { name: "schema check" }, suite)}\n`;
}

function caseOf(finding: Finding): string {
  const { code, coordinate, file, line } = finding;
  const place = {
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line: String(line) }),
  };
  return element("testcase", { classname: code, name: coordinate ?? code, ...place }, outcomeOf(finding));
}

function outcomeOf(finding: Finding): string {
  const { code, message, why, todo, waivedBy } = finding;
  if (waivedBy !== undefined) return element("skipped", { message: `Let through by ${waivedBy}: ${message}` });
  const text = escapeXml([message, why, todo].join("\n"));
  return isFailure(finding) ? element("failure", { type: code, message }, text) : element("system-out", {}, text);
}

function element(name: string, attributes: Readonly<Record<string, string>>, content?: string): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`);
  return content === undefined ? `<${name}${written.join("")}/>` : `<${name}${written.join("")}>${content}</${name}>`;
}

/** What stands between tags keeps its lines; in an attribute they would become spaces. */
const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
  "\r": "&#13;",
  "\t": "&#9;",
};

/** Characters that XML 1.0 has no place for are left out. */
function escapeXml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replaceAll(/[&<>"\r]/g, (character) => ENTITIES[character] ?? character);
}

function escapeAttribute(text: string): string {
  return escapeXml(text).replaceAll(/[\n\t]/g, (character) => ENTITIES[character] ?? character);
}
