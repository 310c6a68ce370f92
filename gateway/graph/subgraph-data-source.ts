import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from "@apollo/gateway";
import { parse } from "graphql";
import type { DocumentNode, GraphQLFormattedError } from "graphql";
import { startDeadline } from "../../subgraphs/kit/deadline.js";
import { ERROR_CODES } from "../../subgraphs/kit/errors.js";
import type { ErrorCode } from "../../subgraphs/kit/errors.js";
import type { OperationResult } from "../../subgraphs/kit/graph/run-subgraph.js";
import { entityKeys } from "./null-fields.js";
import { distinctRepresentations } from "./representations.js";
import type { RequestScope } from "./request-scope.js";
import { SubgraphFailure } from "./subgraph-client.js";
import type { SubgraphClient } from "./subgraph-client.js";

interface Operation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly operationName: string | undefined;
}

type GatewayGraphQLResponse = Awaited<ReturnType<GraphQLDataSource["process"]>>;

/** As many fields of a failed fetch are reported one by one; beyond that more would say nothing new. */
const MOST_ERRORS = 100;

/**
 * Stands between a plan and one subgraph: asks nothing before the log has the question, gives each fetch its share of the
 * question's time, asks for each entity once, and turns whatever goes wrong behind it into one of our codes and nulls.
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
    const { query = "", variables = {}, operationName } = options.request;
    const operation = { query, variables, operationName };
    const representations: unknown = variables["representations"];
    if (!Array.isArray(representations)) return this.#fetchRoot(operation, scopeOf(options));
    const document = "document" in options && options.document !== undefined ? options.document : parse(query);
    return this.#fetchEntities(operation, representations, this.#keysOf(document), scopeOf(options));
  }

  async #fetchRoot(operation: Operation, scope: RequestScope): Promise<GatewayGraphQLResponse> {
    const result = await this.#fetch(operation, scope);
    if ("failure" in result) return { data: null, errors: [this.#failure(result.failure)] };
    return { data: isRecord(result.data) ? result.data : null, ...this.#cleanErrors(result) };
  }

  /** Whatever comes back, every entity has every field that was asked for, be it null: later stages read them. */
  async #fetchEntities(
    operation: Operation,
    representations: readonly unknown[],
    keys: readonly string[],
    scope: RequestScope,
  ): Promise<GatewayGraphQLResponse> {
    const { distinct, places } = distinctRepresentations(representations);
    const result = await this.#fetch(
      { ...operation, variables: { ...operation.variables, representations: distinct } },
      scope,
    );
    const entities = "failure" in result ? null : entitiesOf(result, distinct.length);
    if (entities !== null && !("failure" in result)) {
      const whole = entities.map((entity) => entity ?? nullEntity(keys));
      // Copies, because the plan writes into what it gets.
      return {
        data: { _entities: places.map((place) => structuredClone(whole[place])) },
        ...this.#cleanErrors(result),
      };
    }
    const failure = this.#failure("failure" in result ? result.failure : "SUBGRAPH_REFUSED");
    const errors = places.flatMap((_place, index) =>
      keys.map((key) => ({ ...failure, path: ["_entities", index, key] })),
    );
    return { data: { _entities: places.map(() => nullEntity(keys)) }, errors: errors.slice(0, MOST_ERRORS) };
  }

  async #fetch(operation: Operation, scope: RequestScope): Promise<OperationResult | { readonly failure: ErrorCode }> {
    if ((await scope.intent?.isWritten()) !== true) return { failure: "AUDIT_UNAVAILABLE" };
    const { fetchMs, sourcesMs } = scope.time.nextFetch();
    const { authority, fieldRights, auditId, clientSignal, onReply } = scope;
    using deadline = startDeadline(clientSignal, fetchMs);
    const { signal } = deadline;
    scope.disclosures?.ask(this.#subgraph);
    try {
      const terms = { signal, sourcesMs, authority, fieldRights, auditId, onReply };
      const { extensions, ...result } = await this.#client.fetch(operation, terms);
      if (extensions?.disclosed !== undefined) scope.disclosures?.add(extensions.disclosed);
      return result;
    } catch (error) {
      return { failure: codeOf(error, signal) };
    }
  }

  /** An error of ours passes with what it says; of any other only that there was one. */
  #cleanErrors({ errors }: OperationResult): Pick<GatewayGraphQLResponse, "errors"> {
    if (errors === undefined) return {};
    return { errors: errors.map((error) => ({ ...this.#cleanError(error), ...(error.path && { path: error.path }) })) };
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

/** The entities that a subgraph gave, null for one that it does not have; null for what is no such list. */
function entitiesOf({ data }: OperationResult, count: number): readonly (Record<string, unknown> | null)[] | null {
  const entities: unknown = isRecord(data) ? data["_entities"] : undefined;
  if (!Array.isArray(entities) || entities.length !== count) return null;
  return entities.every((entity) => entity === null || isRecord(entity)) ? entities : null;
}

function nullEntity(keys: readonly string[]): Record<string, null> {
  return Object.fromEntries(keys.map((key) => [key, null]));
}

function isOurs(code: unknown): code is ErrorCode {
  return typeof code === "string" && Object.hasOwn(ERROR_CODES, code);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
