/** How much of a record an officer is told, the least first: nothing, that there is one and whom to call, everything. */
export const DISCLOSURES = ["NONE", "HIT_ONLY", "FULL"] as const;
export type Disclosure = (typeof DISCLOSURES)[number];

/** The stricter of two. */
export function stricter(one: Disclosure, other: Disclosure): Disclosure {
  return DISCLOSURES.indexOf(one) < DISCLOSURES.indexOf(other) ? one : other;
}
