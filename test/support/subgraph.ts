import { TRAINING_AUTHORITY } from "../../gateway/officer/training.js";
import type { Subgraph } from "../../subgraphs/kit/graph/build-subgraph.js";
import type { Authority } from "../../subgraphs/kit/authority/authority.js";
import { runSubgraph } from "../../subgraphs/kit/graph/run-subgraph.js";
import type { OperationResult } from "../../subgraphs/kit/graph/run-subgraph.js";

/** Asks a subgraph the way the gateway does, on the training officer's authority if on no other, and closes it. */
export async function askSubgraph(
  creating: Promise<Subgraph>,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  authority: Authority | null = TRAINING_AUTHORITY,
): Promise<OperationResult> {
  await using running = await runSubgraph(await creating);
  const request = { signal: AbortSignal.timeout(5_000), authority };
  const result = await running.execute({ query, variables: { ...variables } }, request);
  // What is for the audit log alone is left out.
  const { data, errors }: OperationResult = JSON.parse(JSON.stringify(result));
  return { ...(data === undefined ? {} : { data }), ...(errors === undefined ? {} : { errors }) };
}

/** Enters a subgraph by the key of one entity, as a plan does. */
export async function askEntity(
  creating: Promise<Subgraph>,
  representation: Readonly<Record<string, unknown>>,
  selection: string,
  authority: Authority | null = TRAINING_AUTHORITY,
): Promise<OperationResult> {
  const query = `query($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${String(representation["__typename"])} { ${selection} } } }`;
  return askSubgraph(creating, query, { representations: [representation] }, authority);
}
