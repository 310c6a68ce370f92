import type { FieldRights } from "./field-rights.js";

/** One thing that a caller can have: a verified token, a scope of it, or a policy's consent. */
export type Atom = "authenticated" | `scope ${string}` | `policy ${string}`;

/**
 * What a caller must have, as OR of ANDs of atoms: `[[a, b], [c]]` is met by who has a and b, or who has c.
 * Always in the one minimal form, terms and atoms sorted and no term containing another, so that two requirements mean the
 * same exactly when they are written the same.
 */
export type Requirement = readonly (readonly Atom[])[];

/** Met by everybody: no rule stands. */
export const OPEN: Requirement = [[]];
/** Met by nobody: what an empty rule means. */
export const CLOSED: Requirement = [];

export function isMet(requirement: Requirement, rights: FieldRights): boolean {
  return requirement.some((term) => term.every((atom) => rights.atoms.has(atom)));
}

/** The requirement that any of the terms meets. */
export function anyOf(terms: Iterable<readonly Atom[]>): Requirement {
  const sorted = [...terms].map((term) => [...new Set(term)].toSorted());
  const minimal = sorted.filter(
    (term, index) =>
      !sorted.some(
        (other, place) =>
          place !== index &&
          other.every((atom) => term.includes(atom)) &&
          (other.length < term.length || place < index),
      ),
  );
  return minimal.toSorted((a, b) => (a.join("\n") < b.join("\n") ? -1 : 1));
}

/** The requirement that all of them are met. */
export function allOf(requirements: Iterable<Requirement>): Requirement {
  let all = OPEN;
  for (const requirement of requirements) {
    if (requirement === OPEN) continue;
    all = anyOf(all.flatMap((term) => requirement.map((other) => [...term, ...other])));
  }
  return all;
}

/**
 * Whether some rights meet the requirement that do not meet the other. Rights that have just the atoms of one term are the
 * least that meet it, so it is enough to try those of each term. Who has a scope or a policy is authenticated.
 */
export function isWider(requirement: Requirement, than: Requirement): boolean {
  return requirement.some((term) => {
    const least = new Set<Atom>(term.length === 0 ? [] : ["authenticated", ...term]);
    return !than.some((other) => other.every((atom) => least.has(atom)));
  });
}

/** For people: `authenticated and scope person:read, or scope log:unit`. */
export function writeRequirement(requirement: Requirement): string {
  if (requirement.length === 0) return "nobody";
  const terms = requirement.map((term) => (term.length === 0 ? "everybody" : term.join(" and ")));
  return terms.join(", or ");
}
