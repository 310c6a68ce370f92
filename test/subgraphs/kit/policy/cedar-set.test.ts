import { describe, expect, test } from "vitest";
import { FIELD_CLASSES, SCOPES } from "../../../../subgraphs/kit/access/vocabulary.js";
import { InvalidConfiguration } from "../../../../subgraphs/kit/errors.js";
import type { CedarAttributes } from "../../../../subgraphs/kit/policy/cedar-set.js";
import { CedarSet } from "../../../../subgraphs/kit/policy/cedar-set.js";
import { createPolicies } from "../../../../subgraphs/kit/policy/policies.js";
import { readPolicyTexts } from "../../../../subgraphs/kit/policy/policy-texts.js";
import { restrictionSchema } from "../../../../subgraphs/kit/policy/restriction.js";
import { DOMAINS } from "../../../../subgraphs/kit/sources/source.js";
import { authorityOf } from "./authorities.js";

const TEXTS = await readPolicyTexts();

/** The faults of the committed policies with one more file. */
function faultsWith(text: string): readonly string[] {
  try {
    createPolicies({ ...TEXTS, policies: [...TEXTS.policies, { name: "new.cedar", text }] });
    return [];
  } catch (error) {
    if (error instanceof InvalidConfiguration) return error.message.split("\n");
    throw error;
  }
}

describe("a policy set that is at fault does not start, and the fault has its file and line", () => {
  test.each([
    [
      "an attribute that the schema does not know",
      '// One.\n@id("new")\npermit (principal, action == Action::"search", resource)\nwhen { principal.contry == "FRA" };',
      /^new\.cedar:4: .*attribute `contry`/,
    ],
    [
      "a comparison of different types",
      '@id("new")\npermit (principal, action == Action::"search", resource)\nwhen { principal.scopes == "check:run" };',
      /^new\.cedar:3: .*String/,
    ],
    [
      "an optional attribute that is not asked for first",
      '@id("new")\npermit (principal, action == Action::"search", resource)\nwhen { context.justification.purpose == "WARN" };',
      /^new\.cedar:3: .*justification/,
    ],
    [
      "a field class that is none",
      '@id("new")\npermit (principal, action == Action::"readClass", resource == FieldClass::"shoe-size");',
      /^new\.cedar:2: .*shoe-size/,
    ],
    ["a text that is no policy", "\n\npermit (principal", /^new\.cedar:3: /],
    ["a statement without an @id", "permit (principal, action, resource);", /^new\.cedar: a statement has no @id\.$/],
    [
      "an @id that another statement has",
      '@id("not-while-hidden")\npermit (principal, action, resource);',
      /^new\.cedar: the @id not-while-hidden stands twice\.$/,
    ],
    [
      "a statement that can never apply",
      '@id("new")\npermit (principal, action == Action::"search", resource == Domain::"persons")\nwhen { false };',
      /^new\.cedar:/,
    ],
  ])("%s", (_what, text, fault) => {
    expect(faultsWith(text)).toEqual([expect.stringMatching(fault)]);
  });

  test("a schema that cannot be read", () => {
    const schema = { name: "crosscheck.cedarschema", text: `${TEXTS.schema.text}\nentity {` };

    expect(() => createPolicies({ ...TEXTS, schema })).toThrow(/^crosscheck\.cedarschema:\d+: /);
  });
});

test("the policies speak of the classes that fields may name and the domains that are asked, and of no others", () => {
  expect(listIn("FieldClass")).toEqual(Object.keys(FIELD_CLASSES));
  expect(listIn("Domain")).toEqual([...DOMAINS]);
});

test("every scope that a policy names is one that a token may carry", () => {
  const scopes = TEXTS.policies.flatMap(({ text }) =>
    [...text.matchAll(/"([a-z]+:[a-z]+)"/g)].map(([, scope]) => scope),
  );

  expect(scopes.filter((scope) => !Object.keys(SCOPES).includes(String(scope)))).toEqual([]);
  expect(scopes.length).toBeGreaterThan(0);
});

test("what is no request of the schema is denied", () => {
  const set = new CedarSet(TEXTS);
  const context = { justification: { purpose: "THREAT_ANALYSIS", offence: "IKK", role: "SUSPECT", aim: "IDENTIFY" } };
  const resource = { type: "Domain", id: "persons", attributes: {} };

  const askedBy = (attributes: CedarAttributes): boolean =>
    set.permits({ action: "search", principal: { type: "Officer", id: "officer", attributes }, resource, context });

  expect(askedBy({ roles: ["analyst"], scopes: ["check:run"] })).toBe(true);
  expect(askedBy({ scopes: ["check:run"] })).toBe(false);
  expect(askedBy({ roles: ["analyst"], scopes: "check:run" })).toBe(false);
  expect(askedBy({ roles: 7, scopes: ["check:run"] })).toBe(false);
});

test("another text has another version", () => {
  const other = { ...TEXTS, schema: { ...TEXTS.schema, text: `${TEXTS.schema.text}// ` } };

  expect(createPolicies(other).version).not.toBe(createPolicies(TEXTS).version);
  expect(createPolicies({ ...TEXTS }).version).toBe(createPolicies(TEXTS).version);
});

test("a kept decision ends with the time that the owner hides the record, and with the grant", () => {
  const policies = createPolicies(TEXTS);
  const hidden = restrictionSchema.parse({ hiddenUntil: "2026-11-24T12:00:00Z" });
  const handled = restrictionSchema.parse({ handling: ["H2"] });
  const grant = { justification: "A life is at stake", caseReference: "2026/77", endsAt: "2026-11-24T12:00:00Z" };
  const officer = authorityOf({}, {}, grant);
  const at = (time: string) => new Date(`2026-11-24T${time}Z`);

  expect(
    ["11:59:58", "11:59:59", "12:00:00"].map((time) => policies.disclosureOf(officer, "DEU", hidden, at(time))),
  ).toEqual(["NONE", "NONE", "FULL"]);
  expect(
    ["11:59:58", "11:59:59", "12:00:00"].map((time) => policies.disclosureOf(officer, "DEU", handled, at(time))),
  ).toEqual(["FULL", "FULL", "HIT_ONLY"]);
});

/** The entries of an enumerated entity in the schema. */
function listIn(entity: string): readonly (string | undefined)[] {
  const [, list = ""] = new RegExp(`entity ${entity} enum \\[([^\\]]*)\\]`).exec(TEXTS.schema.text) ?? [];
  return [...list.matchAll(/"([^"]+)"/g)].map(([, name]) => name);
}
