import { readFile } from "node:fs/promises";
import { Kind, parse, visit } from "graphql";
import { expect, test } from "vitest";
import { reportAccess, writeAccessReport } from "../../schema/access-report.js";
import { PART_NAMES } from "../../subgraphs/all.js";
import { FIELD_CLASSES } from "../../subgraphs/kit/access/vocabulary.js";
import { packageFile } from "../../subgraphs/kit/package-file.js";

async function schemaFile(file: string): Promise<{ readonly file: string; readonly sdl: string }> {
  return { file, sdl: await readFile(packageFile(file), "utf8") };
}

test("every field of the graph is under a rule, and every rule is in the vocabulary", async () => {
  const whole = await schemaFile("schema/supergraph.graphql");
  const parts = await Promise.all(PART_NAMES.map((name) => schemaFile(`schema/subgraphs/${name}.graphql`)));

  const report = reportAccess(whole, parts);

  expect(report.faults).toEqual([]);
  expect(report.ruledFields).toBe(report.fields);
  expect(report.fields).toBeGreaterThan(200);
  expect(writeAccessReport(report)).toMatch(/\n(\d+) of \1 fields under a rule\n$/);
});

test("every field class is on some field of the graph", async () => {
  const { coordinates } = reportAccess(await schemaFile("schema/supergraph.graphql"), []);
  const written = coordinates.map(({ requirement }) => requirement).join("\n");

  expect(Object.keys(FIELD_CLASSES).filter((name) => !written.includes(`policy ${name}`))).toEqual([]);
});

test("a field that a scope or a class can shut may be null, so that a refusal takes nothing else along", async () => {
  const { sdl } = await schemaFile("schema/supergraph.graphql");
  const nonNull: string[] = [];
  visit(parse(sdl), {
    FieldDefinition: ({ name, type, directives = [] }) => {
      const isShut = directives.some((rule) => ["requiresScopes", "policy"].includes(rule.name.value));
      if (isShut && type.kind === Kind.NON_NULL_TYPE) nonNull.push(name.value);
    },
  });

  expect(nonNull).toEqual([]);
});

test("what is missing, empty, unreadable or unknown is named with what to write", () => {
  const sdl = `
    extend schema
      @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@policy", { name: "@requiresScopes", as: "@scopes" }])
    type Query {
      bare: Int
      empty: Int @scopes(scopes: [])
      emptier: Int @scopes(scopes: [[]])
      half: Int @policy(policies: [["caution"], []])
      number: Int @scopes(scopes: 3)
      scope: Int @scopes(scopes: [["person:everything"]])
      class: Int @policy(policies: [["gossip"]])
      good: Covered @scopes(scopes: [["person:read"]])
    }
    type Covered @federation__authenticated { field: Int }
  `;

  const report = reportAccess({ file: "test.graphql", sdl }, []);

  expect(report.ruledFields).toBe(report.fields - 1);
  expect(report.faults.map(({ coordinate, message }) => `${coordinate} ${message.slice(0, 44)}`)).toEqual([
    "Query.bare No rule. Write @authenticated, @requiresScop",
    'Query.class There is no field class "gossip". Take one o',
    "Query.emptier An empty list of @scopes lets nobody through",
    "Query.empty An empty list of @scopes lets nobody through",
    "Query.half An empty list of @policy lets nobody through",
    "Query.number @scopes cannot be read. Write lists of lists",
    'Query.scope There is no scope "person:everything". Take ',
  ]);
  expect(report.faults[2]?.message).toContain('@scopes(scopes: [["person:read"]])');
  expect(report.faults[4]?.message).toContain('@policy(policies: [["caution"]])');
});

test("an empty rule of one part is found though composition hides it", () => {
  const link = '@link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@requiresScopes"])';
  const part = `extend schema ${link} type Query { a: Int @requiresScopes(scopes: [[]]) b: Int }`;

  const { faults } = reportAccess(
    {
      file: "whole.graphql",
      sdl: 'type Query { a: Int @requiresScopes(scopes: [["log:own"]]) b: Int @authenticated }',
    },
    [{ file: "part.graphql", sdl: part }],
  );

  expect(faults.map(({ file, coordinate }) => [file, coordinate])).toEqual([["part.graphql", "Query.a"]]);
});
