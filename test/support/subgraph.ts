import type { Subgraph } from "../../subgraphs/kit/graph/build-subgraph.js";
import { runSubgraph } from "../../subgraphs/kit/graph/run-subgraph.js";
import type { OperationResult } from "../../subgraphs/kit/graph/run-subgraph.js";

/** Asks a subgraph the way the gateway does, and closes it. */
export async function askSubgraph(
  creating: Promise<Subgraph>,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<OperationResult> {
  await using running = await runSubgraph(await creating);
  const result = await running.execute({ query, variables: { ...variables } }, { signal: AbortSignal.timeout(5_000) });
  return JSON.parse(JSON.stringify(result));
}

/** Enters a subgraph by the key of one entity, as a plan does. */
export async function askEntity(
  creating: Promise<Subgraph>,
  representation: Readonly<Record<string, unknown>>,
  selection: string,
): Promise<OperationResult> {
  const query = `query($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${String(representation["__typename"])} { ${selection} } } }`;
  return askSubgraph(creating, query, { representations: [representation] });
}
