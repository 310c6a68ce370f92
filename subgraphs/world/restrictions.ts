import { restrictionSchema } from "../kit/policy/restriction.js";
import type { Restriction } from "../kit/policy/restriction.js";
import type { Domain } from "../kit/sources/source.js";
import type { Random } from "./random.js";
import { randomOf } from "./seeded.js";
import type { WorldPlan } from "./seeded.js";

/** Owners whose registers have no place for a restriction: their records are as open in INTERPOL's copy as at home. */
const OWNERS_WITHOUT: ReadonlySet<string> = new Set(["SWE", "BRA", "JPN"]);

/** Of the others' records one in eight, so that of all about one in twelve is restricted. */
const SHARE = 0.12;

/** A hidden alert of the training data stays hidden: a world must not change with the day on which it is looked at. */
const HIDDEN_UNTIL = "2099-12-31T00:00:00Z";

const NEIGHBOURS = ["FRA", "DEU", "SWE", "POL", "UKR", "BRA"] as const;
const INVESTIGATIONS = ["JIT-2026-004", "JIT-2026-011"] as const;

/** One for every reason that an owner may have. */
const REASONS: readonly ((random: Random, owner: string) => Partial<Restriction>)[] = [
  (random, owner) => ({ allowedCountries: [random.pick(NEIGHBOURS), random.pick(NEIGHBOURS)].filter(isNot(owner)) }),
  (random, owner) => ({ deniedCountries: [random.pick(NEIGHBOURS), random.pick(NEIGHBOURS)].filter(isNot(owner)) }),
  (random) => ({ purposes: [random.pick(["WANTED_SEARCH", "LOCATE_PERSON_OR_OBJECT", "THREAT_ANALYSIS"])] }),
  (random) => ({ handling: [random.pick(["H0", "H1", "H2", "H3"])] }),
  (random) => ({ confidentiality: random.pick(["RESTRICTED", "CONFIDENTIAL"]) }),
  (random) => ({ jointInvestigation: random.pick(INVESTIGATIONS) }),
  () => ({ hiddenUntil: HIDDEN_UNTIL }),
];

/** What the owner lays down for the record, or null for most. */
export function restrictionOf(
  plan: WorldPlan,
  domain: Domain,
  { index, owner }: { readonly index: number; readonly owner: string },
): Restriction | null {
  const random = randomOf(plan, `restriction-${domain}`, index);
  if (OWNERS_WITHOUT.has(owner) || !random.chance(SHARE)) return null;
  return restrictionSchema.parse(random.pick(REASONS)(random, owner));
}

function isNot(owner: string): (country: string) => boolean {
  return (country) => country !== owner;
}
