import { parentPort } from "node:worker_threads";
import type { QueryPlan } from "@apollo/query-planner";
import { SupergraphPlanner } from "./supergraph-planner.js";

/** What the thread is told, and asked one after the other. */
export type PlanningTask =
  | {
      readonly kind: "PLAN";
      readonly graph: number;
      /** Null where this thread has read it. */
      readonly supergraphSdl: string | null;
      /** Null to read the supergraph alone. */
      readonly operation: { readonly source: string; readonly operationName: string | undefined } | null;
    }
  /** Has no answer. */
  | { readonly kind: "FORGET"; readonly graph: number };

/** The schema that clients see and the plan that was asked for, or why there is none. */
export type PlanningAnswer =
  | { readonly kind: "PLANNED"; readonly apiSdl: string; readonly plan: QueryPlan | null }
  | { readonly kind: "FAILED"; readonly message: string };

const planners = new Map<number, SupergraphPlanner>();

// Whoever started the thread ends it; nothing here needs to watch the time.
parentPort?.on("message", (task: PlanningTask) => {
  if (task.kind === "FORGET") planners.delete(task.graph);
  else parentPort?.postMessage(answer(task));
});

function answer({ graph, supergraphSdl, operation }: Extract<PlanningTask, { kind: "PLAN" }>): PlanningAnswer {
  try {
    const planner = planners.get(graph) ?? new SupergraphPlanner(supergraphSdl ?? "");
    planners.set(graph, planner);
    const plan = operation === null ? null : planner.plan(operation.source, operation.operationName);
    return { kind: "PLANNED", apiSdl: planner.apiSdl, plan };
  } catch (error) {
    return { kind: "FAILED", message: error instanceof Error ? error.message : String(error) };
  }
}
