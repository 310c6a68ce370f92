import { createRandom, hash } from "./random.js";
import type { Random } from "./random.js";

/** Which invented world, and how large: the same two numbers give the same world on every machine. */
export interface WorldPlan {
  readonly seed: number;
  /** Records in all domains together; a record that two sources hold counts once. */
  readonly size: number;
}

/** How the records of a world are shared out among the domains. */
const SHARES = { persons: 0.3, "travel-documents": 0.42, vehicles: 0.2, notices: 0.06, biometrics: 0.02 } as const;

/** How many records of a domain the world has. */
export function countOf(domain: keyof typeof SHARES, { size }: WorldPlan): number {
  return Math.round(size * SHARES[domain]);
}

/** The stream of one thing: any record can be made on its own, so nothing is ever held in memory. */
export function randomOf({ seed }: WorldPlan, what: string, index: number): Random {
  return createRandom(hash(seed, what, index));
}

/** Countries that keep registers of their own in the invented world. */
const REGISTER_COUNTRIES = ["FRA", "DEU", "SWE", "BRA", "JPN"] as const;
/** Countries whose records stand in INTERPOL's databases alone. */
const OTHER_COUNTRIES = ["GRC", "UKR", "EGY", "IND", "THA", "GEO", "ARM", "KOR", "ISR", "TUR", "GBR", "POL"] as const;

export function pickOwner(random: Random): string {
  return random.chance(0.6) ? random.pick(REGISTER_COUNTRIES) : random.pick(OTHER_COUNTRIES);
}

/** A day in the years given, now and then known in part only. */
export function partialDate(random: Random, from: number, to: number): string {
  const year = String(random.integer(from, to));
  if (random.chance(0.04)) return year;
  const month = String(random.integer(1, 12)).padStart(2, "0");
  if (random.chance(0.03)) return `${year}-${month}`;
  return `${year}-${month}-${String(random.integer(1, 28)).padStart(2, "0")}`;
}

/** A day in the years given, known in full. */
export function fullDate(random: Random, from: number, to: number): string {
  const part = (most: number): string => String(random.integer(1, most)).padStart(2, "0");
  return `${random.integer(from, to)}-${part(12)}-${part(28)}`;
}
