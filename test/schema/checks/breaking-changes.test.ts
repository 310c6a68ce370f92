import { buildSchema } from "graphql";
import { expect, test } from "vitest";
import { checkBreakingChanges, findApiChanges } from "../../../schema/checks/breaking-changes.js";
import { checkDeprecations } from "../../../schema/checks/deprecations.js";
import { changeOf, comparisonOf, told, usageOf } from "../../support/schema-change.js";

const BEFORE = `
type Query { person(id: ID, kind: Kind = ONE): Person thing: Thing any: Any old: Int old2: Int }
type Person implements Named { name: String! born: String }
type Place implements Named { name: String! }
interface Named { name: String! }
interface Thing { id: ID }
type Car implements Thing { id: ID }
union Any = Person | Place
enum Kind { ONE TWO }
input Given { a: Int b: Int }
`;
const WITH_INPUT = BEFORE.replace("thing: Thing", "thing: Thing take(given: Given, when: String): Int");

const CHANGES: readonly (readonly [title: string, before: string, after: string, changes: readonly string[]])[] = [
  ["a field goes", BEFORE, BEFORE.replace("born: String", ""), ["BREAKING_FIELD_REMOVED Person.born"]],
  [
    "a field has another type",
    BEFORE,
    BEFORE.replace("born: String", "born: Int"),
    ["BREAKING_FIELD_CHANGED_KIND Person.born"],
  ],
  [
    "a field may be null",
    BEFORE,
    BEFORE.replaceAll("name: String!", "name: String"),
    [
      "BREAKING_FIELD_CHANGED_KIND Named.name",
      "BREAKING_FIELD_CHANGED_KIND Person.name",
      "BREAKING_FIELD_CHANGED_KIND Place.name",
    ],
  ],
  ["an argument goes", BEFORE, BEFORE.replace("id: ID, kind", "kind"), ["BREAKING_ARG_REMOVED Query.person(id:)"]],
  [
    "an argument takes less",
    BEFORE,
    BEFORE.replace("(id: ID,", "(id: Int,"),
    ["BREAKING_ARG_CHANGED_KIND Query.person(id:)"],
  ],
  [
    "an argument must be given",
    BEFORE,
    BEFORE.replace("(id: ID,", "(id: ID, no: Int!,"),
    ["BREAKING_REQUIRED_ARG_ADDED Query.person"],
  ],
  ["a value goes", BEFORE, BEFORE.replace("ONE TWO", "ONE"), ["BREAKING_VALUE_REMOVED_FROM_ENUM Kind.TWO"]],
  [
    "a union loses a type",
    BEFORE,
    BEFORE.replace("Person | Place", "Person"),
    ["BREAKING_TYPE_REMOVED_FROM_UNION Any"],
  ],
  [
    "a type goes",
    BEFORE,
    BEFORE.replace("type Place implements Named { name: String! }", "").replace(" | Place", ""),
    ["BREAKING_TYPE_REMOVED Place", "BREAKING_TYPE_REMOVED_FROM_UNION Any"],
  ],
  [
    "a type is another kind",
    BEFORE,
    BEFORE.replace("enum Kind { ONE TWO }", "scalar Kind").replace(" = ONE", ""),
    ["BREAKING_TYPE_CHANGED_KIND Kind", "DANGEROUS_ARG_DEFAULT_VALUE_CHANGE Query.person(kind:)"],
  ],
  [
    "a type no longer implements an interface",
    BEFORE,
    BEFORE.replace("Place implements Named", "Place"),
    ["BREAKING_IMPLEMENTED_INTERFACE_REMOVED Place"],
  ],
  [
    "an input's new field must be given",
    WITH_INPUT,
    WITH_INPUT.replace("b: Int }", "b: Int c: Int! }"),
    ["BREAKING_REQUIRED_INPUT_FIELD_ADDED Given"],
  ],
  ["an input's field goes", WITH_INPUT, WITH_INPUT.replace("b: Int }", "}"), ["BREAKING_FIELD_REMOVED Given.b"]],
  ["a directive goes", `directive @mark on FIELD ${BEFORE}`, BEFORE, ["BREAKING_DIRECTIVE_CHANGED mark"]],
  [
    "a scalar is used no more",
    BEFORE,
    BEFORE.replaceAll("ID", "String"),
    [
      "BREAKING_ARG_CHANGED_KIND Query.person(id:)",
      "BREAKING_FIELD_CHANGED_KIND Car.id",
      "BREAKING_FIELD_CHANGED_KIND Thing.id",
      "BREAKING_TYPE_REMOVED ID",
    ],
  ],
  ["a value comes", BEFORE, BEFORE.replace("ONE TWO", "ONE TWO THREE"), ["DANGEROUS_VALUE_ADDED_TO_ENUM Kind"]],
  [
    "a union gains a type",
    BEFORE,
    BEFORE.replace("Person | Place", "Person | Place | Car"),
    ["DANGEROUS_TYPE_ADDED_TO_UNION Any"],
  ],
  [
    "a type newly implements an interface",
    BEFORE,
    BEFORE.replace(
      "type Car implements Thing { id: ID }",
      "type Car implements Thing & Named { id: ID name: String! }",
    ),
    ["DANGEROUS_IMPLEMENTED_INTERFACE_ADDED Car"],
  ],
  [
    "a default is another",
    BEFORE,
    BEFORE.replace("= ONE", "= TWO"),
    ["DANGEROUS_ARG_DEFAULT_VALUE_CHANGE Query.person(kind:)"],
  ],
  [
    "fields, arguments and types come",
    BEFORE,
    BEFORE.replace("born: String", "born(in: String): String died: New").concat(" type New { n: Int }"),
    [],
  ],
];

test.each(CHANGES)("between two APIs: %s", (_title, before, after, expected) => {
  const changes = findApiChanges(buildSchema(before), buildSchema(after));

  expect(changes.map(({ code, coordinate }) => `${code} ${coordinate}`).toSorted()).toEqual(expected);
});

const SMALL = "type Query { old: Int kind(k: Kind): Kind other: Int } enum Kind { ONE TWO }";

test("what a frontend asks for is an error, with who asks, how often and since when", () => {
  const change = changeOf({ a: SMALL }, ["a", SMALL.replace("old: Int", "")], {
    operations: [{ name: "old.graphql", document: "query Old { old }" }],
    usage: [usageOf("query Ask { old }"), usageOf("{ other }", { client: "other-app" })],
  });

  const findings = checkBreakingChanges(comparisonOf(change));

  const users =
    "Used by schema/operations/old.graphql, border-app 2.1 (Ask, 1204 times since 2026-01-02, last 2026-11-01).";
  expect(findings.map(({ code, severity, message }) => [code, severity, message])).toEqual([
    [
      "BREAKING_OPERATION",
      "error",
      'old.graphql: Cannot query field "old" on type "Query". Used by schema/operations/old.graphql.',
    ],
    [
      "BREAKING_OPERATION",
      "error",
      'Ask: Cannot query field "old" on type "Query". Used by border-app 2.1 (Ask, 1204 times since 2026-01-02, last 2026-11-01).',
    ],
    ["BREAKING_FIELD_REMOVED", "error", `Query.old was removed. ${users}`],
  ]);
});

test("what nobody is known to ask for is a warning", () => {
  const change = changeOf({ a: SMALL }, ["a", SMALL.replace("old: Int", "")], { usage: [usageOf("{ other }")] });

  expect(checkBreakingChanges(comparisonOf(change))).toEqual([
    expect.objectContaining({
      code: "BREAKING_FIELD_REMOVED",
      severity: "warning",
      message: "Query.old was removed. No known operation uses it.",
    }),
  ]);
});

test("a value that a variable may hold counts as sent, and what was invalid before is broken by nobody", () => {
  const change = changeOf({ a: SMALL }, ["a", SMALL.replace("ONE TWO", "ONE")], {
    usage: [usageOf("query Ask($k: Kind) { kind(k: $k) }"), usageOf("{ gone }", { client: "old-app" })],
  });

  const findings = checkBreakingChanges(comparisonOf(change));

  expect(findings.map(({ code, severity }) => [code, severity])).toEqual([
    ["BREAKING_VALUE_REMOVED_FROM_ENUM", "error"],
  ]);
});

const deprecated = (reason: string): string => SMALL.replace("old: Int", `old: Int @deprecated(reason: "${reason}")`);

test.each([
  ["Use other.", ["DEPRECATED_WITHOUT_DATE Query.old"]],
  ["Use other. until soon", ["DEPRECATED_WITHOUT_DATE Query.old"]],
  ["Use other. until 2027-02-30", ["DEPRECATED_WITHOUT_DATE Query.old"]],
  ["Use other. until 2027-01-31 or so", ["DEPRECATED_WITHOUT_DATE Query.old"]],
  ["Use other. until 2027-01-31", ["DEPRECATED_IN_USE Query.old"]],
  ["Use other, until 2027-01-31.", ["DEPRECATED_IN_USE Query.old"]],
  ["Use other. until 2026-11-23", ["DEPRECATED_IN_USE Query.old", "DEPRECATION_OVERDUE Query.old"]],
])("a deprecation because of %j is told so", (reason, expected) => {
  const change = changeOf({ a: SMALL }, ["a", deprecated(reason)], { usage: [usageOf("query Ask { old }")] });

  expect(told(checkDeprecations(comparisonOf(change, { today: "2026-11-24" })))).toEqual(expected);
});

test("who uses what is deprecated is named; a value, an argument and an input's field can be deprecated too", () => {
  const sdl = `type Query { take(given: Given, old: Int @deprecated(reason: "A. until 2027-01-31")): Kind }
    input Given { a: Int @deprecated(reason: "B. until 2027-01-31") }
    enum Kind { ONE @deprecated(reason: "C. until 2027-01-31") TWO }`;
  const change = changeOf({ a: sdl }, ["a", sdl], {
    usage: [usageOf("query Ask($g: Given) { take(given: $g, old: 1) }")],
  });

  const findings = checkDeprecations(comparisonOf(change, { today: "2026-11-24" }));

  expect(told(findings)).toEqual(["DEPRECATED_IN_USE Given.a", "DEPRECATED_IN_USE Query.take(old:)"]);
  expect(findings[0]?.message).toBe(
    "Query.take(old:) goes after 2027-01-31. Used by border-app 2.1 (Ask, 1204 times since 2026-01-02, last 2026-11-01).",
  );
});
