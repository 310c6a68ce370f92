import fc from "fast-check";
import { expect, test } from "vitest";
import {
  allOf,
  anyOf,
  CLOSED,
  isMet,
  isWider,
  OPEN,
  writeRequirement,
} from "../../../../subgraphs/kit/access/requirement.js";
import type { Atom } from "../../../../subgraphs/kit/access/requirement.js";
import { createFieldRights, EVERY_RIGHT, NO_RIGHTS } from "../../../../subgraphs/kit/access/field-rights.js";
import { FIELD_CLASSES, SCOPES } from "../../../../subgraphs/kit/access/vocabulary.js";

const words = ["a", "b", "c", "d"];
const atom = fc.constantFrom<Atom>("authenticated", ...words.map((word): Atom => `scope ${word}`), "policy p");
const terms = fc.array(fc.array(atom, { maxLength: 4 }), { maxLength: 4 });
const rights = fc
  .record({
    isAuthenticated: fc.boolean(),
    scopes: fc.subarray(words),
    policies: fc.subarray(["p"]),
  })
  .map(createFieldRights);

test("all of several requirements are met exactly where each is", () => {
  fc.assert(
    fc.property(fc.array(terms.map(anyOf), { maxLength: 4 }), rights, (requirements, caller) => {
      expect(isMet(allOf(requirements), caller)).toBe(requirements.every((requirement) => isMet(requirement, caller)));
    }),
  );
});

test("the minimal form is met exactly where some term is", () => {
  fc.assert(
    fc.property(terms, rights, (given, caller) => {
      const isSomeMet = given.some((term) => term.every((each) => caller.atoms.has(each)));
      expect(isMet(anyOf(given), caller)).toBe(isSomeMet);
    }),
  );
});

test("what means the same is written the same, in whatever order it comes", () => {
  fc.assert(
    fc.property(fc.array(terms.map(anyOf), { minLength: 1, maxLength: 3 }), (requirements) => {
      expect(allOf(requirements.toReversed())).toEqual(allOf(requirements));
      expect(allOf([...requirements, ...requirements])).toEqual(allOf(requirements));
    }),
  );
});

/** Everything that a caller can have of the words above: 33 callers. */
const EVERY_CALLER = [
  NO_RIGHTS,
  ...subsetsOf(words).flatMap((scopes) =>
    [[], ["p"]].map((policies) => createFieldRights({ isAuthenticated: true, scopes, policies })),
  ),
];

function subsetsOf(all: readonly string[]): readonly (readonly string[])[] {
  const [first, ...rest] = all;
  if (first === undefined) return [[]];
  return subsetsOf(rest).flatMap((subset) => [subset, [first, ...subset]]);
}

test("a requirement is wider than another exactly where some caller meets it and not the other", () => {
  fc.assert(
    fc.property(terms.map(anyOf), terms.map(anyOf), (one, other) => {
      const isFound = EVERY_CALLER.some((caller) => isMet(one, caller) && !isMet(other, caller));
      expect(isWider(one, other)).toBe(isFound);
    }),
    { numRuns: 2_000 },
  );
});

test("no requirement is wider than itself, and more rules never make one wider", () => {
  fc.assert(
    fc.property(terms.map(anyOf), terms.map(anyOf), (one, other) => {
      expect(isWider(one, one)).toBe(false);
      expect(isWider(allOf([one, other]), one)).toBe(false);
    }),
  );
});

test("no rule lets everybody through, an empty one nobody", () => {
  expect([OPEN, CLOSED].map((requirement) => isMet(requirement, NO_RIGHTS))).toEqual([true, false]);
  expect([OPEN, CLOSED].map((requirement) => isMet(requirement, EVERY_RIGHT))).toEqual([true, false]);
});

test("a requirement is written in words", () => {
  const requirement = allOf([[["authenticated"]], anyOf([["scope b", "scope a"], ["policy p"]])]);

  expect([requirement, OPEN, CLOSED].map(writeRequirement)).toEqual([
    "authenticated and policy p, or authenticated and scope a and scope b",
    "everybody",
    "nobody",
  ]);
});

test("who is not authenticated has no scope and no policy", () => {
  const claimed = createFieldRights({ isAuthenticated: false, scopes: ["a"], policies: ["p"] });

  expect(claimed).toEqual(NO_RIGHTS);
  expect(isMet([["scope a"]], claimed)).toBe(false);
});

test("two callers have one key exactly when their rights are the same", () => {
  fc.assert(
    fc.property(rights, rights, (one, other) => {
      const isSame = [one, other].every(({ atoms }) => atoms.size === one.atoms.size && atoms.isSubsetOf(one.atoms));
      expect(one.key === other.key).toBe(isSame);
    }),
  );
});

test("the key of rights does not depend on order or repetition, nor can two lists be read as one", () => {
  const of = (scopes: readonly string[], policies: readonly string[]): string =>
    createFieldRights({ isAuthenticated: true, scopes, policies }).key;

  expect(of(["b", "a", "b"], [])).toBe(of(["a", "b"], []));
  expect(new Set([of(["a"], ["b"]), of(["a", "b"], []), of(['a","b'], []), of([], ["a", "b"])]).size).toBe(4);
});

test("every right is every word of the vocabulary", () => {
  expect(EVERY_RIGHT.scopes).toEqual(Object.keys(SCOPES).toSorted());
  expect(EVERY_RIGHT.policies).toEqual(Object.keys(FIELD_CLASSES).toSorted());
});
