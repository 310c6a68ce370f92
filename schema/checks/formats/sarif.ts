import { CODES } from "../codes.js";
import type { Finding } from "../finding.js";
import type { CheckResult } from "./check-result.js";

/** SARIF 2.1.0 (OASIS), as code-scanning views read it. */
export function writeSarif({ findings }: CheckResult): string {
  const codes = [...new Set(findings.map(({ code }) => code))].toSorted();
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "crosscheck-schema", rules: codes.map(ruleOf) } },
        columnKind: "utf16CodeUnits",
        results: findings.map((finding) => resultOf(finding, codes)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleOf(id: string): unknown {
  const entry = new Map(Object.entries(CODES)).get(id);
  return {
    id,
    shortDescription: { text: entry?.finds ?? id },
    fullDescription: { text: entry?.why ?? id },
    help: { text: entry?.todo ?? id },
    defaultConfiguration: { level: entry?.severity ?? "error" },
  };
}

function resultOf(finding: Finding, codes: readonly string[]): unknown {
  const { code, severity, message, todo, waivedBy } = finding;
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: severity,
    message: { text: `${message} ${todo}` },
    ...locationsOf(finding),
    ...(waivedBy === undefined ? {} : { suppressions: [{ kind: "external", justification: waivedBy }] }),
  };
}

function locationsOf({ coordinate, file, line }: Finding): object {
  const physical =
    file === undefined
      ? {}
      : {
          physicalLocation: {
            artifactLocation: { uri: encodeURI(file.replaceAll("\\", "/")) },
            ...(line === undefined ? {} : { region: { startLine: line } }),
          },
        };
  const logical = coordinate === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: coordinate }] };
  const location = { ...physical, ...logical };
  return Object.keys(location).length === 0 ? {} : { locations: [location] };
}
