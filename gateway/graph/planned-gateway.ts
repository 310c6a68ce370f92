import { setImmediate } from "node:timers/promises";
import { buildSchemaFromAST } from "@apollo/federation-internals";
import { buildOperationContext, executeQueryPlan } from "@apollo/gateway";
import type { GraphQLDataSource } from "@apollo/gateway";
import type { QueryPlan } from "@apollo/query-planner";
import { buildASTSchema, getVariableValues, parse } from "graphql";
import type { GraphQLSchema } from "graphql";
import { LeastRecentlyUsed } from "../../subgraphs/kit/least-recently-used.js";
import type {
  GatewayExecutionResult,
  GatewayInterface,
  GatewayLoadResult,
  GatewayRequest,
  SchemaCallback,
} from "./gateway-interface.js";
import type { Planning } from "./planning.js";

export interface PlannedGatewaySettings {
  readonly supergraphSdl: string;
  readonly planning: Planning;
  /** The way to each subgraph of the supergraph, by its name. */
  readonly dataSources: Readonly<Record<string, GraphQLDataSource>>;
  /** Told of the plan of each request. */
  readonly onPlan?: ((plan: QueryPlan) => void) | undefined;
}

/** The frontends have some ten operations, each with a plan for every set of rights. */
const MOST_PLANS = 1_000;

/** The schema in the forms that answering takes; none of them is as costly as the planner's own. */
interface Schemas {
  /** As clients are validated against it. */
  readonly api: GraphQLSchema;
  /** The same as Apollo's executor reads it. */
  readonly shaping: ReturnType<typeof buildSchemaFromAST>;
  /** With the types that clients do not see. */
  readonly supergraph: GraphQLSchema;
}

/**
 * Apollo's gateway with the planner taken out: operations are planned wherever `planning` does it, each once, and run by
 * Apollo's executor. It knows no access rules: nothing but what an `AccessGateway` has cut may come to it.
 */
export class PlannedGateway implements GatewayInterface {
  readonly #settings: PlannedGatewaySettings;
  readonly #listeners = new Set<SchemaCallback>();
  readonly #plans = new LeastRecentlyUsed<Promise<QueryPlan>>(MOST_PLANS);

  constructor(settings: PlannedGatewaySettings) {
    this.#settings = settings;
  }

  async load(): Promise<GatewayLoadResult> {
    const { planning, supergraphSdl } = this.#settings;
    try {
      const schemas = await buildSchemas(await planning.open(), supergraphSdl);
      for (const tell of this.#listeners) tell({ apiSchema: schemas.api, coreSupergraphSdl: supergraphSdl });
      return { executor: (request) => this.#execute(request, schemas) };
    } catch (error) {
      await planning[Symbol.asyncDispose]();
      throw error;
    }
  }

  onSchemaLoadOrUpdate(callback: SchemaCallback): () => void {
    this.#listeners.add(callback);
    return () => void this.#listeners.delete(callback);
  }

  async stop(): Promise<void> {
    await this.#settings.planning[Symbol.asyncDispose]();
  }

  async #execute(context: GatewayRequest, schemas: Schemas): Promise<GatewayExecutionResult> {
    const { document, request } = context;
    const { operationName } = request;
    const operationContext = buildOperationContext({
      schema: schemas.api,
      operationDocument: document,
      ...(operationName === undefined ? {} : { operationName }),
    });
    const { variableDefinitions = [] } = operationContext.operation;
    const { errors } = getVariableValues(schemas.api, variableDefinitions, request.variables ?? {});
    if (errors !== undefined) return { errors };
    const plan = await this.#planOf(context);
    const { dataSources, onPlan } = this.#settings;
    onPlan?.(plan);
    return executeQueryPlan(plan, dataSources, context, operationContext, schemas.supergraph, schemas.shaping);
  }

  /** Made once, however many ask for it at the same time; one that could not be made is tried again by who asks next. */
  #planOf({ source, queryHash, request: { operationName } }: GatewayRequest): Promise<QueryPlan> {
    const key = `${queryHash} ${operationName ?? ""}`;
    const known = this.#plans.get(key);
    if (known !== undefined) return known;
    const plan = this.#settings.planning.plan(source, operationName);
    this.#plans.set(key, plan);
    plan.catch(() => this.#plans.delete(key));
    return plan;
  }
}

/** In steps, between which others are answered. */
async function buildSchemas(apiSdl: string, supergraphSdl: string): Promise<Schemas> {
  const document = parse(apiSdl, { noLocation: true });
  const api = buildASTSchema(document, AS_IT_STANDS);
  await setImmediate();
  const shaping = buildSchemaFromAST(document, { validate: false });
  shaping.assumeValid();
  await setImmediate();
  const supergraphDocument = parse(supergraphSdl, { noLocation: true });
  await setImmediate();
  return { api, shaping, supergraph: buildASTSchema(supergraphDocument, AS_IT_STANDS) };
}

/** Whoever has read the supergraph has checked it. */
const AS_IT_STANDS = { assumeValid: true, assumeValidSDL: true };
