import { parse } from "graphql";
import { expect, test } from "vitest";
import { compileAccessIndex } from "../../../../subgraphs/kit/access/access-index.js";
import { writeRequirement } from "../../../../subgraphs/kit/access/requirement.js";

function requirementsOf(sdl: string): Readonly<Record<string, string>> {
  const { coordinates } = compileAccessIndex(parse(sdl));
  return Object.fromEntries(
    coordinates
      .filter(({ kind }) => kind === "FIELD")
      .map(({ coordinate, requirement }) => [coordinate, writeRequirement(requirement)]),
  );
}

const FEDERATION = "https://specs.apollo.dev/federation/v2.9";

test.each([
  ["imported by name", `@link(url: "${FEDERATION}", import: ["@requiresScopes"])`, "requiresScopes"],
  ["imported under another name", `@link(url: "${FEDERATION}", import: [{ name: "@requiresScopes", as: "@s" }])`, "s"],
  [
    "an import object without another name",
    `@link(url: "${FEDERATION}", import: [{ name: "@requiresScopes" }])`,
    "requiresScopes",
  ],
  ["not imported", `@link(url: "${FEDERATION}")`, "federation__requiresScopes"],
  ["behind a prefix of its own", `@link(url: "${FEDERATION}", as: "fed")`, "fed__requiresScopes"],
  ["in a supergraph", '@link(url: "https://specs.apollo.dev/requiresScopes/v0.1", for: SECURITY)', "requiresScopes"],
  ["in a supergraph, renamed", '@link(url: "https://specs.apollo.dev/requiresScopes/v0.1", as: "s")', "s"],
  [
    "in a supergraph, imported under another name",
    '@link(url: "https://specs.apollo.dev/requiresScopes/v0.1", import: [{ name: "@requiresScopes", as: "@s" }])',
    "s",
  ],
  [
    "where the link directive itself is renamed",
    `@link(url: "https://specs.apollo.dev/link/v1.0", as: "linked") @linked(url: "${FEDERATION}", import: ["@requiresScopes"])`,
    "requiresScopes",
  ],
  ["without any link", "", "requiresScopes"],
])("a rule is known %s", (_name, links, directive) => {
  const schema = links === "" ? "" : `extend schema ${links}`;

  const requirements = requirementsOf(`${schema} type Query { a: Int @${directive}(scopes: [["x"]]) }`);

  expect(requirements).toEqual({ "Query.a": "scope x" });
});

test("a directive of the same name that the links give another meaning is no rule", () => {
  const requirements = requirementsOf(`
    extend schema @link(url: "${FEDERATION}", import: [{ name: "@requiresScopes", as: "@s" }])
    type Query { a: Int @requiresScopes(scopes: [["x"]]) b: Int @s(scopes: [["y"]]) }
  `);

  expect(requirements).toEqual({ "Query.a": "everybody", "Query.b": "scope y" });
});

test("a field needs its own rule, its type's and that of the type it returns", () => {
  const requirements = requirementsOf(`
    type Query @authenticated { a: A @requiresScopes(scopes: [["x"], ["y"]]) plain: Int }
    type A @policy(policies: [["p"]]) { leaf: E list: [[E!]!] }
    enum E @requiresScopes(scopes: [["e"]]) { ONE }
  `);

  expect(requirements).toEqual({
    "A.leaf": "policy p and scope e",
    "A.list": "policy p and scope e",
    "Query.a": "authenticated and policy p and scope x, or authenticated and policy p and scope y",
    "Query.plain": "authenticated",
  });
});

test("rules of several definitions of one coordinate are all needed", () => {
  const requirements = requirementsOf(`
    type Query { a: A }
    extend type Query @authenticated { b: Int }
    type A { c: Int @requiresScopes(scopes: [["x"]]) @policy(policies: [["p"]]) @authenticated }
  `);

  expect(requirements).toEqual({
    "A.c": "authenticated and policy p and scope x",
    "Query.a": "authenticated",
    "Query.b": "authenticated",
  });
});

test("a field of an interface needs what each implementation's needs, and its own", () => {
  const requirements = requirementsOf(`
    interface I @authenticated { a: Int b: Int }
    interface J implements I { a: Int b: Int }
    type One implements I & J @requiresScopes(scopes: [["one"]]) { a: Int b: Int @policy(policies: [["p"]]) }
    type Two implements I { a: Int @requiresScopes(scopes: [["two"]]) b: Int }
  `);

  expect(requirements).toMatchObject({
    "I.a": "authenticated and scope one and scope two",
    "I.b": "authenticated and policy p and scope one",
    "J.a": "scope one",
    "J.b": "policy p and scope one",
    "One.a": "scope one",
    "Two.b": "everybody",
  });
});

test.each([
  ["no list", "@requiresScopes"],
  ["an empty list", "@requiresScopes(scopes: [])"],
  ["a list of an empty list", "@requiresScopes(scopes: [[]])"],
  ["null", "@requiresScopes(scopes: null)"],
  ["a number", "@requiresScopes(scopes: 1)"],
  ["numbers", "@requiresScopes(scopes: [[1]])"],
  ["a null among names", '@requiresScopes(scopes: [["a"], null])'],
  ["another argument", '@requiresScopes(names: [["a"]])'],
  ["an empty list of policies", "@policy(policies: [])"],
  ["a list of an empty list of policies", "@policy(policies: [[], []])"],
])("a rule of %s lets nobody through", (_name, rule) => {
  expect(requirementsOf(`type Query { a: Int ${rule} }`)).toEqual({ "Query.a": "nobody" });
});

test("an empty list beside a full one opens nothing that the full one does not", () => {
  expect(requirementsOf('type Query { a: Int @requiresScopes(scopes: [["x"], []]) }')).toEqual({
    "Query.a": "scope x",
  });
});

test("one name stands for a list of one", () => {
  expect(requirementsOf('type Query { a: Int @requiresScopes(scopes: "x") }')).toEqual({ "Query.a": "scope x" });
});

test("a field that the schema does not have is open to nobody, the way into a subgraph to the authenticated", () => {
  const index = compileAccessIndex(parse("type Query { a: Int } interface I { b: Int }"));

  expect(index.fieldRequirement("Query", "z")).toEqual([]);
  expect(index.fieldRequirement("Z", "a")).toEqual([]);
  expect(index.fieldRequirement("Query", "_entities")).toEqual([["authenticated"]]);
});

test("an argument needs what its type needs, and an input object what all within it need, itself included", () => {
  const index = compileAccessIndex(
    parse(`
      input In { e: E more: In other: Other }
      input Other { s: [S!] }
      enum E @requiresScopes(scopes: [["e"]]) { ONE }
      scalar S @authenticated
      type Query { a(in: In): Int }
    `),
  );

  expect(["In", "Other", "E", "Int"].map((type) => writeRequirement(index.inputRequirement(type)))).toEqual([
    "authenticated and scope e",
    "authenticated",
    "scope e",
    "everybody",
  ]);
});
