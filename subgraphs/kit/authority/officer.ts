import { z } from "zod";

/** How secret a record an officer may be told of, by INTERPOL's levels; each includes those before it. */
export const CLEARANCES = ["FOR_OFFICIAL_USE_ONLY", "RESTRICTED", "CONFIDENTIAL"] as const;
export type Clearance = (typeof CLEARANCES)[number];

const word = z.string().regex(/^[\w.:-]{1,64}$/);

/** Who asks, as the issuer vouches for it. Nothing here names a person. */
export const officerSchema = z.strictObject({
  /** The issuer's own id of the officer: opaque, 1 to 128 printable ASCII characters. */
  id: z.string().regex(/^[\x21-\x7e]{1,128}$/),
  /** ISO 3166-1 alpha-3, or ICAO's code of an organisation (`XPO`). */
  country: z.string().regex(/^[A-Z]{3}$/),
  agency: word,
  unit: word,
  roles: z.array(word).max(16).readonly(),
  /** What `@requiresScopes` asks for: `person:identity`. */
  scopes: z.array(word).max(64).readonly(),
  clearance: z.enum(CLEARANCES),
  /** The joint investigations that the officer belongs to, by their ids. */
  jointInvestigations: z.array(word).max(64).readonly(),
});
export type Officer = z.output<typeof officerSchema>;
