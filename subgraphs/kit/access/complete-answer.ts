import { isListType, isNonNullType } from "graphql";
import type { GraphQLFormattedError, GraphQLOutputType } from "graphql";
import { fieldsOn, refusedPaths, TYPE_KEY } from "./answer-shape.js";
import type { AnswerShape, MergedField } from "./answer-shape.js";

type Path = readonly (string | number)[];

export interface CompletedAnswer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly refusals: readonly GraphQLFormattedError[];
}

/** What a caller reads where a field is refused. It says nothing of why: the audit log does. */
export function refusalAt(path: Path): GraphQLFormattedError {
  return { message: "You may not read this field.", path, extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE" } };
}

/**
 * Puts null where a refused field would stand, lets it spread as GraphQL says of a field that failed (a non-null field
 * takes its parent along), and names each such place. Values that are not touched are passed on as they are.
 */
export function completeAnswer(
  shape: AnswerShape,
  data: Readonly<Record<string, unknown>> | null,
  rootType: string,
): CompletedAnswer {
  const refusals: GraphQLFormattedError[] = [];
  if (data === null || !shape.some(({ isReshaped }) => isReshaped)) return { data, refusals };
  const completed = completeObject(shape, data, rootType, [], refusals);
  return { data: completed, refusals };
}

/** The places of what is refused in data that holds it all the same: for a dry run, which changes nothing. */
export function findRefusals(shape: AnswerShape, data: Readonly<Record<string, unknown>> | null): CompletedAnswer {
  const refusals: GraphQLFormattedError[] = [];
  return { data: data === null ? null : withRefusals(shape, data, [], refusals), refusals };
}

/** Null where a null spreads to the object itself. */
function completeObject(
  shape: AnswerShape,
  object: Readonly<Record<string, unknown>>,
  type: string | null,
  path: Path,
  refusals: GraphQLFormattedError[],
): Readonly<Record<string, unknown>> | null {
  const completed: Record<string, unknown> = {};
  let isNulled = false;
  for (const field of fieldsOn(shape, type)) {
    const isAnswered = Object.hasOwn(object, field.key);
    if (!isAnswered && !field.holdsRefusal) continue;
    const value = isAnswered
      ? completeField(field, object[field.key], [...path, field.key], refusals)
      : refuse(field, path, refusals);
    completed[field.key] = value;
    isNulled ||= value === null && isNonNullType(field.type);
  }
  return isNulled ? null : completed;
}

function completeField(
  { type, isReshaped, children }: MergedField,
  value: unknown,
  path: Path,
  refusals: GraphQLFormattedError[],
): unknown {
  if (children === null || !isReshaped) return value;
  return completeValue(type, children, value, path, refusals);
}

function completeValue(
  type: GraphQLOutputType,
  children: AnswerShape,
  value: unknown,
  path: Path,
  refusals: GraphQLFormattedError[],
): unknown {
  const nullable = isNonNullType(type) ? type.ofType : type;
  if (Array.isArray(value)) {
    const entry = isListType(nullable) ? nullable.ofType : nullable;
    const entries = value.map((inner, index) => completeValue(entry, children, inner, [...path, index], refusals));
    return isNonNullType(entry) && entries.includes(null) ? null : entries;
  }
  if (!isRecord(value)) return value;
  return completeObject(children, value, typeOf(value), path, refusals);
}

/** A field that nobody was asked for: itself, or everything below it, is refused. */
function refuse(field: MergedField, path: Path, refusals: GraphQLFormattedError[]): null {
  const places = field.isRefused ? [[]] : refusedPaths(field.children ?? []);
  for (const below of places) refusals.push(refusalAt([...path, field.key, ...below]));
  return null;
}

function withRefusals(
  shape: AnswerShape,
  object: Readonly<Record<string, unknown>>,
  path: Path,
  refusals: GraphQLFormattedError[],
): Readonly<Record<string, unknown>> {
  const fields = fieldsOn(shape, typeOf(object)).filter(({ key }) => Object.hasOwn(object, key));
  return Object.fromEntries(
    fields.map((field) => {
      const place = [...path, field.key];
      if (field.isRefused) refusals.push(refusalAt(place));
      const below = field.isRefused ? [] : refusals;
      const { children } = field;
      const value = object[field.key];
      return [field.key, children === null ? value : valueWithRefusals(children, value, place, below)];
    }),
  );
}

function valueWithRefusals(
  children: AnswerShape,
  value: unknown,
  path: Path,
  refusals: GraphQLFormattedError[],
): unknown {
  if (Array.isArray(value))
    return value.map((entry, index) => valueWithRefusals(children, entry, [...path, index], refusals));
  return isRecord(value) ? withRefusals(children, value, path, refusals) : value;
}

function typeOf(object: Readonly<Record<string, unknown>>): string | null {
  const type = object[TYPE_KEY];
  return typeof type === "string" ? type : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
