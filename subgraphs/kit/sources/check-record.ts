import type { z } from "zod";
import { InvalidReply } from "./source.js";

/** What a source gives as a record, or as a part of one. @throws InvalidReply, which names the fields at fault and never their values */
export function checkRecord<Schema extends z.ZodType>(schema: Schema, fields: unknown): z.output<Schema> {
  const result = schema.safeParse(fields);
  if (result.success) return result.data;
  const names = new Set(result.error.issues.map((issue) => issue.path.join(".")));
  throw new InvalidReply(`a record has no valid ${[...names].join(", ")}`);
}
