import { z } from "zod";

/** Where a search key is looked up: a column of the record's table, or a table of keys beside it. */
export const keyLookupSchema = z.strictObject({
  /** Without it, the record's own table. */
  table: z.string().optional(),
  column: z.string(),
  /** The column of `table` that holds the record's id. */
  id: z.string().optional(),
});
export type KeyLookup = z.output<typeof keyLookupSchema>;

/** Raised when search keys are made in another way: those that were kept before would find less, and are made anew. */
export const WAY_OF_KEYS = 2;
