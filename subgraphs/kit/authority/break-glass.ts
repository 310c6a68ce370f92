import { z } from "zod";

/**
 * A grant for an emergency: it opens what an owner gives as a hit only, and what was given for another purpose; never what
 * an owner has prohibited. It holds for one case and ends by itself.
 */
export const breakGlassSchema = z.strictObject({
  /** Why it cannot wait, for the owner and the log: no name of a person. */
  justification: z.string().min(10).max(200),
  /** The case of the justification that comes with the question. */
  caseReference: z.string().regex(/^[\x21-\x7e]{1,64}$/),
  /** A moment in UTC: `2026-11-24T12:00:00Z`. */
  endsAt: z.iso.datetime(),
});
export type BreakGlass = z.output<typeof breakGlassSchema>;
