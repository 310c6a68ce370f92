import type { GraphQLError, GraphQLFormattedError } from "graphql";
import { CrosscheckError, InvalidInput } from "../errors.js";

/**
 * What a caller may read of an error: ours as they are, an input that GraphQL itself refused without the value it quotes,
 * and anything else as INTERNAL. Nothing from behind the graph, and no personal data, passes.
 */
export function formatError(error: GraphQLError): GraphQLFormattedError {
  const { originalError } = error;
  const path = error.path === undefined ? {} : { path: error.path.map(indexAsNumber) };
  if (originalError instanceof CrosscheckError) {
    return { message: originalError.message, ...path, extensions: originalError.extensions };
  }
  // Parsing, validation and coercion know no path: what they say is about the request, not about what it found.
  if (error.path === undefined && (originalError === undefined || originalError === null || isInputFault(error))) {
    return formatRefusal(error);
  }
  return { message: "Something went wrong inside the graph.", ...path, extensions: { code: "INTERNAL" } };
}

/** What a caller may read of a request that GraphQL itself refuses: where it is wrong, never the value that it quotes. */
export function formatRefusal(error: GraphQLError): GraphQLFormattedError {
  const field = inputFault(error);
  if (field === null)
    return { message: withoutQuotedValues(error.message), extensions: { code: codeOf(error) ?? "INVALID_INPUT" } };
  const refusal = new InvalidInput([field]);
  return { message: refusal.message, extensions: refusal.extensions };
}

const INPUT_FAULT = /^Variable "\$(\w+)" got invalid value /;

function isInputFault({ message }: GraphQLError): boolean {
  return INPUT_FAULT.test(message);
}

/** GraphQL writes `Variable "$subject" got invalid value … at "subject.vin"; …`: the path is kept, the value is not. */
function inputFault(
  error: GraphQLError,
): { readonly code: string; readonly path: readonly (string | number)[]; readonly message: string } | null {
  const [, variable] = INPUT_FAULT.exec(error.message) ?? [];
  if (variable === undefined) return null;
  const scalar = error.originalError;
  const reason = scalar?.message ?? "";
  const head = reason !== "" && error.message.endsWith(reason) ? error.message.slice(0, -reason.length) : error.message;
  const [, written] = / at "([\w.[\]]+)";/.exec(head.slice(head.lastIndexOf(' at "'))) ?? [];
  const code = scalar === undefined ? null : codeOf(scalar);
  return {
    code: code ?? "INVALID_VALUE",
    path: stepsOf(written ?? variable),
    message: code === null ? "The value is not of the type that the schema asks for." : reason,
  };
}

function codeOf(error: Error): string | null {
  const extensions: unknown = "extensions" in error ? error.extensions : null;
  const code: unknown =
    typeof extensions === "object" && extensions !== null && "code" in extensions ? extensions.code : null;
  return typeof code === "string" ? code : null;
}

/** `subject.vehicles[0].vin` as its steps. */
function stepsOf(path: string): readonly (string | number)[] {
  return [...path.matchAll(/\w+/g)].map(([step]) => indexAsNumber(step));
}

/** Compiled execution writes list indices as text. */
function indexAsNumber(step: string | number): string | number {
  return typeof step === "string" && /^\d+$/.test(step) ? Number(step) : step;
}

/** A literal that GraphQL quotes may be what the officer typed. Names of types and fields are not. */
function withoutQuotedValues(message: string): string {
  return message
    .replace(/(cannot represent [^:]*:|\bfound|got invalid value) .*$/s, "$1 another value.")
    .replace(/^Value .* does not exist in/s, "The value does not exist in");
}
