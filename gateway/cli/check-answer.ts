import { z } from "zod";

const replySchema = z.object({
  source: z.string(),
  owner: z.string(),
  outcome: z.string(),
  reason: z.string().nullable(),
  latencyMs: z.number().nullable(),
});
export type Reply = z.output<typeof replySchema>;

const hitSchema = z.looseObject({
  ref: z.string(),
  sources: z.array(z.string()),
  score: z.number(),
  contact: z.object({ bureau: z.string(), telephone: z.string().nullable(), email: z.string().nullable() }),
  features: z.array(
    z.object({ feature: z.string(), how: z.string(), weight: z.number(), explanation: z.string().nullish() }),
  ),
});
export type Hit = z.output<typeof hitSchema>;

const domainSchema = z.object({ outcome: z.string(), hitCount: z.number(), hits: z.array(hitSchema) }).nullable();

/**
 * The answer to `schema/operations/check.graphql`, as far as the command line reads it. A check that could not be summed
 * up is not complete.
 */
export const checkAnswerSchema = z.object({
  outcome: z
    .enum(["HIT", "INCOMPLETE", "NO_HIT"])
    .nullable()
    .transform((outcome) => outcome ?? "INCOMPLETE"),
  complete: z
    .boolean()
    .nullable()
    .transform((complete) => complete ?? false),
  subject: z.object({ asRead: z.boolean() }),
  sources: z
    .array(replySchema)
    .nullable()
    .transform((sources) => sources ?? []),
  persons: domainSchema,
  notices: domainSchema,
  travelDocuments: domainSchema,
  vehicles: domainSchema,
  biometrics: domainSchema,
});
export type CheckAnswer = z.output<typeof checkAnswerSchema>;

const errorSchema = z.looseObject({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).optional(),
  extensions: z.looseObject({ code: z.string() }).optional(),
});

/** A GraphQL response over HTTP or from the embedded graph. */
export const responseSchema = z.looseObject({
  data: z.looseObject({ check: z.unknown() }).nullish(),
  errors: z.array(errorSchema).optional(),
});
export type CheckResponse = z.output<typeof responseSchema>;

/** Why parts of a check are null. */
export interface Gaps {
  /** What its officer may not read, by the path in it without the places in lists: `persons.hits.person`. */
  readonly refused: readonly string[];
  /** The domains, or other fields of it, in which something else went wrong. */
  readonly failed: ReadonlySet<string>;
}
