import { afterAll, beforeAll, expect, test } from "vitest";
import type { Policies } from "../../subgraphs/kit/policy/policies.js";
import { POLICIES } from "../support/authority.js";
import { drawing } from "../support/drawing.js";
import { findInterference } from "../support/interference/interference.js";
import { TwoWorlds } from "../support/interference/two-worlds.js";

const PLAN = { seed: 7, size: 300 };
const SEED = 20_261_124;

let worlds: TwoWorlds;

beforeAll(async () => {
  worlds = await TwoWorlds.open(PLAN);
});

afterAll(() => worlds[Symbol.asyncDispose]());

test(
  "an officer's answers do not depend on what is forbidden to the officer, and nothing of it stands in an answer or a log",
  { timeout: 120_000 },
  async () => {
    await worlds.decideBy({});

    const findings = await findInterference(worlds, PLAN, { officers: 20, operations: 15, draw: drawing(SEED) });

    expect(findings.differences.slice(0, 1)).toEqual([]);
    expect(findings.canaries).toEqual([]);
    expect(findings.operations).toBe(300);
    expect(findings.told).toBeGreaterThan(50);
    expect(findings.refused).toBeGreaterThan(50);
  },
);

/** The policies with one answer too much. */
const WEAKENED: Readonly<Record<string, Partial<Policies>>> = {
  "every class of fields is open": { mayReadClass: () => true },
  "a record of which the hit alone may be told is told in full": {
    disclosureOf: (...question) => {
      const disclosure = POLICIES.disclosureOf(...question);
      return disclosure === "HIT_ONLY" ? "FULL" : disclosure;
    },
  },
  "that there is a record is told of every record": {
    disclosureOf: (...question) => {
      const disclosure = POLICIES.disclosureOf(...question);
      return disclosure === "NONE" ? "HIT_ONLY" : disclosure;
    },
  },
};

test.each(Object.keys(WEAKENED))(
  "answers would depend on what is forbidden if %s",
  { timeout: 120_000 },
  async (name) => {
    await worlds.decideBy(WEAKENED[name] ?? {});

    const { differences } = await findInterference(worlds, PLAN, {
      ...MANY,
      draw: drawing(SEED),
      isEnough: (found) => found.differences.length > 0,
    });

    expect(differences.length).toBeGreaterThan(0);
  },
);

test("what is forbidden would stand in answers if everything was told", { timeout: 120_000 }, async () => {
  await worlds.decideBy({ mayReadClass: () => true, disclosureOf: () => "FULL" });

  const { canaries } = await findInterference(worlds, PLAN, {
    ...MANY,
    draw: drawing(SEED),
    isEnough: (found) => found.canaries.length > 0,
  });

  expect(canaries.length).toBeGreaterThan(0);
});

/** More than it takes to find what is wrong. */
const MANY = { officers: 40, operations: 10 };
