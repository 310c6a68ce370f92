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
  const { coordinates } = compileAccessIndex(parse(await readSubgraph(subgraph)));
  const atoms = new Set(coordinates.flatMap(({ requirement }) => requirement.flat()));
  const domain = DOMAINS.find((known) => known === subgraph);
  return {
    scopes: new Set([...named(atoms, "scope "), ...(domain === undefined ? [] : policies.scopesOfSearch(domain))]),
    policies: new Set(named(atoms, "policy ")),
  };
}

function named(atoms: ReadonlySet<string>, kind: string): readonly string[] {
  return [...atoms].filter((atom) => atom.startsWith(kind)).map((atom) => atom.slice(kind.length));
}
