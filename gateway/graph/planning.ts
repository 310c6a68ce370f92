import type { QueryPlan } from "@apollo/query-planner";
import { SupergraphPlanner } from "./supergraph-planner.js";

/** Where the operations of one version of the graph are planned. */
export interface Planning extends AsyncDisposable {
  /** Reads the supergraph; to be called first, and once. Gives the schema that clients are validated against, in SDL. @throws where it cannot be read */
  open(): Promise<string>;
  /** @param source a valid operation, without access rules @throws where it cannot be planned */
  plan(source: string, operationName: string | undefined): Promise<QueryPlan>;
}

/** On the thread that asks, which waits: for a process that asks one question, where another thread would cost more. */
export function planHere(supergraphSdl: string): Planning {
  let planner: SupergraphPlanner | null = null;
  return {
    open: async () => {
      planner = new SupergraphPlanner(supergraphSdl);
      return planner.apiSdl;
    },
    plan: async (source, operationName) => {
      if (planner === null) throw new Error("The supergraph has not been read.");
      return planner.plan(source, operationName);
    },
    [Symbol.asyncDispose]: async () => {},
  };
}
