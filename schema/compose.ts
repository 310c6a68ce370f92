import { composeServices } from "@apollo/composition";
import { parse } from "graphql";
import { CrosscheckError } from "../subgraphs/kit/errors.js";

/** One subgraph as composition reads it. */
export interface SubgraphSdl {
  readonly name: string;
  readonly sdl: string;
  readonly url: string;
}

/** Composes the supergraph as Apollo's tools do. @throws CrosscheckError that lists every fault */
export function composeSupergraph(subgraphs: readonly SubgraphSdl[]): string {
  const result = composeServices(subgraphs.map(({ name, sdl, url }) => ({ name, url, typeDefs: parse(sdl) })));
  if (result.errors === undefined) return result.supergraphSdl;
  throw new CrosscheckError("INVALID_CONFIGURATION", result.errors.map(({ message }) => message).join("\n"));
}
