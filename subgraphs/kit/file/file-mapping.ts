import { z } from "zod";
import { columnsOf, fieldMappingSchema, tablesBeside } from "../sources/mapping.js";
import { xmlLayoutSchema } from "./xml-layout.js";
import type { XmlLayout } from "./xml-layout.js";

/** How a file that an owner drops becomes the records of one domain: a row is a record. Data, not code. */
export const fileMappingSchema = z.strictObject({
  /** The column that holds the owner's id of the record. */
  id: z.string(),
  /** A column with a list holds it as JSON, or in one text that `split` cuts. */
  fields: z
    .record(z.string(), fieldMappingSchema)
    .refine((fields) => tablesBeside(fields).length === 0, { error: "A file has no tables beside it." }),
});
export type FileMapping = z.output<typeof fileMappingSchema>;

/** How rows stand in the file. */
export type FileLayout =
  | { readonly format: "csv"; readonly delimiter: string }
  | { readonly format: "xml"; readonly elements: XmlLayout };

/** How a file is reached: a part of the registry. */
const connectorSchema = z.strictObject({
  kind: z.literal("file"),
  /** The file that the owner replaces, in one step where it can: `/drops/swe/vehicles.csv`. */
  path: z.string().min(1),
  /** How often the file is looked at, milliseconds. */
  lookEveryMs: z.int().min(10).max(3_600_000).default(10_000),
  /** How long a file must not have changed before it is read, milliseconds. */
  stillForMs: z.int().min(0).max(3_600_000).default(2_000),
  /** The database that the rows are kept in, by the name that the process's configuration gives it. */
  database: z.string(),
  /** Goes before the two schemas that the rows are kept in, in turn: this source's alone. */
  schema: z.string().regex(/^[a-z][a-z0-9_]{0,40}$/),
  mapping: fileMappingSchema,
});

/** A file that an owner drops. */
export const fileConnectorSchema = z.discriminatedUnion("format", [
  /** RFC 4180 in UTF-8; the first row names the columns. */
  connectorSchema.extend({ format: z.literal("csv"), delimiter: z.enum([",", ";", "\t"]).default(",") }),
  /** XML 1.0 or 1.1 in UTF-8 or UTF-16; `elements` says what the columns are. */
  connectorSchema.extend({ format: z.literal("xml"), elements: xmlLayoutSchema }).superRefine((connector, context) => {
    const missing = keptColumns(connector.mapping).filter((name) => !Object.hasOwn(connector.elements.columns, name));
    for (const column of missing) {
      context.addIssue({ code: "custom", path: ["elements", "columns"], message: `It lacks ${column}.` });
    }
  }),
]);

/** The columns of the file that are kept. */
export function keptColumns({ id, fields }: FileMapping): readonly string[] {
  return [...new Set([id, ...columnsOf(fields)])];
}
