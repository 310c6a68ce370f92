import { lexicographicSortSchema, parse, print, printSchema, visit } from "graphql";
import type { ASTNode } from "graphql";
import { writeRequirement } from "../../subgraphs/kit/access/requirement.js";
import { findAccessChanges, requirementsOf } from "./access-widening.js";
import type { ComposedGraph } from "./composed-graph.js";
import { found } from "./finding.js";
import type { Finding } from "./finding.js";

/** One finding for each line of the API and each requirement on which the two composers differ, at most twenty. */
export function checkAgreement(
  apollo: ComposedGraph,
  guild: ComposedGraph,
  file: string | undefined,
): readonly Finding[] {
  const ours = new Set(apiLines(apollo));
  const theirs = new Set(apiLines(guild));
  const requirements = requirementsOf(guild);
  const words = [
    ...[...ours.difference(theirs)].map((line) => `Apollo alone has ${line}`),
    ...[...theirs.difference(ours)].map((line) => `The Guild alone has ${line}`),
    ...findAccessChanges(guild, apollo)
      .filter(({ coordinate }) => requirements.has(coordinate))
      .map(
        ({ coordinate, before, after }) =>
          `${coordinate} takes ${writeRequirement(after)} by Apollo and ${writeRequirement(before)} by the Guild.`,
      ),
  ];
  return words.slice(0, MOST_DIFFERENCES).map((text) => found("COMPOSITION_DIFFERS", text, { file }));
}

const MOST_DIFFERENCES = 20;

/** The API in lines that each say all of themselves: `type Query: check(subject: SubjectInput!): Check`. Descriptions differ. */
function apiLines({ api }: ComposedGraph): readonly string[] {
  const sdl = printSchema(lexicographicSortSchema(api));
  const bare = visit(parse(sdl, { noLocation: true }), {
    enter: (node: ASTNode) => ("description" in node ? { ...node, description: undefined } : undefined),
  });
  return bare.definitions.flatMap((definition) => {
    const [head = "", ...lines] = print(definition).split("\n");
    return lines.length === 0 ? [head] : lines.filter((line) => line !== "}").map((line) => `${head} ${line.trim()}`);
  });
}
