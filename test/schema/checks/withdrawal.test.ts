import { expect, test } from "vitest";
import type { SchemaChange } from "../../../schema/checks/schema-change.js";
import { changeOf, COUNTRY_LINK, findingsOf, LINK, told, usageOf } from "../../support/schema-change.js";

const CHECKS = `${LINK}type Query { "Open." open: String @authenticated }`;
const WANTED = `${COUNTRY_LINK}type Query { "Wanted." sweWanted: String @authenticated }`;

function withdrawal(differences: Partial<SchemaChange> = {}): SchemaChange {
  const change = changeOf({ checks: CHECKS, swe: WANTED }, ["swe", WANTED], { owner: "SWE", isWithdrawn: true });
  return { ...change, ...differences };
}

test("a subgraph that nobody is known to ask leaves with a warning for each of its fields", () => {
  const findings = findingsOf(withdrawal());

  expect(told(findings)).toEqual(["BREAKING_FIELD_REMOVED Query.sweWanted"]);
  expect(findings.map(({ severity }) => severity)).toEqual(["warning"]);
});

test("one that a client asks does not, and the client is named", () => {
  const findings = findingsOf(withdrawal({ usage: [usageOf("query Duty { sweWanted }")] }));

  const errors = findings.filter(({ severity }) => severity === "error");
  expect(errors.map(({ code }) => code)).toContain("BREAKING_FIELD_REMOVED");
  expect(JSON.stringify(errors)).toContain("border-app");
});

test("one that another subgraph needs does not: the rest must be a graph", () => {
  const vehicles = `${LINK}type Query { "Cars." cars: Car @authenticated } type Car @key(fields: "id") @authenticated { "Its id." id: ID "Its colour." colour: String }`;
  const checks = `${LINK}type Query { "Open." open: String @authenticated } type Car @key(fields: "id") @authenticated { id: ID @external colour: String @external "Its paint." paint: String @requires(fields: "colour") }`;
  const change = changeOf({ checks, vehicles }, ["vehicles", vehicles], { isWithdrawn: true });

  expect(told(findingsOf(change)).map((line) => line.split(" ")[0])).toContain("COMPOSITION_FAILED");
});

test("what is published already is not looked at anew: it goes, whatever the rules have become", () => {
  const unruled = WANTED.replace("@authenticated }", "}");
  const change = withdrawal({ sdl: unruled });

  expect(told(findingsOf(change))).toEqual(["BREAKING_FIELD_REMOVED Query.sweWanted"]);
});
