import type { z } from "zod";
import { checkRecord } from "./check-record.js";

/** What is read first of the records that share a key with a question: of most a part says already that they are no hit. */
export interface Sieve {
  readonly fields: readonly string[];
  /** @throws InvalidReply */
  readonly mayMatch: (fields: unknown) => boolean;
}

/** @param part fields of the domain's schema */
export function createSieve<Part extends z.ZodObject>(
  part: Part,
  mayMatch: (record: z.output<Part>) => boolean,
): Sieve {
  return { fields: Object.keys(part.shape), mayMatch: (fields) => mayMatch(checkRecord(part, fields)) };
}
