import { z } from "zod";
import { CLEARANCES } from "../authority/officer.js";
import { PURPOSES } from "../authority/justification.js";

/** Europol's handling codes: police use, not in judicial proceedings, no dissemination, other conditions. */
export const HANDLING_CODES = ["H0", "H1", "H2", "H3"] as const;

const countries = z
  .array(z.string().regex(/^[A-Z]{3}$/))
  .nullish()
  .transform((list) => list ?? []);

/**
 * What an owner lays down for one record: who may be told of it, and how much. A part that the owner does not keep
 * restricts nothing.
 */
export const restrictionSchema = z.object({
  /** Empty: all. ISO 3166-1 alpha-3, or ICAO's code of an organisation. */
  allowedCountries: countries,
  deniedCountries: countries,
  /** What it may be used for; empty: anything. */
  purposes: z
    .array(z.enum(PURPOSES))
    .nullish()
    .transform((list) => list ?? []),
  handling: z
    .array(z.enum(HANDLING_CODES))
    .nullish()
    .transform((list) => list ?? []),
  confidentiality: z
    .enum(CLEARANCES)
    .nullish()
    .transform((level) => level ?? "FOR_OFFICIAL_USE_ONLY"),
  /** The investigation whose members alone may be told. */
  jointInvestigation: z
    .string()
    .regex(/^[\w.:-]{1,64}$/)
    .nullish()
    .transform((id) => id ?? null),
  /** Until then nobody but the owner is told, by UTC: `2026-11-24T12:00:00Z`. */
  hiddenUntil: z.iso
    .datetime()
    .nullish()
    .transform((moment) => moment ?? null),
});
export type Restriction = z.output<typeof restrictionSchema>;

/** The field of a record; null where its owner restricts nothing. */
export const restrictionField = restrictionSchema.nullable().default(null);

export const UNRESTRICTED: Restriction = restrictionSchema.parse({});
