import { readFile } from "node:fs/promises";
import { analyseChange } from "../../schema/checks/analyse-change.js";
import { compareGraphs, readChange } from "../../schema/checks/checked-change.js";
import type { Comparison } from "../../schema/checks/checked-change.js";
import type { Finding } from "../../schema/checks/finding.js";
import { GRAPH } from "../../schema/checks/schema-change.js";
import type { CheckOptions, SchemaChange } from "../../schema/checks/schema-change.js";
import { composeSupergraph } from "../../schema/compose.js";
import type { SubgraphSdl } from "../../schema/compose.js";
import { readOperations, readSubgraphs } from "../../schema/schema-folder.js";
import type { OperationUsage } from "../../schema/usage/operation-usage.js";
import { packageFile } from "../../subgraphs/kit/package-file.js";

const IMPORTS = [
  "@key",
  "@external",
  "@requires",
  "@shareable",
  "@override",
  "@provides",
  "@interfaceObject",
  "@inaccessible",
];

/** What every subgraph of the tests begins with. */
export const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${[
  ...IMPORTS,
  "@authenticated",
  "@requiresScopes",
  "@policy",
]
  .map((name) => `"${name}"`)
  .join(", ")}])\n`;

/** The same with no more than a country may import. */
export const COUNTRY_LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@authenticated", "@requiresScopes", "@policy"])\n`;

/** Subgraphs by their names, each with the link before it. */
export function subgraphs(sdls: Readonly<Record<string, string>>): readonly SubgraphSdl[] {
  return Object.entries(sdls).map(([name, sdl]) => ({
    name,
    url: `https://${name}.example.org/graphql`,
    sdl: sdl.includes("@link") ? sdl : `${LINK}${sdl}`,
  }));
}

/** A change of one subgraph of a small graph, or a new one in it. */
export function changeOf(
  current: Readonly<Record<string, string>>,
  [name, sdl]: readonly [string, string],
  differences: Partial<SchemaChange> = {},
): SchemaChange {
  const [proposed] = subgraphs({ [name]: sdl });
  return {
    name,
    sdl: proposed?.sdl ?? "",
    url: `https://${name}.example.org/graphql`,
    file: `${name}.graphql`,
    owner: GRAPH,
    current: subgraphs(current),
    operations: [],
    usage: [],
    waivers: [],
    ...differences,
  };
}

/** The two graphs that a change stands between, composed. */
export function comparisonOf(change: SchemaChange, options: CheckOptions = {}): Comparison {
  const checked = readChange(change, options);
  const others = change.current.filter(({ name }) => name !== change.name);
  const before = change.current.length === 0 ? null : composeSupergraph(change.current);
  return compareGraphs(checked, before, composeSupergraph([...others, checked.proposed]));
}

/** Every finding of a change, in this thread and without a limit. */
export function findingsOf(change: SchemaChange, options: CheckOptions = {}): readonly Finding[] {
  return [...analyseChange(change, options)].flatMap((step) => (step.kind === "FINDINGS" ? step.findings : []));
}

/** Code and coordinate of each finding, once and in order. */
export function told(findings: readonly Finding[]): readonly string[] {
  return [
    ...new Set(findings.map(({ code, coordinate }) => (coordinate === undefined ? code : `${code} ${coordinate}`))),
  ].toSorted();
}

/** A change of the graph itself, as it is committed. */
export async function changeOfTheGraph(
  name: string,
  edit: (sdl: string) => string,
  differences: Partial<SchemaChange> = {},
): Promise<SchemaChange> {
  const current = await readSubgraphs(packageFile("schema/subgraphs"));
  const present = current.find((subgraph) => subgraph.name === name);
  return {
    name,
    sdl: edit(present?.sdl ?? ""),
    url: present?.url ?? `https://${name}.example.org/graphql`,
    file: `schema/subgraphs/${name}.graphql`,
    owner: GRAPH,
    current,
    operations: await readOperations(packageFile("schema/operations")),
    usage: [],
    waivers: [],
    ...differences,
  };
}

export function usageOf(document: string, differences: Partial<OperationUsage> = {}): OperationUsage {
  return {
    client: "border-app",
    clientVersion: "2.1",
    operationName: "Ask",
    document,
    hash: "ab".repeat(32),
    count: 1_204,
    firstSeen: "2026-01-02T08:00:00Z",
    lastSeen: "2026-11-01T09:30:00Z",
    ...differences,
  };
}

export async function readSchemaFile(path: string): Promise<string> {
  return readFile(packageFile(path), "utf8");
}
