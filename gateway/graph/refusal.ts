import { GraphQLError } from "graphql";
import { ERROR_CODES } from "../../subgraphs/kit/errors.js";
import type { CrosscheckError } from "../../subgraphs/kit/errors.js";

/** Ends an operation before it runs, with the HTTP status of the error's code. */
export function refusal(error: CrosscheckError): GraphQLError {
  // Apollo reads `http` and takes it out again.
  const extensions = { ...error.extensions, http: { status: ERROR_CODES[error.code].status } };
  return new GraphQLError(error.message, { extensions, originalError: error });
}
