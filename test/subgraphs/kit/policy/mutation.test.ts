import { expect, test } from "vitest";
import { InvalidConfiguration } from "../../../../subgraphs/kit/errors.js";
import { createPolicies } from "../../../../subgraphs/kit/policy/policies.js";
import type { Policies } from "../../../../subgraphs/kit/policy/policies.js";
import { readPolicyTexts } from "../../../../subgraphs/kit/policy/policy-texts.js";
import { CLASS_CASES, LOG_CASES, RECORD_CASES, SEARCH_CASES } from "./cases.js";
import type { Case } from "./cases.js";
import { mutantsOf, rewritten } from "./mutants.js";
import type { Mutant } from "./mutants.js";

const TEXTS = await readPolicyTexts();

/** The decisions that a file is about. */
const CASES: Readonly<Record<string, readonly Case[]>> = {
  "access-log.cedar": LOG_CASES,
  "field-classes.cedar": CLASS_CASES,
  "purposes.cedar": [...CLASS_CASES, ...SEARCH_CASES],
  "records.cedar": RECORD_CASES,
  "search.cedar": SEARCH_CASES,
};

test.each(TEXTS.policies)(
  "whatever is dropped, negated or weakened in $name, a decision changes",
  (file) => {
    const cases = CASES[file.name] ?? [];
    const mutants = mutantsOf(file);

    const invalid = mutants.filter((mutant) => policiesWith(mutant.file) === null);
    const survivors = mutants.filter((mutant) => !isKilled(mutant, cases));

    const killed = mutants.length - survivors.length;
    process.stdout.write(
      `${file.name}: ${killed} of ${mutants.length} mutants killed, ${invalid.length} by validation\n`,
    );
    expect(survivors.map(({ name }) => name)).toEqual([]);
    expect(mutants.length).toBeGreaterThan(0);
  },
  600_000,
);

test.each(TEXTS.policies)("$name written anew with nothing wrong survives", (file) => {
  const cases = CASES[file.name] ?? [];

  expect(isKilled({ name: "nothing", file: rewritten(file) }, cases)).toBe(false);
});

/** By a case that decides otherwise, or by validation, which keeps a graph from starting with it. */
function isKilled({ file }: Mutant, cases: readonly Case[]): boolean {
  const policies = policiesWith(file);
  return policies === null || cases.some(({ decide, expected }) => decide(policies) !== expected);
}

function policiesWith(file: Mutant["file"]): Policies | null {
  try {
    const policies = TEXTS.policies.map((other) => (other.name === file.name ? file : other));
    return createPolicies({ ...TEXTS, policies });
  } catch (error) {
    if (error instanceof InvalidConfiguration) return null;
    throw error;
  }
}
