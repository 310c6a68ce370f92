import { parse, validate } from "graphql";
import type { DocumentNode, GraphQLFormattedError, GraphQLSchema } from "graphql";
import { AccessDecisions } from "../access/access-decisions.js";
import { compileAccessIndex } from "../access/access-index.js";
import { completeAnswer } from "../access/complete-answer.js";
import { LeastRecentlyUsed } from "../least-recently-used.js";
import type { FieldRights } from "../access/field-rights.js";
import { formatError } from "./format-error.js";
import { orderErrors } from "./order-errors.js";
import type { Operation, OperationResult } from "./run-subgraph.js";

/** As many operations keep their parsed form: more than the gateway's plans ever send. */
const MOST_DOCUMENTS = 1_000;

/**
 * The same rules once more, in the subgraph itself: what the officer's rights do not cover is cut before anything runs,
 * whoever sent it. Decided once for each operation and set of rights.
 */
export class SubgraphAccess {
  readonly #schema: GraphQLSchema;
  readonly #decisions: AccessDecisions;
  readonly #documents = new LeastRecentlyUsed<{ readonly document: DocumentNode | null }>(MOST_DOCUMENTS);

  constructor(schema: GraphQLSchema, sdl: string) {
    this.#schema = schema;
    this.#decisions = new AccessDecisions(schema, compileAccessIndex(parse(sdl)));
  }

  /**
   * Answers an operation within these rights. @param run runs what is left of it, or what is no valid operation, which it
   * refuses @throws TooLarge
   */
  async answer(
    operation: Operation,
    rights: FieldRights,
    run: (operation: Operation) => Promise<OperationResult>,
  ): Promise<OperationResult> {
    const document = this.#documentOf(operation.query);
    if (document === null) return run(operation);
    const variables = operation.variables ?? {};
    const operationName = operation.operationName ?? null;
    const decided = this.#decisions.decide({ document, operationName, variables }, rights);
    if (decided.kind === "INVALID") return { errors: decided.errors.map(formatError) };
    if (decided.kind === "NO_OPERATION") return { errors: [NO_OPERATION] };
    const { decision } = decided;
    const result = decision.document === null ? { data: {} } : await run({ ...operation, query: decision.source });
    if (!isRecord(result.data)) return result;
    const about = decision.introspection && this.#decisions.introspect(decision.introspection, variables, rights);
    const { data, refusals } = completeAnswer(decision.shape, { ...about?.data, ...result.data }, decision.root.name);
    const errors: readonly GraphQLFormattedError[] = [...(result.errors ?? []), ...refusals];
    return errors.length === 0 ? { data } : { data, errors: orderErrors(errors) };
  }

  /** Null where the text is no valid operation of this schema. */
  #documentOf(query: string): DocumentNode | null {
    const known = this.#documents.get(query);
    if (known !== undefined) return known.document;
    const document = this.#parseValid(query);
    this.#documents.set(query, { document });
    return document;
  }

  #parseValid(query: string): DocumentNode | null {
    try {
      const document = parse(query);
      return validate(this.#schema, document).length === 0 ? document : null;
    } catch {
      return null;
    }
  }
}

const NO_OPERATION: GraphQLFormattedError = {
  message: "The document has no operation of that name, or several of which none is named.",
  extensions: { code: "INVALID_INPUT" },
};

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
