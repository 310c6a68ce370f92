import { z } from "zod";
import { fieldMappingSchema } from "../sources/mapping.js";

/** How a word of the question is written for this API. */
const wordFormSchema = z.strictObject({
  /** The graph's codes and the owner's: `{ "M": "male" }`. A word that is not listed is not given. */
  codes: z.record(z.string(), z.string()).optional(),
  /** A country by its code of two letters; without it, of three. */
  country: z.literal("ALPHA_2").optional(),
  /** What stands for what: `["/", "-"]`. */
  replace: z.tuple([z.string().min(1), z.string()]).optional(),
});
export type WordForm = z.output<typeof wordFormSchema>;

/** Steps into a reply: `["_embedded", "notices"]`. */
const pathSchema = z.array(z.string());

/** A path below the service's address, `{word}` for each word that it needs. */
const templateSchema = z.string().regex(/^\/[^?#]*$/);

const pagingSchema = z.discriminatedUnion("kind", [
  /** Pages by their number. */
  z.strictObject({
    kind: z.literal("page"),
    parameter: z.string(),
    first: z.int().min(0).default(1),
    /** How many a page has at most: a page with fewer is the last. */
    size: z.int().min(1),
    /** Where the reply says how many there are in all. */
    total: pathSchema.optional(),
  }),
  /** Pages by a mark that each gives for the next. */
  z.strictObject({ kind: z.literal("cursor"), parameter: z.string(), path: pathSchema }),
  /** Pages by a link that each gives to the next, at the same service. */
  z.strictObject({ kind: z.literal("next"), path: pathSchema }),
]);
export type Paging = z.output<typeof pagingSchema>;

const restSearchSchema = z.strictObject({
  /** The words of the question without which the search is not made: `["family", "given"]`. */
  needs: z.array(z.string()).min(1),
  /** Words of the question with which it is not made, for another search then is. */
  unless: z.array(z.string()).default([]),
  path: templateSchema,
  /** Query parameters, each a constant or a `{word}`; one whose word is not given is left out. */
  query: z.record(z.string(), z.string()).default({}),
  /** Where the list is; without it the reply is one record. */
  list: pathSchema.optional(),
  paging: pagingSchema.optional(),
  /** Whether the status 404 says that there is none; else it is a failure. */
  noneOn404: z.boolean().default(false),
});
export type RestSearch = z.output<typeof restSearchSchema>;

/** How an owner's JSON API becomes the records of one domain. Data, not code. */
export const restMappingSchema = z.strictObject({
  searches: z.array(restSearchSchema).min(1),
  /** Where one record is, by `{localId}` and `{owner}`; without it references cannot be followed. */
  record: z.strictObject({ path: templateSchema, noneOn404: z.boolean().default(false) }).optional(),
  /** Whether a list has whole records, or no more than finds them: each that matches is then read by itself. */
  entries: z.enum(["WHOLE", "SUMMARY"]).default("WHOLE"),
  words: z.record(z.string(), wordFormSchema).default({}),
  /** The owner's id of a record. */
  id: fieldMappingSchema,
  fields: z.record(z.string(), fieldMappingSchema),
  /** So many records are compared for one question; above that it is too wide. */
  mostCandidates: z.int().min(1).max(1_000).default(200),
});
export type RestMapping = z.output<typeof restMappingSchema>;
