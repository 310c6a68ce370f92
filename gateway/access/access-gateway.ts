import { GraphQLError } from "graphql";
import type { GraphQLFormattedError, GraphQLSchema } from "graphql";
import { AccessDecisions } from "../../subgraphs/kit/access/access-decisions.js";
import type { AccessDecision } from "../../subgraphs/kit/access/access-decisions.js";
import type { AccessIndex } from "../../subgraphs/kit/access/access-index.js";
import { refusedPaths } from "../../subgraphs/kit/access/answer-shape.js";
import { completeAnswer, findRefusals, refusalAt } from "../../subgraphs/kit/access/complete-answer.js";
import type { CompletedAnswer } from "../../subgraphs/kit/access/complete-answer.js";
import { EVERY_RIGHT } from "../../subgraphs/kit/access/field-rights.js";
import type { FieldRights } from "../../subgraphs/kit/access/field-rights.js";
import { TooLarge } from "../../subgraphs/kit/errors.js";
import type {
  GatewayExecutionResult,
  GatewayExecutor,
  GatewayInterface,
  GatewayLoadResult,
  GatewayRequest,
  SchemaCallback,
} from "../graph/gateway-interface.js";
import type { RequestScope } from "../graph/request-scope.js";
import type { AccessOptions } from "./access-options.js";

export interface AccessGatewaySettings {
  readonly index: AccessIndex;
  /** What the request's officer may do; asked once per request. */
  readonly fieldRightsOf: (scope: RequestScope) => FieldRights | Promise<FieldRights>;
  readonly options: AccessOptions;
  /** Told of the coordinates that were refused: never a value, never an alias. */
  readonly onRefused?: ((coordinates: readonly string[], scope: RequestScope) => void) | undefined;
}

/**
 * Stands between Apollo Server and a gateway that knows no access rules. What the officer may not read is cut before the
 * gateway plans, under a hash of its own, so that no plan is shared by officers whose rights differ; the answer is made
 * whole afterwards.
 */
export class AccessGateway implements GatewayInterface {
  readonly #gateway: GatewayInterface;
  readonly #settings: AccessGatewaySettings;
  #decisions: AccessDecisions | null = null;
  #schema: GraphQLSchema | null = null;

  constructor(gateway: GatewayInterface, settings: AccessGatewaySettings) {
    this.#gateway = gateway;
    this.#settings = settings;
    const keepsRefused = settings.options.dry_run === true;
    gateway.onSchemaLoadOrUpdate(({ apiSchema }) => {
      this.#schema = apiSchema;
      this.#decisions = new AccessDecisions(apiSchema, settings.index, { keepsRefused });
    });
  }

  /** As clients are validated against it; null until it is loaded. */
  get schema(): GraphQLSchema | null {
    return this.#schema;
  }

  async load(options: Parameters<GatewayInterface["load"]>[0]): Promise<GatewayLoadResult> {
    const { executor } = await this.#gateway.load(options);
    if (executor === null) throw new Error("The gateway has no executor.");
    return { executor: (context) => this.#execute(context, executor) };
  }

  onSchemaLoadOrUpdate(callback: SchemaCallback): () => void {
    return this.#gateway.onSchemaLoadOrUpdate(callback);
  }

  stop(): Promise<void> {
    return this.#gateway.stop();
  }

  async #execute(context: GatewayRequest, plan: GatewayExecutor): Promise<GatewayExecutionResult> {
    const decisions = this.#decisions;
    if (decisions === null) throw new Error("The schema is not loaded.");
    const { document, request } = context;
    // Apollo Server knows no type of its own context here; ours is what the HTTP handler made.
    const scope = context.context as RequestScope;
    const rights = scope.fieldRights ?? (await this.#settings.fieldRightsOf(scope));
    const variables = request.variables ?? {};
    const asked = { document, operationName: request.operationName ?? null, variables };
    const decided = decide(decisions, asked, rights);
    if (decided.kind === "INVALID") return { errors: [...decided.errors] };
    // Never handed on: what has not been decided is not planned.
    if (decided.kind === "NO_OPERATION") return { errors: [new GraphQLError(NO_OPERATION)] };
    const { decision } = decided;
    const { options, onRefused } = this.#settings;
    if (decision.refused.length > 0 && options.errors?.log !== false) onRefused?.(decision.refused, scope);
    if (decision.refused.length > 0 && options.reject_unauthorized === true && options.dry_run !== true) {
      return tell({ data: null, refusals: refusedPaths(decision.shape).map(refusalAt) }, {}, options);
    }
    // The subgraphs cut by the rights that they are handed: in a dry run they must not either.
    const handed = options.dry_run === true ? EVERY_RIGHT : rights;
    const answer = await ask(decision, context, handed, plan);
    if (answer.data === undefined) return answer;
    const about = decision.introspection && decisions.introspect(decision.introspection, variables, rights);
    const data = answer.data === null ? null : { ...about?.data, ...answer.data };
    return tell(
      complete(decision, data, options),
      { ...answer, errors: [...(about?.errors ?? []), ...(answer.errors ?? [])] },
      options,
    );
  }
}

const NO_OPERATION = "The document has no operation of that name, or several of which none is named.";

type Decided = ReturnType<AccessDecisions["decide"]>;

function decide(
  decisions: AccessDecisions,
  asked: Parameters<AccessDecisions["decide"]>[0],
  rights: FieldRights,
): Decided {
  try {
    return decisions.decide(asked, rights);
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    return { kind: "INVALID", errors: [new GraphQLError(error.message, { extensions: { ...error.extensions } })] };
  }
}

/** Asks for what is left; nobody where nothing is. */
async function ask(
  { document, source, hash }: AccessDecision,
  context: GatewayRequest,
  rights: FieldRights,
  plan: GatewayExecutor,
): Promise<GatewayExecutionResult> {
  if (document === null) return { data: {} };
  return plan({
    ...context,
    context: { ...context.context, fieldRights: rights },
    request: { ...context.request, query: source },
    document,
    source,
    queryHash: hash,
  });
}

function complete(
  { shape, root }: AccessDecision,
  data: Readonly<Record<string, unknown>> | null,
  { dry_run }: AccessOptions,
): CompletedAnswer {
  return dry_run === true ? findRefusals(shape, data) : completeAnswer(shape, data, root.name);
}

/** The answer with its refusals where the options want them. */
function tell(
  { data, refusals }: CompletedAnswer,
  answer: GatewayExecutionResult,
  { errors: { response = "errors" } = {} }: AccessOptions,
): GatewayExecutionResult {
  const errors = [...(answer.errors ?? []), ...(response === "errors" ? refusals.map(asError) : [])];
  const isTold = response === "extensions" && refusals.length > 0;
  const extensions = { ...answer.extensions, ...(isTold ? { authorizationErrors: refusals } : {}) };
  return {
    data: data === null ? null : { ...data },
    ...(errors.length === 0 ? {} : { errors }),
    ...(Object.keys(extensions).length === 0 ? {} : { extensions }),
  };
}

function asError({ message, path, extensions }: GraphQLFormattedError): GraphQLError {
  return new GraphQLError(message, { path: path ?? [], extensions: { ...extensions } });
}
