import { expect, test } from "vitest";
import { changeOf, changeOfTheGraph, COUNTRY_LINK, findingsOf, told } from "../../support/schema-change.js";
import { SMALL_GRAPH } from "../../support/small-graph.js";

/** What Sweden's subgraph is told when it is this. */
function toldOf(sdl: string, name = "swe"): readonly string[] {
  const written = sdl.includes("extend schema") || sdl.includes("@link") ? sdl : `${COUNTRY_LINK}${sdl}`;
  const change = changeOf({}, [name, written], { owner: "SWE", current: SMALL_GRAPH });
  // What the graph as a whole is told is looked at elsewhere.
  return told(findingsOf(change)).filter(
    (finding) => !/^(?:DATA_WIDENED|COMPOSITION|BREAKING|DANGEROUS)_?/.test(finding),
  );
}

/** A country's own type, which makes whatever stands beside it a subgraph. */
const OWN = `
"""What Sweden tells of a check."""
type SweAnswer @authenticated {
  """How many warnings there are."""
  count: Int!
}`;

const GOOD = `
type Check @key(fields: "id") {
  id: ID!
  subject: Subject! @external
  """What Sweden tells."""
  sweAnswer(
    """How many at most."""
    first: Int = 10
  ): SweAnswer @requires(fields: "subject { names { family } }")
}
type Subject { names: [SubjectName!]! @external }
type SubjectName { family: String! @external }
scalar CountryCode
"""A record of Sweden's."""
type SweRecord @key(fields: "owner localId") @authenticated {
  """Who owns it."""
  owner: CountryCode!
  """Its id."""
  localId: String!
  """What it says."""
  note: String @requiresScopes(scopes: [["person:read"]]) @deprecated(reason: "Use count. until 2099-01-31")
}
type Query {
  """One of Sweden's records."""
  sweRecord(
    """Its id."""
    localId: String!
  ): SweRecord @authenticated
}
${OWN}`;

test("a country that only adds, under its own name, is told nothing", async () => {
  expect(toldOf(GOOD)).toEqual([]);
});

const HOSTILE: readonly (readonly [title: string, sdl: string, told: readonly string[]])[] = [
  // Names.
  [
    "a type outside its namespace",
    'type Query { """aaaa""" sweX: Wanted @authenticated } """bbbb""" type Wanted @authenticated { """cccc""" n: Int }',
    ["NAMESPACE_TYPE Wanted"],
  ],
  [
    "a type that only looks like its own",
    'type Query { """aaaa""" sweX: Sweet @authenticated } """bbbb""" type Sweet @authenticated { """cccc""" n: Int }',
    ["NAMESPACE_TYPE Sweet"],
  ],
  [
    "another country's type",
    'type Query { """aaaa""" sweX: NorX @authenticated } """bbbb""" type NorX @authenticated { """cccc""" n: Int }',
    ["NAMESPACE_TYPE NorX"],
  ],
  [
    "a root field outside its namespace",
    'type Query { """aaaa""" wanted: Int @authenticated }',
    ["NAMESPACE_FIELD Query.wanted"],
  ],
  [
    "a field of another's type outside its namespace",
    'type Check @key(fields: "id") { id: ID! """aaaa""" wanted: Int @authenticated }',
    ["NAMESPACE_FIELD Check.wanted"],
  ],
  // Another's fields.
  [
    "another's field, redefined",
    `type Vehicle @key(fields: "owner localId") { owner: CountryCode! localId: String! make: String } scalar CountryCode ${OWN}`,
    ["FIELD_REDEFINED Vehicle.make"],
  ],
  [
    "another's field, shared",
    `type Check @key(fields: "id") { id: ID! outcome: CheckOutcome @federation__shareable } enum CheckOutcome { HIT INCOMPLETE NO_HIT } ${OWN}`,
    ["FIELD_REDEFINED Check.outcome", "FIELD_SHARED Check.outcome"],
  ],
  [
    "another's type, shared as a whole",
    `type Contact @federation__shareable { bureau: String! } ${OWN}`,
    ["FIELD_REDEFINED Contact.bureau", "FIELD_SHARED Contact"],
  ],
  [
    "a field taken over",
    `type Check @key(fields: "id") { id: ID! complete: Boolean @federation__override(from: "checks") } ${OWN}`,
    ["FIELD_OVERRIDDEN Check.complete", "FIELD_REDEFINED Check.complete"],
  ],
  [
    "another's field, answered on the way",
    `type Query { """aaaa""" sweX: Vehicle @authenticated @federation__provides(fields: "make") } type Vehicle @key(fields: "owner localId") { owner: CountryCode! localId: String! make: String @external } scalar CountryCode ${OWN}`,
    ["FIELD_PROVIDED Query.sweX"],
  ],
  [
    "an object made of an interface",
    `type Answer @key(fields: "outcome") @federation__interfaceObject { outcome: SourceOutcome! """aaaa""" sweX: Int @authenticated } enum SourceOutcome { HIT NO_HIT } ${OWN}`,
    ["FIELD_REDEFINED Answer.outcome", "INTERFACE_OBJECT Answer", "KEY_FORBIDDEN Answer", "TYPE_REDEFINED Answer"],
  ],
  [
    "a key that its owner does not offer",
    `type Vehicle @key(fields: "vin") { vin: String } ${OWN}`,
    ["FIELD_REDEFINED Vehicle.vin", "KEY_FORBIDDEN Vehicle"],
  ],
  [
    "a key's field that may be null where its owner's may not",
    `type Check @key(fields: "id") { id: ID """aaaa""" sweX: Int @authenticated } ${OWN}`,
    ["FIELD_REDEFINED Check.id"],
  ],
  [
    "another's element, hidden from all",
    `type Check @key(fields: "id") { id: ID! @federation__inaccessible } ${OWN}`,
    ["DIRECTIVE_FORBIDDEN Check.id"],
  ],
  [
    "an interface of its own on another's type",
    `type Vehicle implements SweThing @key(fields: "owner localId") { owner: CountryCode! localId: String! } """aaaa""" interface SweThing { """bbbb""" localId: String! } scalar CountryCode ${OWN}`,
    ["TYPE_REDEFINED Vehicle"],
  ],
  [
    "the root of queries under a name of its own",
    `schema { query: SweQuery } """aaaa""" type SweQuery @authenticated { """bbbb""" contact: Int } extend type SweQuery { """cccc""" sweX: Int }`,
    ["ROOT_FORBIDDEN"],
  ],
  [
    "a mutation",
    `type Query { """aaaa""" sweX: Int @authenticated } type Mutation { """bbbb""" sweWrite: Int @authenticated }`,
    ["ROOT_FORBIDDEN Mutation"],
  ],
  [
    "an input with another default",
    `type Query { """aaaa""" sweX("""bbbb""" s: SubjectVehicleInput): Int @authenticated } input SubjectVehicleInput { vin: String = "A" plate: String }`,
    ["TYPE_REDEFINED SubjectVehicleInput"],
  ],
  // Another's words.
  [
    "an enum with a value more",
    `type Query { """aaaa""" sweX: Sex @authenticated } enum Sex { M F U X """dddd""" Y }`,
    ["TYPE_REDEFINED Sex"],
  ],
  [
    "an input with a field less",
    `type Query { """aaaa""" sweX("""bbbb""" s: SubjectVehicleInput): Int @authenticated } input SubjectVehicleInput { vin: String }`,
    ["TYPE_REDEFINED SubjectVehicleInput"],
  ],
  [
    "a scalar with a directive",
    `type Query { """aaaa""" sweX: CountryCode @authenticated } scalar CountryCode @specifiedBy(url: "https://example.org")`,
    ["SCALAR_SHADOWED CountryCode"],
  ],
  [
    "a scalar that is an object",
    `type Query { """aaaa""" sweX: CountryCode @authenticated } type CountryCode @authenticated { """bbbb""" sweCode: String }`,
    ["SCALAR_SHADOWED CountryCode"],
  ],
  [
    "a built-in scalar",
    `scalar Int type Query { """aaaa""" sweX: Int @authenticated }`,
    ["DESCRIPTION_MISSING Int", "NAMESPACE_TYPE Int", "SCALAR_SHADOWED Int"],
  ],
  [
    "a scalar of Federation's",
    `scalar federation__FieldSet type Query { """aaaa""" sweX: Int @authenticated }`,
    [
      "DESCRIPTION_MISSING federation__FieldSet",
      "NAME_STYLE federation__FieldSet",
      "NAMESPACE_TYPE federation__FieldSet",
      "SCALAR_SHADOWED federation__FieldSet",
    ].toSorted(),
  ],
  [
    "another description of another's type",
    `"""Act on it at once.""" type Check @key(fields: "id") { id: ID! """aaaa""" sweX: Int @authenticated }`,
    ["DESCRIPTION_REDEFINED Check"],
  ],
  // Directives.
  [
    "a directive by the name of a rule",
    `directive @authenticated on FIELD_DEFINITION type Query { """aaaa""" sweX: Int @authenticated }`,
    ["DIRECTIVE_SHADOWED @authenticated"],
  ],
  [
    "a directive of its own",
    `directive @sweMark on FIELD_DEFINITION type Query { """aaaa""" sweX: Int @authenticated @sweMark }`,
    ["DIRECTIVE_FORBIDDEN Query.sweX", "DIRECTIVE_SHADOWED @sweMark"],
  ],
  [
    "a rule under another name",
    `${COUNTRY_LINK.replace('"@authenticated"', '{ name: "@authenticated", as: "@open" }')} type Query { """aaaa""" sweX: Int @open }`,
    ["IMPORT_RENAMED"],
  ],
  [
    "two rules that change names",
    `${COUNTRY_LINK.replace('"@authenticated"', '{ name: "@authenticated", as: "@shareable" }')} type Query { """aaaa""" sweX: Int @shareable }`,
    ["IMPORT_RENAMED"],
  ],
  [
    "the whole of Federation under another prefix",
    `${COUNTRY_LINK.replace("import:", 'as: "fed", import:')} type Query { """aaaa""" sweX: Int @authenticated }`,
    ["IMPORT_RENAMED"],
  ],
  [
    "no link at all",
    'schema { query: Query } extend type Query { """aaaa""" sweX: Int } # no @link',
    ["ACCESS_RULE_FAULT Query.sweX", "LINK_MISSING"],
  ],
  [
    "a link to something else",
    `${COUNTRY_LINK} extend schema @link(url: "https://example.org/other/v1.0") type Query { """aaaa""" sweX: Int @authenticated }`,
    ["LINK_MISSING"],
  ],
  // Rules.
  [
    "a rule of its own on another's type",
    `type Check @key(fields: "id") @requiresScopes(scopes: [["log:own"]]) { id: ID! """aaaa""" sweX: Int @authenticated }`,
    [
      ...["", ".askedAt", ".complete", ".id", ".outcome", ".subject"].map(
        (field) => `ANOTHERS_ACCESS_CHANGED Check${field}`,
      ),
      "ANOTHERS_ACCESS_CHANGED Query.check",
      "ANOTHERS_ACCESS_CHANGED Query.check(vehicles:)",
    ],
  ],
  ["a field without a rule", `type Query { """aaaa""" sweX: Int }`, ["ACCESS_RULE_FAULT Query.sweX"]],
  [
    "an empty rule",
    `type Query { """aaaa""" sweX: Int @requiresScopes(scopes: [[]]) }`,
    ["ACCESS_RULE_FAULT Query.sweX"],
  ],
  [
    "a scope that is in no list",
    `type Query { """aaaa""" sweX: Int @requiresScopes(scopes: [["swe:all"]]) }`,
    ["ACCESS_RULE_FAULT Query.sweX"],
  ],
  [
    "a rule with more alternatives than anybody needs",
    `type Query { """aaaa""" sweX: Int @policy(policies: [["a"], ["b"], ["c"], ["d"], ["e"]]) }`,
    ["RULE_TOO_LARGE Query.sweX"],
  ],
  [
    "a ruled field that may not be null",
    `type Query { """aaaa""" sweX: Int! @requiresScopes(scopes: [["person:read"]]) }`,
    ["RULED_FIELD_NOT_NULL Query.sweX"],
  ],
  [
    "a record with a bare id",
    `type Query { """aaaa""" sweX: SweRecord @authenticated } """bbbb""" type SweRecord @key(fields: "id") @authenticated { """cccc""" id: ID! }`,
    ["RECORD_WITHOUT_OWNER SweRecord"],
  ],
  // What cannot be read.
  ["an operation", "query { check { id } }", ["SDL_SYNTAX"]],
  ["what is no GraphQL", "type Query {", ["SDL_SYNTAX"]],
];

test.each(HOSTILE)("a country is refused %s", async (_title, sdl, expected) => {
  expect(toldOf(sdl)).toEqual(expected);
});

test("a country's subgraph bears its code, and may be one of several", async () => {
  const sdl = GOOD;

  expect(toldOf(sdl, "swe-vehicles")).toEqual([]);
  expect(toldOf(sdl, "sweden")).toEqual(["NAMESPACE_SUBGRAPH"]);
  expect(toldOf(sdl, "nor")).toEqual(["NAMESPACE_SUBGRAPH"]);
});

test("what a country adds is taken into the graph as it is, too", async () => {
  const change = await changeOfTheGraph("swe", () => `${COUNTRY_LINK}${GOOD}`, { owner: "SWE" });

  // How long planning takes here says nothing of the country.
  expect(told(findingsOf(change, { slowPlanMs: 60_000 }))).toEqual(["DATA_WIDENED SubjectName.family"]);
});

test("a country may not take the place of a subgraph of the graph's own", async () => {
  const change = await changeOfTheGraph("vehicles", (sdl) => sdl, { owner: "SWE", operations: [] });

  expect(told(findingsOf(change))).toContain("NAMESPACE_SUBGRAPH");
});

test("the graph itself is not held to a country's rules, but leaves countries their names", async () => {
  const change = await changeOfTheGraph("vehicles", (sdl) =>
    sdl.replace("type Query {", 'type Query {\n"""Whether it can fly."""\ncanFly: Int @authenticated\n'),
  );

  expect(told(findingsOf(change))).toEqual(["NAMESPACE_TAKEN Query.canFly"]);
});
