import { parse } from "graphql";
import type { SubgraphName } from "../subgraphs/all.js";
import { compileAccessIndex } from "../subgraphs/kit/access/access-index.js";
import type { Needs } from "../subgraphs/kit/hop/claims.js";
import type { Policies } from "../subgraphs/kit/policy/policies.js";
import { DOMAINS } from "../subgraphs/kit/sources/source.js";
import { readSubgraph } from "./schema-files.js";

/**
 * What a subgraph needs to know of an officer's rights: what its own rules name, and the scopes by which the policies
 * decide whether it may be searched. Of all else that an officer may do it is told nothing.
 */
export async function hopNeeds(subgraph: SubgraphName, policies: Policies): Promise<Needs> {
  const domain = DOMAINS.find((known) => known === subgraph);
  return needsIn(await readSubgraph(subgraph), domain === undefined ? [] : policies.scopesOfSearch(domain));
}

/** The same of a country's subgraph, which searches registers of whatever domain by the same policies. */
export function countryNeeds(sdl: string, policies: Policies): Needs {
  return needsIn(
    sdl,
    DOMAINS.flatMap((domain) => policies.scopesOfSearch(domain)),
  );
}

function needsIn(sdl: string, scopesOfSearch: readonly string[]): Needs {
  const { coordinates } = compileAccessIndex(parse(sdl));
  const atoms = new Set(coordinates.flatMap(({ requirement }) => requirement.flat()));
  return {
    scopes: new Set([...named(atoms, "scope "), ...scopesOfSearch]),
    policies: new Set(named(atoms, "policy ")),
  };
}

function named(atoms: ReadonlySet<string>, kind: string): readonly string[] {
  return [...atoms].filter((atom) => atom.startsWith(kind)).map((atom) => atom.slice(kind.length));
}
