import { getOperationAST, getVariableValues, parse } from "graphql";
import type { GraphQLError, GraphQLSchema, OperationDefinitionNode } from "graphql";

/** As many operations keep their parsed form: more than the gateway's plans ever send. */
const MOST_OPERATIONS = 1_000;

export type CoercedVariables =
  | { readonly coerced: Record<string, unknown>; readonly errors?: undefined }
  | { readonly coerced?: undefined; readonly errors: readonly GraphQLError[] };

/**
 * Coerces variables as GraphQL says, defaults of input fields filled in. Compiled execution does not: it refuses an
 * input object in which a required field with a default is left out.
 */
export class VariableCoercion {
  readonly #schema: GraphQLSchema;
  readonly #operations = new Map<string, OperationDefinitionNode | null>();

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  coerce(query: string, operationName: string | null, variables: Readonly<Record<string, unknown>>): CoercedVariables {
    const operation = this.#operationOf(query, operationName);
    if (operation === null) return { coerced: { ...variables } };
    return getVariableValues(this.#schema, operation.variableDefinitions ?? [], variables);
  }

  /** Null where the text is no operation: running it will say so. */
  #operationOf(query: string, operationName: string | null): OperationDefinitionNode | null {
    const key = `${operationName ?? ""}\n${query}`;
    const known = this.#operations.get(key);
    if (known !== undefined) return known;
    if (this.#operations.size >= MOST_OPERATIONS) this.#operations.clear();
    const operation = parseOperation(query, operationName);
    this.#operations.set(key, operation);
    return operation;
  }
}

function parseOperation(query: string, operationName: string | null): OperationDefinitionNode | null {
  try {
    return getOperationAST(parse(query), operationName) ?? null;
  } catch {
    return null;
  }
}
