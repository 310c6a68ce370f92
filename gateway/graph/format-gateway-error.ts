import { unwrapResolverError } from "@apollo/server/errors";
import { GraphQLError } from "graphql";
import type { GraphQLFormattedError } from "graphql";
import { CrosscheckError } from "../../subgraphs/kit/errors.js";
import { formatRefusal } from "../../subgraphs/kit/graph/format-error.js";

/** Apollo's codes that tell a client what to correct; every other of its codes becomes INTERNAL. */
const CLIENT_CODES: ReadonlySet<unknown> = new Set([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  "PERSISTED_QUERY_NOT_FOUND",
  "PERSISTED_QUERY_NOT_SUPPORTED",
  "BAD_USER_INPUT",
  "BAD_REQUEST",
]);

/** Codes of ours that the gateway itself gives. */
const OUR_CODES: ReadonlySet<unknown> = new Set(["UNAUTHORIZED_FIELD_OR_TYPE", "OPERATION_TOO_LARGE"]);

/** What a client reads of an error of the gateway. Errors of subgraphs are clean already; `serviceName` is Apollo's mark on them. */
export function formatGatewayError(formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError {
  const { serviceName, stacktrace: _stacktrace, ...extensions } = formatted.extensions ?? {};
  const ours = thrown instanceof GraphQLError ? thrown.originalError : thrown;
  if (ours instanceof CrosscheckError) return { message: ours.message, extensions: ours.extensions };
  const path = formatted.path === undefined ? {} : { path: formatted.path };
  if (serviceName !== undefined) return { message: formatted.message, ...path, extensions };
  const error = unwrapResolverError(thrown);
  if (error instanceof GraphQLError && OUR_CODES.has(extensions["code"])) {
    return { message: formatted.message, ...path, extensions: { code: extensions["code"] } };
  }
  if (!(error instanceof GraphQLError) || !CLIENT_CODES.has(extensions["code"])) {
    return { message: "Something went wrong inside the graph.", ...path, extensions: { code: "INTERNAL" } };
  }
  const locations = formatted.locations === undefined ? {} : { locations: formatted.locations };
  return { ...formatRefusal(error), ...locations };
}
