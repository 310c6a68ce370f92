import { composeServices as composeByApollo } from "@apollo/composition";
import { composeServices as composeByGuild } from "@theguild/federation-composition";
import { GraphQLError, lexicographicSortSchema, parse, print, printSchema, visit } from "graphql";
import type { ASTNode, DocumentNode } from "graphql";
import { writeRequirement } from "../../subgraphs/kit/access/requirement.js";
import type { SubgraphSdl } from "../compose.js";
import { findAccessChanges, requirementsOf } from "./access-widening.js";
import type { CheckedChange } from "./checked-change.js";
import { readGraph } from "./composed-graph.js";
import type { ComposedGraph } from "./composed-graph.js";
import { found } from "./finding.js";
import type { Finding, Place } from "./finding.js";

export interface Composition {
  readonly findings: readonly Finding[];
  /** As Apollo composes it; null where either composer refuses. */
  readonly supergraphSdl: string | null;
  /** What is published now; null where nothing is, or where it does not compose. */
  readonly before: string | null;
}

/** The graph with the change in it, composed twice: by Apollo's composer, whose graph is served, and by the Guild's. */
export function checkComposition({ proposed, published, others, change }: CheckedChange): Composition {
  const current = published === null ? others : [...others, published];
  const before = current.length === 0 ? null : compose(current, composeByApollo);
  const broken =
    before === null || before.errors.length === 0
      ? []
      : [found("CURRENT_GRAPH_BROKEN", before.errors.map(messageOf).join(" "))];
  // Another's place in the order is kept: composition takes the first of several descriptions.
  const after = change.current.some(({ name }) => name === proposed.name)
    ? change.current.map((subgraph) => (subgraph.name === proposed.name ? proposed : subgraph))
    : [...change.current, proposed];
  const apollo = compose(after, composeByApollo);
  const guild = compose(after, composeByGuild);
  const findings = [...broken, ...compareComposers(apollo, guild, change)];
  const isComposed = apollo.errors.length === 0 && guild.errors.length === 0;
  return { findings, supergraphSdl: isComposed ? apollo.sdl : null, before: before?.sdl ?? null };
}

type Composed =
  | { readonly sdl: string; readonly errors: readonly [] }
  | { readonly sdl: null; readonly errors: readonly GraphQLError[] };

type Services = { readonly name: string; readonly url: string; readonly typeDefs: DocumentNode }[];
type Composer = (services: Services) => {
  readonly errors?: readonly GraphQLError[] | undefined;
  readonly supergraphSdl?: string | undefined;
};

function compose(subgraphs: readonly SubgraphSdl[], composer: Composer): Composed {
  const services = subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));
  const { errors = [], supergraphSdl } = composeOrExplain(composer, services);
  return supergraphSdl === undefined || errors.length > 0 ? { sdl: null, errors } : { sdl: supergraphSdl, errors: [] };
}

/** A composer that throws at a schema has refused it. */
function composeOrExplain(composer: Composer, services: Services): ReturnType<Composer> {
  try {
    return composer(services);
  } catch (error) {
    return { errors: [error instanceof GraphQLError ? error : new GraphQLError(String(error))] };
  }
}

function compareComposers(
  apollo: Composed,
  guild: Composed,
  { file, name }: { readonly file?: string; readonly name: string },
): readonly Finding[] {
  const faults = (errors: readonly GraphQLError[], code: "COMPOSITION_FAILED" | "COMPOSITION_DISAGREES", by: string) =>
    errors.map((error) => found(code, `${by}: ${messageOf(error)}`, placeOf(error, name, file)));
  if (apollo.sdl === null && guild.sdl === null) return faults(apollo.errors, "COMPOSITION_FAILED", "Apollo");
  if (apollo.sdl === null) return faults(apollo.errors, "COMPOSITION_DISAGREES", "Apollo alone refuses it");
  if (guild.sdl === null) return faults(guild.errors, "COMPOSITION_DISAGREES", "The Guild alone refuses it");
  return compareGraphs(readGraph(apollo.sdl), readGraph(guild.sdl), file);
}

/** One finding for each line of the API and each requirement on which the two disagree, at most twenty. */
function compareGraphs(apollo: ComposedGraph, guild: ComposedGraph, file: string | undefined): readonly Finding[] {
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

function messageOf({ message }: GraphQLError): string {
  return message.replaceAll(/\s+/g, " ");
}

/** The composer's own place, where it is in the SDL that is proposed. */
function placeOf({ nodes, locations, extensions }: GraphQLError, name: string, file: string | undefined): Place {
  const coordinate = extensions["coordinate"];
  const isOurs = nodes?.some((node) => "subgraph" in node && node.subgraph === name) ?? false;
  const node = nodes?.find((candidate) => "subgraph" in candidate && candidate.subgraph === name);
  return {
    file,
    line: isOurs ? (node?.loc?.startToken.line ?? locations?.[0]?.line) : undefined,
    coordinate: typeof coordinate === "string" ? coordinate : undefined,
  };
}
