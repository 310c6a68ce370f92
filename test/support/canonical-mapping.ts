import { z } from "zod";
import type { FieldMapping } from "../../subgraphs/kit/sources/mapping.js";

/**
 * How a record is read where every field stands under its own name, whole: as the values of a JSON object, or as JSON in the
 * cells of a file.
 */
export function canonicalFields(schema: z.ZodObject, at: "VALUES" | "CELLS"): Readonly<Record<string, FieldMapping>> {
  const shape: Readonly<Record<string, z.core.$ZodType>> = schema.shape;
  return Object.fromEntries(
    Object.entries(shape).map(([name, field]): [string, FieldMapping] => {
      const column: FieldMapping = at === "VALUES" ? { column: name } : { column: name, path: [] };
      return [name, field instanceof z.ZodArray ? { first: [column, { list: [] }] } : column];
    }),
  );
}
