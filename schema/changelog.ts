import { readGraph } from "./checks/composed-graph.js";
import type { ComposedGraph } from "./checks/composed-graph.js";
import { diffGraphs, writeDiff } from "./diff-graphs.js";

/** One version of the graph, as the registry keeps it. */
export interface ChangelogVersion {
  readonly version: number | string;
  /** ISO 8601. */
  readonly publishedAt: string;
  /** The subgraph that was published, or what else made the version. */
  readonly name: string;
  readonly supergraphSdl: string;
}

/**
 * What each version brought to clients, in Markdown, the newest first. A version that clients cannot tell from the one
 * before it says so: an address or a key may have changed.
 * @param versions in the order in which they were published
 */
export function writeChangelog(versions: readonly ChangelogVersion[]): string {
  let before: ComposedGraph | null = null;
  const chapters = versions.map(({ version, publishedAt, name, supergraphSdl }) => {
    const after = readGraph(supergraphSdl);
    const lines = before === null ? [firstLine(after)] : writeDiff(diffGraphs(before, after));
    before = after;
    const told = lines.length === 0 ? ["Nothing that clients see."] : lines;
    return [`## ${version}: ${name}, ${publishedAt.slice(0, 10)}`, "", ...told.map((line) => `- ${line}`), ""];
  });
  return ["# Changelog of the graph", "", ...chapters.toReversed().flat()].join("\n");
}

function firstLine({ definitions }: ComposedGraph): string {
  const count = (wanted: string): number => definitions.filter(({ kind }) => kind === wanted).length;
  return `The first version: ${count("TYPE")} types, ${count("FIELD")} fields.`;
}
