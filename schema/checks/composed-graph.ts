import { printSchema, Supergraph } from "@apollo/federation-internals";
import { buildASTSchema, parse } from "graphql";
import type { DocumentNode, GraphQLSchema } from "graphql";
import { compileAccessIndex } from "../../subgraphs/kit/access/access-index.js";
import type { AccessIndex } from "../../subgraphs/kit/access/access-index.js";
import { definitionsOf } from "./definitions.js";
import type { Definition } from "./definitions.js";

/** A composed graph as the checks look at it. */
export interface ComposedGraph {
  readonly supergraphSdl: string;
  readonly document: DocumentNode;
  /** What clients see. */
  readonly api: GraphQLSchema;
  /** Every definition that clients see. */
  readonly definitions: readonly Definition[];
  readonly access: AccessIndex;
}

export function readGraph(supergraphSdl: string): ComposedGraph {
  const document = parse(supergraphSdl);
  const apiDocument = parse(apiSdlOf(supergraphSdl));
  return {
    supergraphSdl,
    document,
    api: buildASTSchema(apiDocument, { assumeValid: true }),
    definitions: definitionsOf(apiDocument),
    access: compileAccessIndex(document),
  };
}

/** What clients see of a supergraph, with its descriptions: nothing of federation, nothing that is `@inaccessible`. */
export function apiSdlOf(supergraphSdl: string): string {
  return `${printSchema(readSupergraph(supergraphSdl).apiSchema()).trim()}\n`;
}

/** Apollo's reading of a supergraph. It is read and not served, so whatever it is for may stand in it. */
export function readSupergraph(supergraphSdl: string): Supergraph {
  return Supergraph.build(supergraphSdl, { supportedFeatures: null, validateSupergraph: false });
}
