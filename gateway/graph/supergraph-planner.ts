import { operationFromDocument, printSchema, Supergraph } from "@apollo/federation-internals";
import { QueryPlanner } from "@apollo/query-planner";
import type { QueryPlan } from "@apollo/query-planner";
import { parse } from "graphql";
import { stripAccessRules } from "../access/strip-access-rules.js";

/**
 * Reads a supergraph and plans operations over it, just as ApolloGateway does: all that takes long of it, hundreds of
 * milliseconds with the fields of many countries. It knows no access rules.
 */
export class SupergraphPlanner {
  /** The schema that clients are validated against, in SDL. */
  readonly apiSdl: string;
  readonly #api;
  readonly #planner: QueryPlanner;

  /** @throws where it is no supergraph */
  constructor(supergraphSdl: string) {
    const supergraph = Supergraph.build(stripAccessRules(supergraphSdl), { validateSupergraph: true });
    this.#api = supergraph.apiSchema();
    this.apiSdl = printSchema(this.#api);
    this.#planner = new QueryPlanner(supergraph, { debug: { maxEvaluatedPlans: 100 } });
  }

  /** A plan is nothing but data. @param source a valid operation @throws where it cannot be planned */
  plan(source: string, operationName: string | undefined): QueryPlan {
    const document = parse(source, { noLocation: true });
    const operation = operationFromDocument(this.#api, document, operationName === undefined ? {} : { operationName });
    return this.#planner.buildQueryPlan(operation);
  }
}
