import { z } from "zod";
import { breakGlassSchema } from "../../../subgraphs/kit/authority/break-glass.js";
import { justificationSchema } from "../../../subgraphs/kit/authority/justification.js";
import { officerSchema } from "../../../subgraphs/kit/authority/officer.js";

/** Who asked, as far as a log needs it: not what the officer may do, which changes. */
const whoSchema = officerSchema.pick({ id: true, country: true, agency: true, unit: true });

/** The officer's own words may be cut from a log entry, never changed. */
const askedSchema = z.strictObject({
  /** `Query.check`: a field that was given arguments. */
  coordinate: z.string(),
  /** As asked, but for biometric samples, of which only the type is kept. */
  arguments: z.record(z.string(), z.unknown()),
});

const operationSchema = z.strictObject({
  /** SHA-256 of the document as sent, hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().nullable(),
});

const intentSchema = z.strictObject({
  kind: z.literal("INTENT"),
  who: whoSchema,
  /** Null where the officer gave none. */
  why: justificationSchema.nullable(),
  operation: operationSchema,
  /** Every field asked for: `Person.names`. */
  coordinates: z.array(z.string()).readonly(),
  breakGlass: breakGlassSchema.optional(),
  asked: z.array(askedSchema).readonly(),
});

const releaseSchema = z.strictObject({
  kind: z.literal("RELEASE"),
  /** To whom and why, as in the INTENT: an entry is understood on its own. */
  who: whoSchema,
  why: justificationSchema.nullable(),
  /** The grant for an emergency, where it was asked with one: then every owner named in `refs` is notified. */
  breakGlass: breakGlassSchema.optional(),
  /** Whose records: `FRA/12345`, each once. */
  refs: z.array(z.string()).readonly(),
  /** Those that were given themselves; of the others only that there is one. Entries from before it was kept have none. */
  opened: z.array(z.string()).readonly().optional(),
  /** The subgraphs that were asked. Entries from before it was kept have none. */
  domains: z.array(z.string()).readonly().optional(),
  /** How many records each source reported. */
  sources: z.record(z.string(), z.int()),
  /** The codes of the errors that the officer was shown. */
  errors: z.array(z.string()).readonly(),
});

/** What an entry says: kept beside the log, and erased once its retention has ended. */
export const payloadSchema = z.discriminatedUnion("kind", [intentSchema, releaseSchema]);
export type Payload = z.output<typeof payloadSchema>;
export type Intent = z.output<typeof intentSchema>;
export type Release = z.output<typeof releaseSchema>;

/** Null where the text is no payload. */
export function readPayload(text: string): Payload | null {
  try {
    return payloadSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
