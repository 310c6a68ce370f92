import "reflect-metadata";
import { buildSubgraphSchema, printSubgraphSchema } from "@apollo/subgraph";
import type { GraphQLResolverMap } from "@apollo/subgraph";

import { GraphQLScalarType, parse, specifiedDirectives } from "graphql";
import type { GraphQLSchema } from "graphql";
import { buildSchema, createResolversMap } from "type-graphql";
import type { ClassType, ResolversMap } from "type-graphql";
import type { RequestContext } from "./request-context.js";

const FEDERATION = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@shareable"])

`;

/** From a representation that the gateway sends to the entity; null where there is none. */
export type ReferenceResolver<Context> = (reference: Readonly<Record<string, unknown>>, context: Context) => unknown;

export interface SubgraphDefinition<Context extends RequestContext> {
  /** As the supergraph names it: `travel-documents`. */
  readonly name: string;
  /** Resolver objects, one per class of resolvers. */
  readonly resolvers: readonly [object, ...object[]];
  /** Types that no root field leads to: those that the gateway enters by a key. */
  readonly entryTypes: readonly ClassType[];
  readonly references: Readonly<Record<string, ReferenceResolver<Context>>>;
  /** Loaders and the like, made anew for each request. */
  readonly createContext: (request: RequestContext) => Context;
}

/** A subgraph that can be served over HTTP or run in process. */
export interface Subgraph {
  readonly name: string;
  readonly createContext: (request: RequestContext) => RequestContext;
  readonly schema: GraphQLSchema;
  /** What composition reads, and what is committed under `schema/subgraphs`. */
  readonly sdl: string;
}

/** Turns decorated classes into a Federation 2.9 subgraph. */
export async function buildSubgraph<Context extends RequestContext>(
  definition: SubgraphDefinition<Context>,
): Promise<Subgraph> {
  const { name, resolvers, entryTypes, references, createContext } = definition;
  const instances = new Map(resolvers.map((resolver) => [resolver.constructor, resolver]));
  const classes = resolvers.map((resolver) => resolver.constructor);
  const plain = await buildSchema({
    resolvers: classes as unknown as [ClassType, ...ClassType[]],
    orphanedTypes: [...entryTypes],
    directives: [...specifiedDirectives],
    container: { get: (someClass) => instances.get(someClass) },
    validate: false,
    skipCheck: true,
  });
  const sdl = FEDERATION + printSubgraphSchema(plain);
  const schema = buildSubgraphSchema([
    { typeDefs: parse(sdl), resolvers: withReferences<Context>(createResolversMap(plain), references) },
  ]);
  return { name, schema, sdl, createContext };
}

/**
 * Adds `__resolveReference`, and drops type-graphql's `instanceof` checks: every field names a concrete type, so plain
 * records need not become class instances.
 */
function withReferences<Context>(
  map: ResolversMap,
  references: Readonly<Record<string, ReferenceResolver<Context>>>,
): GraphQLResolverMap<Context> {
  return Object.fromEntries(
    Object.entries(map).map(([type, resolvers]) => {
      if (resolvers instanceof GraphQLScalarType) return [type, resolvers];
      const fields = Object.fromEntries(Object.entries(resolvers).filter(([name]) => name !== "__isTypeOf"));
      const reference = references[type];
      return [type, reference === undefined ? fields : { ...fields, __resolveReference: reference }];
    }),
  ) as GraphQLResolverMap<Context>;
}
