import { composeServices as composeByApollo } from "@apollo/composition";
import { composeServices as composeByGuild } from "@theguild/federation-composition";
import { GraphQLError, parse } from "graphql";
import type { DocumentNode } from "graphql";
import type { SubgraphSdl } from "../compose.js";
import type { CheckedChange } from "./checked-change.js";
import { found } from "./finding.js";
import type { Finding, Place } from "./finding.js";
import type { SchemaChange } from "./schema-change.js";

export interface Composition {
  readonly findings: readonly Finding[];
  /** As each composes it; null where either refuses. Apollo's is served. */
  readonly composed: { readonly apollo: string; readonly guild: string } | null;
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
  const after = subgraphsAfter(proposed, change);
  const apollo = compose(after, composeByApollo);
  const guild = compose(after, composeByGuild);
  const findings = [...broken, ...refusalsOf(apollo, guild, change)];
  const composed = apollo.sdl === null || guild.sdl === null ? null : { apollo: apollo.sdl, guild: guild.sdl };
  return { findings, composed, before: before?.sdl ?? null };
}

/** Another's place in the order is kept: composition takes the first of several descriptions. */
function subgraphsAfter(proposed: SubgraphSdl, { current, isWithdrawn }: SchemaChange): readonly SubgraphSdl[] {
  if (isWithdrawn === true) return current.filter(({ name }) => name !== proposed.name);
  return current.some(({ name }) => name === proposed.name)
    ? current.map((subgraph) => (subgraph.name === proposed.name ? proposed : subgraph))
    : [...current, proposed];
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

function refusalsOf(
  apollo: Composed,
  guild: Composed,
  { file, name }: { readonly file?: string; readonly name: string },
): readonly Finding[] {
  const faults = (errors: readonly GraphQLError[], code: "COMPOSITION_FAILED" | "COMPOSITION_DISAGREES", by: string) =>
    errors.map((error) => found(code, `${by}: ${messageOf(error)}`, placeOf(error, name, file)));
  if (apollo.sdl === null && guild.sdl === null) return faults(apollo.errors, "COMPOSITION_FAILED", "Apollo");
  if (apollo.sdl === null) return faults(apollo.errors, "COMPOSITION_DISAGREES", "Apollo alone refuses it");
  if (guild.sdl === null) return faults(guild.errors, "COMPOSITION_DISAGREES", "The Guild alone refuses it");
  return [];
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
