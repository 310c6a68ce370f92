import { z } from "zod";

const word = z.string().regex(/^[\w.:-]{1,64}$/);

/** An exception that a superior granted for one case: more may be seen, for a time, and the owner is told of it. */
const breakGlassSchema = z.strictObject({
  /** The grant's own id. */
  grant: word,
  caseReference: z.string().regex(/^[\x21-\x7e]{1,64}$/),
  /** When it ends, seconds since 1970. */
  until: z.int().min(0),
});

/** What was decided about an officer before the question was planned. It goes with the authority to each subgraph. */
export const rightsSchema = z.strictObject({
  /** The field classes that the officer may read for this justification. */
  policies: z.array(word).max(64).readonly(),
  /** By which version of the policies that was decided. */
  policyVersion: word,
  breakGlass: breakGlassSchema.nullable(),
});
export type Rights = z.output<typeof rightsSchema>;

/** Nothing was decided, so nothing is granted. */
export const NO_RIGHTS: Rights = Object.freeze({ policies: [], policyVersion: "none", breakGlass: null });
