import { defaultFieldResolver, getNamedType, isInterfaceType, isObjectType, isUnionType } from "graphql";
import type { GraphQLFieldResolver, GraphQLNamedType, GraphQLSchema } from "graphql";
import type { RequestContext } from "./request-context.js";

/**
 * Makes every field that leads to a record, a hit or a reference note whose it is. The fields are found by their types,
 * so no domain, and no country's own, has to remember it. A record itself is an entity; what is none tells that there is one.
 */
export function noteDisclosures(schema: GraphQLSchema): void {
  const entities = schema.getType("_Entity");
  const records = new Set<GraphQLNamedType>(isUnionType(entities) ? entities.getTypes() : []);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      const told = getNamedType(field.type);
      if (tellsOfRecord(told)) field.resolve = noting(field.resolve ?? defaultFieldResolver, records.has(told));
    }
  }
}

/** What a resolver gave, noted once it is there. */
export function noteRecord(value: unknown, { disclosed }: Pick<RequestContext, "disclosed">, isOpened: boolean): void {
  if (typeof value !== "object" || value === null || disclosed === undefined) return;
  const { ref, owner, localId, sources }: Partial<Record<string, unknown>> = { ...value };
  if (typeof ref === "string") disclosed.add(ref, Array.isArray(sources) ? sources.filter(isText) : [], isOpened);
  else if (typeof owner === "string" && typeof localId === "string") disclosed.add(`${owner}/${localId}`, [], isOpened);
}

/** A type with a record's reference, or with the two parts of its key. */
function tellsOfRecord(type: GraphQLNamedType): boolean {
  if (!isObjectType(type) && !isInterfaceType(type)) return false;
  const fields = type.getFields();
  return "ref" in fields || ("owner" in fields && "localId" in fields);
}

function noting(
  resolve: GraphQLFieldResolver<unknown, RequestContext>,
  isOpened: boolean,
): GraphQLFieldResolver<unknown, RequestContext> {
  return (source, args, context, about) => noted(resolve(source, args, context, about), context, isOpened);
}

function noted(value: unknown, context: RequestContext, isOpened: boolean): unknown {
  if (value instanceof Promise) return value.then((settled: unknown) => noted(settled, context, isOpened));
  if (Array.isArray(value)) return value.map((entry) => noted(entry, context, isOpened));
  noteRecord(value, context, isOpened);
  return value;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
