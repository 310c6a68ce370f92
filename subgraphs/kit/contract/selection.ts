import { z } from "zod";
import { SourceFailure } from "../sources/source.js";

/** What is asked of an object: each field, with what is asked of the object that it holds, or null. */
export interface Selection {
  /** The type that the object must have; not asked for where it is absent. */
  readonly typeName?: string;
  readonly fields: ReadonlyMap<string, Selection | null>;
}

export function selectionOf(fields: Readonly<Record<string, Selection | null>>, typeName?: string): Selection {
  return { fields: new Map(Object.entries(fields)), ...(typeName === undefined ? {} : { typeName }) };
}

/** All fields of a record as its own schema has them: so a document never asks for what is not read, nor reads what is not asked. */
export function selectionOfSchema(schema: z.ZodType, typeName?: string): Selection {
  const selection = selectionWithin(schema);
  if (selection === null) throw new Error("The schema is of no object.");
  return typeName === undefined ? selection : { ...selection, typeName };
}

function selectionWithin(schema: z.core.$ZodType): Selection | null {
  const inner = unwrapped(schema);
  if (!(inner instanceof z.ZodObject)) return null;
  const shape: Readonly<Record<string, z.core.$ZodType>> = inner.shape;
  return selectionOf(Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, selectionWithin(field)])));
}

/** What a schema reads, below lists, defaults, nulls and what is done with it afterwards. */
function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    return unwrapped(schema.def.innerType);
  }
  if (schema instanceof z.ZodArray) return unwrapped(schema.def.element);
  return schema instanceof z.ZodPipe ? unwrapped(schema.def.in) : schema;
}

/** A selection as GraphQL writes it. */
export function writeSelection({ typeName, fields }: Selection): string {
  const written = [...fields].map(([name, inner]) => (inner === null ? name : `${name} ${writeSelection(inner)}`));
  return `{ ${[...(typeName === undefined ? [] : ["__typename"]), ...written].join(" ")} }`;
}

/**
 * Whether a reply has nothing but what was asked for. What is missing, or is of a wrong type, its schema finds.
 * @throws SourceFailure UNEXPECTED_FIELD, WRONG_TYPE_NAME
 */
export function refuseUnasked(value: unknown, selection: Selection): void {
  if (Array.isArray(value)) {
    for (const entry of value) refuseUnasked(entry, selection);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (name === "__typename" && selection.typeName !== undefined) {
      if (inner === selection.typeName) continue;
      throw new SourceFailure("WRONG_TYPE_NAME", `an object is no ${selection.typeName}`);
    }
    const asked = selection.fields.get(name);
    if (asked === undefined)
      throw new SourceFailure("UNEXPECTED_FIELD", "an object has a field that was not asked for");
    if (asked !== null) refuseUnasked(inner, asked);
  }
}
