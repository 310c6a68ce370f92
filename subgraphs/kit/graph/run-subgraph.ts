import Fastify from "fastify";
import type { FastifyInstance } from "fastify";
import { GraphQLError } from "graphql";
import type { GraphQLFormattedError } from "graphql";
import mercurius from "mercurius";
import { z } from "zod";
import type { Subgraph } from "./build-subgraph.js";
import { VariableCoercion } from "./coerce-variables.js";
import { DisclosedRecords } from "./disclosed-records.js";
import type { Disclosure } from "./disclosed-records.js";
import { formatError } from "./format-error.js";
import { noteDisclosures } from "./note-disclosures.js";
import { orderErrors } from "./order-errors.js";
import { SubgraphAccess } from "./subgraph-access.js";
import type { RequestContext } from "./request-context.js";

/** One GraphQL request, as the gateway sends it. */
export const operationSchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});
export type Operation = z.output<typeof operationSchema>;

/** A GraphQL response, ready to be written as JSON. */
export interface OperationResult {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
  /** For the gateway's log, which takes it out of what clients see. Left out where no record is told of. */
  readonly extensions?: { readonly disclosed?: Disclosure };
}

/** A subgraph ready to answer: the same code behind HTTP and within one process, so that both give the same bytes. */
export interface RunningSubgraph extends AsyncDisposable {
  readonly name: string;
  execute(operation: Operation, request: RequestContext): Promise<OperationResult>;
}

/** How long getting ready may take, milliseconds; what is not ready then is made ready by the first to need it. */
const WARM_UP_MS = 10_000;

/** A subgraph that answers each officer within that officer's rights, and says beside the answer of whose records it told. */
export async function runSubgraph(subgraph: Subgraph): Promise<RunningSubgraph> {
  noteDisclosures(subgraph.schema);
  return tellingDisclosures(withinRights(subgraph, await runSchema(subgraph)));
}

/** Notes of whose records each answer tells, for the gateway's log. */
function tellingDisclosures(running: RunningSubgraph): RunningSubgraph {
  return {
    ...running,
    execute: async (operation, request) => {
      const disclosed = new DisclosedRecords();
      const result = await running.execute(operation, { ...request, disclosed });
      return disclosed.isEmpty ? result : { ...result, extensions: { disclosed: disclosed.report() } };
    },
  };
}

/** Cuts from each operation what is beyond the officer's rights, where the request brings them. */
export function withinRights(subgraph: Subgraph, running: RunningSubgraph): RunningSubgraph {
  const access = new SubgraphAccess(subgraph.schema, subgraph.sdl);
  return {
    ...running,
    execute: async (operation, request) => {
      const { fieldRights } = request;
      if (fieldRights === undefined) return running.execute(operation, request);
      try {
        return await access.answer(operation, fieldRights, (asked) => running.execute(asked, request));
      } catch (error) {
        return { errors: errorsWithin(error).map(formatError) };
      }
    },
  };
}

/**
 * The schema alone, whoever asks: nothing of it is cut, nothing noted. Mercurius parses, validates and compiles each
 * operation once; from the second time on it runs compiled.
 */
export async function runSchema(subgraph: Subgraph): Promise<RunningSubgraph> {
  const app = Fastify();
  const { schema } = subgraph;
  await app.register(mercurius, {
    schema,
    routes: false,
    jit: 1,
    errorFormatter: ({ data, errors }) => ({
      statusCode: 200,
      response: { data: data ?? null, errors: errors?.map(formatError) ?? [] },
    }),
  });
  await Promise.all([app.ready(), subgraph.warm(AbortSignal.timeout(WARM_UP_MS))]);
  const variables = new VariableCoercion(schema);
  return {
    name: subgraph.name,
    execute: (operation, request) => execute(app, variables, operation, subgraph.createContext(request)),
    [Symbol.asyncDispose]: () => app.close(),
  };
}

async function execute(
  app: FastifyInstance,
  variables: VariableCoercion,
  { query, variables: given, operationName }: Operation,
  context: RequestContext,
): Promise<OperationResult> {
  const { coerced, errors } = variables.coerce(query, operationName ?? null, given ?? {});
  if (errors !== undefined) return { errors: errors.map(formatError) };
  try {
    const result = await app.graphql(query, { ...context }, coerced, operationName ?? undefined);
    if (result.errors === undefined) return { data: result.data };
    const formatted = result.errors.map(({ message, path, extensions }) => ({
      message,
      ...(path && { path }),
      extensions,
    }));
    return { data: result.data, errors: orderErrors(formatted) };
  } catch (error) {
    return { errors: errorsWithin(error).map(formatError) };
  }
}

/** Mercurius throws one error that holds those of parsing and validation. */
function errorsWithin(error: unknown): readonly GraphQLError[] {
  const held: unknown = error instanceof Error && "errors" in error ? error.errors : undefined;
  const errors = Array.isArray(held) ? held.filter((entry) => entry instanceof GraphQLError) : [];
  if (errors.length > 0) return errors;
  const cause = error instanceof Error ? error : new Error("Not an error");
  return [new GraphQLError("The operation could not be run.", { originalError: cause })];
}
