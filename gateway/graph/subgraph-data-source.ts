import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from "@apollo/gateway";
import { parse } from "graphql";
import type { DocumentNode, GraphQLFormattedError } from "graphql";
import { ERROR_CODES } from "../../subgraphs/kit/errors.js";
import type { ErrorCode } from "../../subgraphs/kit/errors.js";
import type { OperationResult } from "../../subgraphs/kit/graph/run-subgraph.js";
import { entityKeys } from "./null-fields.js";
import { distinctRepresentations } from "./representations.js";
import type { RequestScope } from "./request-scope.js";
import { SubgraphFailure } from "./subgraph-client.js";
import type { SubgraphClient } from "./subgraph-client.js";

type GatewayGraphQLResponse = Awaited<ReturnType<GraphQLDataSource["process"]>>;

/** As many fields of a failed fetch are reported one by one; beyond that more would say nothing new. */
const MOST_ERRORS = 100;

/**
 * Stands between a plan and one subgraph: gives each fetch its share of the question's time, asks for each entity once,
 * and turns whatever goes wrong behind it into one of our codes and nulls.
 */
export class SubgraphDataSource implements GraphQLDataSource<RequestScope> {
  readonly #client: SubgraphClient;
  readonly #subgraph: string;
  readonly #keys = new WeakMap<DocumentNode, readonly string[]>();

  constructor(subgraph: string, client: SubgraphClient) {
    this.#subgraph = subgraph;
    this.#client = client;
  }

  async process(options: GraphQLDataSourceProcessOptions<RequestScope>): Promise<GatewayGraphQLResponse> {
    const { request } = options;
    const { query = "", variables = {}, operationName } = request;
    const representations: unknown = variables["representations"];
    if (!Array.isArray(representations)) {
      return this.#fetch({ query, variables, operationName }, scopeOf(options), (failure) => ({
        data: null,
        errors: [failure],
      }));
    }
    const { distinct, places } = distinctRepresentations(representations);
    const document = "document" in options && options.document !== undefined ? options.document : parse(query);
    const response = await this.#fetch(
      { query, variables: { ...variables, representations: distinct }, operationName },
      scopeOf(options),
      (failure) => nullEntities(distinct.length, this.#keysOf(document), failure),
    );
    return distinct.length === places.length ? response : { ...response, data: spread(response.data, places) };
  }

  async #fetch(
    operation: {
      readonly query: string;
      readonly variables: Record<string, unknown>;
      readonly operationName: string | undefined;
    },
    scope: RequestScope,
    failed: (failure: GraphQLFormattedError) => GatewayGraphQLResponse,
  ): Promise<GatewayGraphQLResponse> {
    const { fetchMs, sourcesMs } = scope.time.nextFetch();
    const signal = AbortSignal.any([scope.clientSignal, AbortSignal.timeout(fetchMs)]);
    try {
      const result = await this.#client.fetch(operation, { signal, sourcesMs, onReply: scope.onReply });
      return this.#clean(result);
    } catch (error) {
      return failed(this.#failure(codeOf(error, signal)));
    }
  }

  /** An error of ours passes with what it says; of any other only that there was one. */
  #clean({ data, errors }: OperationResult): GatewayGraphQLResponse {
    const response = { data: isRecord(data) ? data : null };
    if (errors === undefined) return response;
    return {
      ...response,
      errors: errors.map((error) => ({ ...this.#cleanError(error), ...(error.path && { path: error.path }) })),
    };
  }

  #cleanError({ message, extensions }: GraphQLFormattedError): GraphQLFormattedError {
    const code = extensions?.["code"];
    if (!isOurs(code)) return this.#failure("SUBGRAPH_REFUSED");
    const { fields, source } = extensions ?? {};
    return {
      message,
      extensions: { code, ...(fields === undefined ? {} : { fields }), ...(source === undefined ? {} : { source }) },
    };
  }

  #failure(code: ErrorCode): GraphQLFormattedError {
    return { message: ERROR_CODES[code].advice, extensions: { code, subgraph: this.#subgraph } };
  }

  #keysOf(document: DocumentNode): readonly string[] {
    const known = this.#keys.get(document);
    if (known !== undefined) return known;
    const keys = entityKeys(document);
    this.#keys.set(document, keys);
    return keys;
  }
}

function scopeOf(options: GraphQLDataSourceProcessOptions<RequestScope>): RequestScope {
  // Only operations come here: the gateway never asks a subgraph for its schema or its health.
  return options.context as RequestScope;
}

function codeOf(error: unknown, signal: AbortSignal): ErrorCode {
  if (signal.aborted) return "SUBGRAPH_TIMED_OUT";
  return error instanceof SubgraphFailure && error.kind === "REFUSED" ? "SUBGRAPH_REFUSED" : "SUBGRAPH_UNAVAILABLE";
}

function nullEntities(count: number, keys: readonly string[], failure: GraphQLFormattedError): GatewayGraphQLResponse {
  const entities = Array.from({ length: count }, () => Object.fromEntries(keys.map((key) => [key, null])));
  const errors = entities.flatMap((_entity, index) =>
    keys.map((key) => ({ ...failure, path: ["_entities", index, key] })),
  );
  return { data: { _entities: entities }, errors: errors.slice(0, MOST_ERRORS) };
}

/** Gives every representation the entity of its twin; copies, because the plan writes into what it gets. */
function spread(data: GatewayGraphQLResponse["data"], places: readonly number[]): Record<string, unknown> | null {
  const entities: unknown = data?.["_entities"];
  if (!Array.isArray(entities)) return data ?? null;
  return { ...data, _entities: places.map((place) => structuredClone(entities[place])) };
}

function isOurs(code: unknown): code is ErrorCode {
  return typeof code === "string" && Object.hasOwn(ERROR_CODES, code);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
