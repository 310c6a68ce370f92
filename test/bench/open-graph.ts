import { createPlanner, startServer } from "../../gateway/graph/create-graph.js";
import type { SubgraphClient } from "../../gateway/graph/subgraph-client.js";
import { TRAINING_AUTHORITY } from "../../gateway/officer/training.js";
import { EVERY_RIGHT } from "../../subgraphs/kit/access/field-rights.js";
import type { HopGate } from "../../subgraphs/kit/hop/hop-gate.js";
import type { HopSender } from "../../subgraphs/kit/hop/hop-sender.js";
import type { Policies } from "../../subgraphs/kit/policy/policies.js";
import type { SourceOver } from "../../subgraphs/kit/sources/registry.js";

// The same parts with nothing shut: what the measurements compare with. It lives among the tests alone, and nothing that is
// served can be told to be it.

/** Everybody may do everything, without Cedar. */
export const OPEN_POLICIES: Policies = {
  version: "open",
  mayReadClass: () => true,
  maySearch: () => true,
  warm: () => {},
  disclosureOf: () => "FULL",
  scopesOfSearch: () => [],
  mayReadLog: () => true,
};

/** Sources whose records have no restriction to be read, joined or compared. */
export function withoutRestrictions(sources: readonly SourceOver<"sql">[]): readonly SourceOver<"sql">[] {
  return sources.map((source) => {
    const { mapping } = source.connector;
    const { restriction: _, ...fields } = mapping.fields;
    return { ...source, connector: { ...source.connector, mapping: { ...mapping, fields } } };
  });
}

/** Signs nothing. */
export const OPEN_SENDER: Pick<HopSender, "headersFor"> = { headersFor: () => ({}) };

/** Lets in whoever comes, as one officer with every right. */
export const OPEN_GATE: Pick<HopGate, "decide"> = {
  decide: async () => ({
    admitted: true,
    admission: {
      authority: TRAINING_AUTHORITY,
      fieldRights: EVERY_RIGHT,
      sourcesMs: 30_000,
      auditId: "none",
      nonce: "none",
    },
  }),
};

/** Apollo Server straight in front of Apollo Gateway: no access index, no log. */
export function createOpenGraph(
  supergraphSdl: string,
  subgraphs: ReadonlyMap<string, SubgraphClient>,
): ReturnType<typeof startServer> {
  return startServer(createPlanner({ supergraphSdl, subgraphs }), { introspection: false, plugins: [] });
}
