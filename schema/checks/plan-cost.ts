import { operationFromDocument } from "@apollo/federation-internals";
import { QueryPlanner } from "@apollo/query-planner";
import { Kind, parse } from "graphql";
import type { DocumentNode } from "graphql";
import { readSupergraph } from "./composed-graph.js";
import { found } from "./finding.js";
import type { Finding } from "./finding.js";
import type { CheckOptions } from "./schema-change.js";

/** What it costs to answer an operation. */
export interface PlanCost {
  /** Requests to subgraphs, for one record each. */
  readonly fetches: number;
  readonly milliseconds: number;
}

/** Plans operations over one supergraph just as the gateway does. */
export class OperationPlanner {
  readonly #planner: QueryPlanner;
  readonly #api;

  constructor(supergraphSdl: string) {
    const supergraph = readSupergraph(supergraphSdl);
    this.#planner = new QueryPlanner(supergraph, { debug: { maxEvaluatedPlans: 100 } });
    this.#api = supergraph.apiSchema();
  }

  /** What each operation of the document costs in all. @throws where one cannot be planned */
  plan(text: string): PlanCost {
    const document = parse(text);
    const startedAt = performance.now();
    const fetches = operationNames(document).map((operationName) => {
      const operation = operationFromDocument(
        this.#api,
        document,
        operationName === undefined ? {} : { operationName },
      );
      return countFetches(this.#planner.buildQueryPlan(operation));
    });
    return { fetches: fetches.reduce((sum, count) => sum + count, 0), milliseconds: performance.now() - startedAt };
  }
}

function operationNames(document: DocumentNode): readonly (string | undefined)[] {
  return document.definitions.flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? [node.name?.value] : []));
}

/** Every fetch in a plan, wherever it stands. */
function countFetches(node: unknown): number {
  if (typeof node !== "object" || node === null) return 0;
  const within = Object.values(node).map((value) =>
    Array.isArray(value) ? value.reduce<number>((sum, entry) => sum + countFetches(entry), 0) : countFetches(value),
  );
  return ("kind" in node && node.kind === "Fetch" ? 1 : 0) + within.reduce((sum, count) => sum + count, 0);
}

/** What the cost of one operation over the new graph is worth saying, beside its cost over the present one. */
export function checkPlanCost(
  name: string,
  { before, after }: { readonly before: PlanCost | null; readonly after: PlanCost },
  { mostFetches = 40, slowPlanMs = 500 }: CheckOptions,
): readonly Finding[] {
  const { fetches, milliseconds } = after;
  const isMore = before !== null && fetches > before.fetches;
  return [
    ...(fetches > mostFetches
      ? [found("PLAN_TOO_MANY_FETCHES", `${name} needs ${fetches} fetches; ${mostFetches} at most.`)]
      : []),
    ...(isMore ? [found("PLAN_MORE_FETCHES", `${name} needs ${fetches} fetches, and ${before.fetches} now.`)] : []),
    ...(milliseconds > slowPlanMs ? [found("PLAN_SLOW", `${name} is planned in more than ${slowPlanMs} ms.`)] : []),
  ];
}
