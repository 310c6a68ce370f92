import { createHash } from "node:crypto";
import { executeSync, getOperationAST, getVariableValues, print } from "graphql";
import type { DocumentNode, ExecutionResult, GraphQLError, GraphQLSchema, OperationDefinitionNode } from "graphql";
import type { AccessIndex } from "./access-index.js";
import { refusedCoordinates } from "./answer-shape.js";
import { conditionalVariables } from "./included.js";
import { LeastRecentlyUsed } from "../least-recently-used.js";
import { pruneOperation } from "./prune-operation.js";
import type { PrunedOperation } from "./prune-operation.js";
import type { FieldRights } from "./field-rights.js";
import { visibleSchema } from "./visible-schema.js";

/** One operation as a client sent it: valid by the schema. */
export interface AskedOperation {
  /** The same object for the same text: what is decided is kept under it. */
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What one caller may have of one operation; the same for every caller with the same rights. */
export interface AccessDecision extends PrunedOperation {
  /** The text of `document`; empty where nothing is left. */
  readonly source: string;
  /** SHA-256 of `source`, hexadecimal: a plan made for one set of rights is never found under another's. */
  readonly hash: string;
  /** The coordinates that are refused; empty where all may be read. */
  readonly refused: readonly string[];
}

export type Decided =
  | { readonly kind: "DECIDED"; readonly decision: AccessDecision }
  /** A variable on which `@skip` or `@include` depends has no usable value. */
  | { readonly kind: "INVALID"; readonly errors: readonly GraphQLError[] }
  /** The document has no operation of that name, or none that the schema has a root for. */
  | { readonly kind: "NO_OPERATION" };

const MOST_DECISIONS = 2_000;
const MOST_SCHEMAS = 50;
/** Sets of rights that have a number. One that has lost it is given another, and decided for anew. */
const MOST_RIGHTS = 1_000;

/** Decides once for each operation and set of rights, and remembers: afterwards a decision is one look-up. */
export class AccessDecisions {
  readonly #schema: GraphQLSchema;
  readonly #index: AccessIndex;
  readonly #keepsRefused: boolean;
  readonly #decisions = new LeastRecentlyUsed<AccessDecision>(MOST_DECISIONS);
  readonly #schemas = new LeastRecentlyUsed<GraphQLSchema>(MOST_SCHEMAS);
  readonly #conditions = new WeakMap<OperationDefinitionNode, readonly string[]>();
  /** In keys numbers stand for operations and rights: their texts would take longer to look up than all else here takes. */
  readonly #operations = new WeakMap<OperationDefinitionNode, number>();
  readonly #rights = new LeastRecentlyUsed<number>(MOST_RIGHTS);
  #numbers = 0;

  /** @param settings `keepsRefused`: say what is refused and cut nothing */
  constructor(
    schema: GraphQLSchema,
    index: AccessIndex,
    { keepsRefused = false }: { readonly keepsRefused?: boolean } = {},
  ) {
    this.#schema = schema;
    this.#index = index;
    this.#keepsRefused = keepsRefused;
  }

  /** @throws TooLarge */
  decide(asked: AskedOperation, rights: FieldRights): Decided {
    const operation = getOperationAST(asked.document, asked.operationName);
    if (operation === null || operation === undefined) return { kind: "NO_OPERATION" };
    const values = this.#conditionalValues(asked, operation);
    if (values.errors !== undefined) return { kind: "INVALID", errors: values.errors };
    const variables = values.coerced;
    const conditions = Object.keys(variables).length === 0 ? "" : JSON.stringify(variables);
    const key = `${this.#numberOf(operation)} ${this.#rights.getOr(rights.key, () => this.#nextNumber())} ${conditions}`;
    const known = this.#decisions.get(key);
    if (known !== undefined) return { kind: "DECIDED", decision: known };
    const pruned = pruneOperation(asked.document, operation, {
      schema: this.#schema,
      index: this.#index,
      rights,
      variables,
      keepsRefused: this.#keepsRefused,
    });
    if (pruned === null) return { kind: "NO_OPERATION" };
    const source = pruned.document === null ? "" : print(pruned.document);
    const hash = createHash("sha256").update(source).digest("hex");
    const decision = { ...pruned, source, hash, refused: refusedCoordinates(pruned.shape) };
    this.#decisions.set(key, decision);
    return { kind: "DECIDED", decision };
  }

  /** Answers questions about the schema from the part of it that the caller may use. */
  introspect(
    document: DocumentNode,
    variables: Readonly<Record<string, unknown>>,
    rights: FieldRights,
  ): ExecutionResult {
    const known = this.#schemas.get(rights.key);
    const schema = known ?? visibleSchema(this.#schema, this.#index, rights);
    if (known === undefined) this.#schemas.set(rights.key, schema);
    return executeSync({ schema, document, variableValues: variables });
  }

  #numberOf(operation: OperationDefinitionNode): number {
    const known = this.#operations.get(operation);
    if (known !== undefined) return known;
    const number = this.#nextNumber();
    this.#operations.set(operation, number);
    return number;
  }

  #nextNumber(): number {
    this.#numbers += 1;
    return this.#numbers;
  }

  #conditionalValues(
    { document, variables }: AskedOperation,
    operation: OperationDefinitionNode,
  ): ReturnType<typeof getVariableValues> {
    const names = this.#conditions.get(operation) ?? conditionalVariables(document, operation);
    this.#conditions.set(operation, names);
    if (names.length === 0) return { coerced: {} };
    const definitions = (operation.variableDefinitions ?? []).filter(({ variable }) =>
      names.includes(variable.name.value),
    );
    return getVariableValues(this.#schema, definitions, variables);
  }
}
