import "reflect-metadata";
import { buildSubgraphSchema, printSubgraphSchema } from "@apollo/subgraph";
import type { GraphQLResolverMap } from "@apollo/subgraph";

import { GraphQLScalarType, parse, specifiedDirectives } from "graphql";
import type { GraphQLFieldResolver, GraphQLSchema } from "graphql";
import { buildSchema, createResolversMap } from "type-graphql";
import type { ClassType, ResolversMap } from "type-graphql";
import { InvalidInput } from "../errors.js";
import { noteRecord } from "./note-disclosures.js";
import type { RequestContext } from "./request-context.js";

const FEDERATION = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@shareable", "@authenticated", "@requiresScopes", "@policy"])

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
  /** What can be made ready before the first officer asks. A source that fails now answers for itself when it is asked. */
  readonly warm?: (signal: AbortSignal) => Promise<void>;
}

/** A subgraph that can be served over HTTP or run in process. */
export interface Subgraph {
  readonly name: string;
  readonly createContext: (request: RequestContext) => RequestContext;
  readonly warm: (signal: AbortSignal) => Promise<void>;
  readonly schema: GraphQLSchema;
  /** What composition reads, and what is committed under `schema/subgraphs`. */
  readonly sdl: string;
}

/** Turns decorated classes into a Federation 2.9 subgraph. */
export async function buildSubgraph<Context extends RequestContext>(
  definition: SubgraphDefinition<Context>,
): Promise<Subgraph> {
  const { name, resolvers, entryTypes, references, createContext, warm = async () => {} } = definition;
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
  const schema = schemaOf(sdl, withoutTypeChecks(createResolversMap(plain)), references);
  return { name, schema, sdl, createContext, warm };
}

/** A field's answer, out of what the object above it is. */
export type OwnResolver<Context> = (
  parent: Readonly<Record<string, unknown>>,
  args: Readonly<Record<string, unknown>>,
  context: Context,
) => unknown;

/** A subgraph whose schema is written and not decorated: a country's, by its configuration alone. */
export function subgraphOfSdl<Context extends RequestContext>({
  name,
  sdl,
  resolvers,
  references,
  createContext,
  warm = async () => {},
}: Omit<SubgraphDefinition<Context>, "resolvers" | "entryTypes"> & {
  readonly sdl: string;
  readonly resolvers: Readonly<Record<string, Readonly<Record<string, OwnResolver<Context>>>>>;
}): Subgraph {
  return { name, schema: schemaOf(sdl, { ...resolvers }, references), sdl, createContext, warm };
}

function schemaOf<Context extends RequestContext>(
  sdl: string,
  resolvers: GraphQLResolverMap<Context>,
  references: Readonly<Record<string, ReferenceResolver<Context>>>,
): GraphQLSchema {
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as GraphQLResolverMap }]);
  const entities = schema.getQueryType()?.getFields()["_entities"];
  if (entities !== undefined) entities.resolve = entitiesResolver(references);
  return schema;
}

/** Drops `instanceof` checks: every field names a concrete type, so plain records need not become class instances. */
function withoutTypeChecks(map: ResolversMap): GraphQLResolverMap {
  return Object.fromEntries(
    Object.entries(map).map(([type, resolvers]) => {
      if (resolvers instanceof GraphQLScalarType) return [type, resolvers];
      return [type, Object.fromEntries(Object.entries(resolvers).filter(([name]) => name !== "__isTypeOf"))];
    }),
  ) as GraphQLResolverMap;
}

/**
 * Resolves each representation on its own. The library's resolver throws at the first unknown type while others are
 * under way: one that then fails has no reader any more and ends the process.
 */
function entitiesResolver<Context extends RequestContext>(
  references: Readonly<Record<string, ReferenceResolver<Context>>>,
): GraphQLFieldResolver<unknown, Context, { representations: readonly unknown[] }> {
  return (_root, { representations }, context) =>
    representations.map(async (representation) => {
      const reference = recordOf(representation);
      const type = String(reference["__typename"]);
      const resolve = Object.hasOwn(references, type) ? references[type] : undefined;
      if (resolve === undefined) throw unknownEntity();
      const entity = await resolve(reference, context);
      if (entity === null) return null;
      noteRecord(entity, context, true);
      return { ...recordOf(entity), __typename: type };
    });
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null) return { ...value };
  throw unknownEntity();
}

function unknownEntity(): InvalidInput {
  const message = "Each representation names an entity of this subgraph and its key.";
  return new InvalidInput([{ code: "UNKNOWN_ENTITY", path: ["representations"], message }]);
}
