import { buildSubgraph } from "../kit/graph/build-subgraph.js";
import type { Subgraph } from "../kit/graph/build-subgraph.js";
import type { SourceDescription } from "../kit/sources/source.js";
import { CheckResolver } from "./resolvers/check.js";
import { Check } from "./types/check.js";

export { readSubject } from "./resolvers/read-subject.js";
export type { SubjectInput } from "./types/subject.js";

/** The part of the graph that opens a check and sums it up. */
export function createChecks(sources: { readonly current: readonly SourceDescription[] }): Promise<Subgraph> {
  return buildSubgraph({
    name: "checks",
    resolvers: [new CheckResolver(sources)],
    entryTypes: [Check],
    references: { Check: (check) => check },
    createContext: (request) => request,
  });
}
