import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CLEARANCES } from "../../../../subgraphs/kit/authority/officer.js";
import { PURPOSES } from "../../../../subgraphs/kit/authority/justification.js";
import type { Authority } from "../../../../subgraphs/kit/authority/authority.js";
import { HANDLING_CODES, restrictionSchema } from "../../../../subgraphs/kit/policy/restriction.js";
import type { Restriction } from "../../../../subgraphs/kit/policy/restriction.js";
import { POLICIES } from "../../../support/authority.js";
import { authorityOf } from "./authorities.js";
import { CLASS_CASES, LOG_CASES, NOW, RECORD_CASES, SEARCH_CASES } from "./cases.js";
import { restatedDisclosure } from "./restated.js";

describe("what an officer is told of a record", () => {
  test.each(RECORD_CASES)("$name: $expected", ({ decide, expected }) => {
    expect(decide(POLICIES)).toBe(expected);
  });

  test("every combination of reasons comes to what the restatement says", () => {
    fc.assert(
      fc.property(anyAuthority, fc.constantFrom("FRA", "DEU", "POL"), fc.option(anyRestriction), (...question) => {
        expect(POLICIES.disclosureOf(...question, NOW)).toBe(restatedDisclosure(...question, NOW));
      }),
      { numRuns: 2_000 },
    );
  });
});

test("every class of fields is open to the purposes, aims and professions that it is for", () => {
  const wrong = CLASS_CASES.filter(({ decide, expected }) => decide(POLICIES) !== expected);

  expect(wrong.map(({ name }) => name)).toEqual([]);
});

test("every domain may be asked for the purposes, by the professions and with the scopes that it is for", () => {
  const wrong = SEARCH_CASES.filter(({ decide, expected }) => decide(POLICIES) !== expected);

  expect(wrong.map(({ name }) => name)).toEqual([]);
});

test.each(LOG_CASES)("the log is read by $name: $expected", ({ decide, expected }) => {
  expect(decide(POLICIES)).toBe(expected);
});

const anyMoment = fc.constantFrom("2026-11-24T11:59:59Z", NOW.toISOString(), "2026-11-24T12:00:01Z");
const someOf = <T>(values: readonly T[]): fc.Arbitrary<T[]> => fc.subarray([...values]);

const anyAuthority: fc.Arbitrary<Authority> = fc
  .record({
    country: fc.constantFrom("FRA", "DEU", "POL"),
    clearance: fc.constantFrom(...CLEARANCES),
    jointInvestigations: someOf(["JIT-1", "JIT-2"]),
    purpose: fc.option(fc.constantFrom(...PURPOSES)),
    breakGlass: fc.option(fc.record({ caseReference: fc.constantFrom("2026/77", "2026/78"), endsAt: anyMoment })),
  })
  .map(({ country, clearance, jointInvestigations, purpose, breakGlass }) =>
    authorityOf(
      { country, clearance, jointInvestigations },
      purpose === null ? null : { purpose },
      breakGlass === null ? undefined : { justification: "A life is at stake", ...breakGlass },
    ),
  );

const anyRestriction: fc.Arbitrary<Restriction> = fc
  .record({
    allowedCountries: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, someOf(["FRA", "DEU", "POL"])),
    deniedCountries: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, someOf(["FRA", "DEU"])),
    purposes: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, someOf(PURPOSES)),
    handling: someOf(HANDLING_CODES),
    confidentiality: fc.constantFrom(...CLEARANCES),
    jointInvestigation: fc.option(fc.constantFrom("JIT-1", "JIT-2"), { freq: 2 }),
    hiddenUntil: fc.option(anyMoment, { freq: 2 }),
  })
  .map((restriction) => restrictionSchema.parse(restriction));
