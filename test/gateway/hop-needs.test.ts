import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { countryNeeds, hopNeeds } from "../../gateway/hop-needs.js";
import { packageFile } from "../../subgraphs/kit/package-file.js";
import { SUBGRAPH_NAMES } from "../../subgraphs/all.js";
import { createFieldRights, EVERY_RIGHT } from "../../subgraphs/kit/access/field-rights.js";
import { authorityOf, claimsOf } from "../../subgraphs/kit/hop/claims.js";
import { DOMAINS } from "../../subgraphs/kit/sources/source.js";
import { PURPOSES } from "../../subgraphs/kit/authority/justification.js";
import { POLICIES } from "../support/authority.js";
import { AUTHORITY } from "../support/hop.js";

async function needsOf(name: (typeof SUBGRAPH_NAMES)[number]) {
  const { scopes, policies } = await hopNeeds(name, POLICIES);
  return { scopes: [...scopes].toSorted(), policies: [...policies].toSorted() };
}

test("each subgraph is told of the scopes and field classes that its own rules and its search depend on, and of no others", async () => {
  const needs = await Promise.all(SUBGRAPH_NAMES.map(async (name) => [name, await needsOf(name)] as const));

  expect(Object.fromEntries(needs)).toEqual({
    checks: { scopes: ["check:run"], policies: [] },
    // From a person lead references to the other domains, which have rules of their own.
    persons: {
      scopes: [
        "biometric:read",
        "check:run",
        "document:read",
        "identity:history",
        "identity:settle",
        "notice:read",
        "person:cautions",
        "person:description",
        "person:identity",
        "person:links",
        "person:offences",
        "person:read",
        "person:search",
        "vehicle:read",
      ],
      policies: [
        "biometric-record",
        "caution",
        "charge",
        "document-holder-link",
        "person-description",
        "person-identity",
        "person-link",
      ],
    },
    notices: {
      scopes: [
        "check:run",
        "notice:details",
        "notice:read",
        "notice:search",
        "person:identity",
        "person:links",
        "person:read",
      ],
      policies: ["charge", "person-identity", "person-link"],
    },
    "travel-documents": {
      scopes: ["check:run", "document:read", "document:search", "notice:read", "person:identity", "person:links"],
      policies: ["document-holder-link", "person-identity"],
    },
    vehicles: {
      scopes: ["check:run", "person:identity", "vehicle:read", "vehicle:search"],
      policies: ["person-identity", "vehicle-identity"],
    },
    biometrics: {
      scopes: [
        "biometric:confirm",
        "biometric:read",
        "biometric:search",
        "check:run",
        "person:identity",
        "person:links",
        "person:read",
      ],
      policies: ["biometric-record", "person-identity", "person-link"],
    },
  });
});

test("a country's subgraph is told of what its own rules name and what searching takes, and of nothing else", async () => {
  const sdl = await readFile(packageFile("schema/examples/swe.graphql"), "utf8");

  const { scopes, policies } = countryNeeds(sdl, POLICIES);

  const searching = ["biometric:search", "document:search", "notice:search", "person:search", "vehicle:search"];
  expect([[...scopes].toSorted(), [...policies]]).toEqual([
    ["check:run", "person:read", ...searching].toSorted(),
    ["caution"],
  ]);
});

test("whatever scopes an officer has, a domain behind a hop may be searched exactly where it may be in one process", async () => {
  const scopes = [...EVERY_RIGHT.scopes];
  const sets = [
    [],
    scopes,
    ...scopes.map((scope) => [scope]),
    ...scopes.map((left) => scopes.filter((one) => one !== left)),
  ];
  const cases = await Promise.all(
    DOMAINS.map(async (domain) => {
      const needs = await hopNeeds(domain, POLICIES);
      return sets.flatMap((given) => PURPOSES.map((purpose) => ({ domain, needs, given, purpose })));
    }),
  );

  const differing = cases.flat().filter(({ domain, needs, given, purpose }) => {
    const justification = AUTHORITY.justification && { ...AUTHORITY.justification, purpose };
    const authority = { ...AUTHORITY, officer: { ...AUTHORITY.officer, scopes: given }, justification };
    const fieldRights = createFieldRights({ isAuthenticated: true, scopes: given, policies: [] });
    const told = authorityOf(claimsOf({ authority, fieldRights }, needs)).authority;
    return told === null || POLICIES.maySearch(told, domain) !== POLICIES.maySearch(authority, domain);
  });

  expect(differing).toEqual([]);
});
