import { expect, test } from "vitest";
import { checkAccessWidening } from "../../../schema/checks/access-widening.js";
import { changeOf, comparisonOf, LINK } from "../../support/schema-change.js";

/** The coordinates whose access is found to widen. */
function widened(before: Sdls, after: Sdls): readonly string[] {
  const name = Object.keys(after).find((candidate) => after[candidate] !== before[candidate]) ?? "a";
  const change = changeOf(before, [name, after[name] ?? EMPTY]);
  return checkAccessWidening(comparisonOf(change)).map(({ coordinate }) => coordinate ?? "");
}

type Sdls = Readonly<Record<string, string>>;

/** A subgraph that answers nothing of interest. */
const EMPTY = "type Query { z: Int @authenticated @shareable }";

/** One field under the rules given, on a type under the others. */
const field = (rules: string, type = ""): string => `type Query ${type} { x: Int ${rules} }`;
const S = (...words: readonly string[]): string => rule("@requiresScopes(scopes:", words);
const P = (...words: readonly string[]): string => rule("@policy(policies:", words);

/** `a b` is a and b; several are alternatives. */
function rule(start: string, words: readonly string[]): string {
  const terms = words.map(
    (term) =>
      `[${term
        .split(" ")
        .map((word) => `"${word}"`)
        .join(", ")}]`,
  );
  return `${start} [${terms.join(", ")}])`;
}

const RULES: readonly (readonly [title: string, before: string, after: string, widened: readonly string[]])[] = [
  // Removal.
  ["@authenticated goes", field("@authenticated"), field(""), ["Query.x"]],
  ["a scope goes", field(S("a")), field(""), ["Query.x"]],
  ["a policy goes", field(P("a")), field(""), ["Query.x"]],
  ["a scope goes, @authenticated stays", field(`${S("a")} @authenticated`), field("@authenticated"), ["Query.x"]],
  ["a scope becomes @authenticated", field(S("a")), field("@authenticated"), ["Query.x"]],
  ["a policy becomes @authenticated", field(P("a")), field("@authenticated"), ["Query.x"]],
  ["one of two directives goes", field(`${S("a")} ${P("b")}`), field(S("a")), ["Query.x"]],
  ["the other of two directives goes", field(`${S("a")} ${P("b")}`), field(P("b")), ["Query.x"]],
  ["the type's rule goes", field("", S("a")), field(""), ["Query", "Query.x"]],
  ["the type's rule goes, the field's stays", field(S("a"), S("b")), field(S("a")), ["Query", "Query.x"]],
  // Weaker alternatives.
  ["an alternative comes", field(S("a")), field(S("a", "b")), ["Query.x"]],
  ["a weaker alternative comes", field(S("a b")), field(S("a b", "a")), ["Query.x"]],
  ["a word of a term goes", field(S("a b")), field(S("a")), ["Query.x"]],
  ["a word of one of two terms goes", field(S("a b", "c d")), field(S("a b", "c")), ["Query.x"]],
  ["AND becomes OR", field(S("a b")), field(S("a", "b")), ["Query.x"]],
  ["a term is another", field(S("a")), field(S("b")), ["Query.x"]],
  ["a term gains a word and another comes", field(S("a")), field(S("a b", "c")), ["Query.x"]],
  ["a policy takes a scope's place", field(S("a")), field(P("a")), ["Query.x"]],
  ["a scope takes a policy's place", field(P("a")), field(S("a")), ["Query.x"]],
  ["the words of two terms change places", field(S("a b", "c d")), field(S("a d", "c b")), ["Query.x"]],
  ["a majority of three becomes one of three", field(S("a b", "b c", "a c")), field(S("a", "b", "c")), ["Query.x"]],
  ["nobody becomes somebody", field(S()), field(S("a")), ["Query.x"]],
  ["nobody becomes everybody", field(S()), field(""), ["Query.x"]],
  ["a rule of a field moves to a weaker one of its type", field(S("a")), field("", "@authenticated"), ["Query.x"]],
  // Tightening, and what means the same.
  ["nothing changes", field(S("a")), field(S("a")), []],
  ["@authenticated comes", field(""), field("@authenticated"), []],
  ["a scope comes", field(""), field(S("a")), []],
  ["@authenticated becomes a scope, which nobody has unauthenticated", field("@authenticated"), field(S("a")), []],
  ["@authenticated becomes a policy", field("@authenticated"), field(P("a")), []],
  ["@authenticated goes beside a scope", field(`${S("a")} @authenticated`), field(S("a")), []],
  ["a word comes", field(S("a")), field(S("a b")), []],
  ["an alternative goes", field(S("a", "b")), field(S("a")), []],
  ["OR becomes AND", field(S("a", "b")), field(S("a b")), []],
  ["a policy comes beside a scope", field(S("a")), field(`${S("a")} ${P("b")}`), []],
  ["terms change their order", field(S("a", "b")), field(S("b", "a")), []],
  ["words change their order", field(S("a b")), field(S("b a")), []],
  ["a word is written twice", field(S("a")), field(S("a a")), []],
  ["a term that another contains goes", field(S("a", "a b")), field(S("a")), []],
  ["a term that another contains comes", field(S("a")), field(S("a", "a b")), []],
  ["one of three becomes a majority of three", field(S("a", "b", "c")), field(S("a b", "b c", "a c")), []],
  ["a rule moves from the field to its type", field(S("a")), field("", S("a")), []],
  ["two rules change places between field and type", field(S("a"), S("b")), field(S("b"), S("a")), ["Query"]],
  ["somebody becomes nobody", field(S("a")), field(S()), []],
  ["everybody becomes nobody", field(""), field(S()), []],
  ["a field comes", field(S("a")), `type Query { x: Int ${S("a")} y: Int }`, []],
  ["a field goes", `type Query { x: Int ${S("a")} y: Int ${S("b")} }`, field(S("a")), []],
];

test.each(RULES)("of one rule: %s", (_title, before, after, expected) => {
  expect(widened({ a: before }, { a: after })).toEqual(expected);
});

const answer = (rules: string, returned: string, more = ""): string =>
  `type Query { x: ${returned} ${rules} } type Open { n: Int } type Shut ${S("a")} { n: Int } ${more}`;
const node = (implementations: string): string =>
  `type Query { x: Node @authenticated } interface Node { n: Int } ${implementations}`;
const A = `type A implements Node { n: Int ${S("a")} }`;
const B = `type B implements Node { n: Int ${S("b")} }`;
const given = (argument: string, rules = ""): string =>
  `type Query { x(g: ${argument}): Int ${rules} y(k: Kind): Int } enum Kind ${S("a")} { K } input Given { kind: Kind n: Int }`;

const SHAPES: readonly (readonly [title: string, before: string, after: string, widened: readonly string[]])[] = [
  // What a field returns.
  [
    "the rule of a returned type goes",
    answer("", "Shut"),
    answer("", "Shut").replace(S("a"), ""),
    ["Query.x", "Shut", "Shut.n"],
  ],
  ["a field returns a type with less of a rule", answer("", "Shut"), answer("", "Open"), ["Query.x"]],
  ["a field returns a type with more of a rule", answer("", "Open"), answer("", "Shut"), []],
  ["a field returns a list of what it returned", answer("", "Shut"), answer("", "[Shut!]!"), []],
  [
    "the rule of a returned type moves to the fields that return it and that it has",
    answer("", "Shut"),
    `type Query { x: Shut ${S("a")} } type Open { n: Int } type Shut { n: Int ${S("a")} }`,
    ["Shut"],
  ],
  // Interfaces: all implementations' rules must be met.
  ["an implementation comes", node(A), node(`${A} ${B}`), []],
  ["an implementation without a rule comes", node(A), node(`${A} type B implements Node { n: Int }`), []],
  ["an implementation goes", node(`${A} ${B}`), node(A), ["Node.n"]],
  [
    "a type no longer implements the interface",
    node(`${A} ${B}`),
    node(`${A} type B { n: Int ${S("b")} }`),
    ["Node.n"],
  ],
  [
    "a rule of an implementation weakens",
    node(`${A} ${B}`),
    node(`${A} ${B.replace(S("b"), S("b", "c"))}`),
    ["B.n", "Node.n"],
  ],
  ["a rule of an implementation tightens", node(`${A} ${B}`), node(`${A} ${B.replace(S("b"), S("b c"))}`), []],
  // What is sent.
  ["an argument takes a type without a rule", given("Kind"), given("String"), ["Query.x(g:)"]],
  ["an argument takes a type with a rule", given("String"), given("Kind"), []],
  ["an argument takes a type without a rule, and the field has it now", given("Kind"), given("String", S("a")), []],
  [
    "an enum's rule goes",
    given("Kind"),
    given("Kind").replace(`Kind ${S("a")}`, "Kind"),
    ["Given", "Given.kind", "Kind", "Query.x(g:)", "Query.y(k:)"],
  ],
  [
    "a scalar's rule goes",
    `scalar Mark ${S("a")} type Query { x: Mark y(m: Mark): Int }`,
    `scalar Mark type Query { x: Mark y(m: Mark): Int }`,
    ["Mark", "Query.x", "Query.y(m:)"],
  ],
  [
    "an input object's field takes a type without a rule",
    given("Given"),
    given("Given").replace("kind: Kind", "kind: String"),
    ["Given", "Given.kind", "Query.x(g:)"],
  ],
  [
    "an input object's field takes a type with a rule",
    given("Given").replace("kind: Kind", "kind: String"),
    given("Given"),
    [],
  ],
  ["an argument comes", field(S("a")), `type Query { x(n: Int): Int ${S("a")} }`, []],
  // Unions.
  [
    "a union's member comes",
    `type Query { x: U ${S("a")} } union U = M type M { n: Int ${S("a")} }`,
    `type Query { x: U ${S("a")} } union U = M | L type M { n: Int ${S("a")} } type L { n: Int ${S("b")} }`,
    [],
  ],
  [
    "the rule of a union's member goes",
    `type Query { x: U } union U = M type M ${S("a")} { n: Int }`,
    `type Query { x: U } union U = M type M { n: Int }`,
    ["M", "M.n"],
  ],
];

test.each(SHAPES)("of types that lead to each other: %s", (_title, before, after, expected) => {
  expect(widened({ a: before }, { a: after })).toEqual(expected);
});

const RENAMED = LINK.replace('"@requiresScopes"', '{ name: "@requiresScopes", as: "@needs" }');
const UNIMPORTED = LINK.replace(', "@requiresScopes"', "");
const thing = (rules: string, more = ""): string =>
  `type Query { a: Thing @authenticated } type Thing @key(fields: "id") { id: ID! @authenticated ${more} n: Int ${rules} }`;
const taken = (rules: string): string =>
  `type Query { b: Int @authenticated } type Thing @key(fields: "id") { id: ID! @authenticated n: Int @override(from: "a") ${rules} }`;
const stub = 'type Query { b: Int @authenticated } type Thing @key(fields: "id") { id: ID! @authenticated }';
const shared = (rules: string): string => thing(`@shareable ${rules}`);
const sharing = (rules: string): string =>
  `type Query { b: Int @authenticated } type Thing @key(fields: "id") { id: ID! @authenticated n: Int @shareable ${rules} }`;

const PARTS: readonly (readonly [title: string, before: Sdls, after: Sdls, widened: readonly string[]])[] = [
  [
    "an import is renamed, and the rule is the same",
    { a: field(S("a")) },
    { a: `${RENAMED} ${field(S("a").replace("requiresScopes", "needs"))}` },
    [],
  ],
  [
    "an import is renamed, and the rule is weaker",
    { a: field(S("a")) },
    { a: `${RENAMED} ${field(S("a", "b").replace("requiresScopes", "needs"))}` },
    ["Query.x"],
  ],
  [
    "a rule stands behind its prefix",
    { a: field(S("a")) },
    { a: `${UNIMPORTED} ${field(S("a").replace("@", "@federation__"))}` },
    [],
  ],
  [
    "a directive of the rule's name means nothing",
    { a: field(S("a")) },
    { a: `${UNIMPORTED} directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION ${field(S("a"))}` },
    ["Query.x"],
  ],
  [
    "a field moves to another subgraph with its rule",
    { a: thing(S("a")), b: stub },
    { a: thing(S("a")), b: taken(S("a")) },
    [],
  ],
  [
    "a field moves to another subgraph without its rule, and the old place still has it",
    { a: thing(S("a")), b: stub },
    { a: thing(S("a")), b: taken("") },
    [],
  ],
  [
    "the old place of a field goes, and the new has less of a rule",
    { a: thing(S("a")), b: taken("@authenticated") },
    { a: thing("").replace(" n: Int ", ""), b: taken("@authenticated") },
    ["Thing.n"],
  ],
  [
    "the old place of a field goes, and the new has the rule",
    { a: thing(S("a")), b: taken(S("a")) },
    { a: thing("").replace(" n: Int ", ""), b: taken(S("a")) },
    [],
  ],
  [
    "one of two subgraphs that share a field drops the rule that both have",
    { a: shared(S("a")), b: sharing(S("a")) },
    { a: shared(S("a")), b: sharing("") },
    [],
  ],
  [
    "one of two subgraphs that share a field drops a rule of its own",
    { a: shared(S("a")), b: sharing(S("b")) },
    { a: shared(S("a")), b: sharing("") },
    ["Thing.n"],
  ],
  [
    "another subgraph that shares a field adds a rule",
    { a: shared(S("a")), b: sharing("") },
    { a: shared(S("a")), b: sharing(S("b")) },
    [],
  ],
  [
    "a subgraph with a rule on another's type goes silent",
    { a: thing(""), b: stub.replace('"id")', `"id") ${S("b")}`) },
    { a: thing(""), b: stub },
    ["Query.a", "Thing", "Thing.id", "Thing.n"],
  ],
  [
    "a type's extension carries the rule",
    { a: field("", S("a")) },
    { a: `${field("")} extend type Query ${S("a")}` },
    [],
  ],
];

test.each(PARTS)("of several subgraphs: %s", (_title, before, after, expected) => {
  expect(widened(before, after)).toEqual(expected);
});

test("there are at least sixty cases, and both kinds of each", () => {
  const cases = [...RULES, ...SHAPES, ...PARTS].map(([, , , expected]) => expected.length > 0);

  expect(cases.length).toBeGreaterThanOrEqual(60);
  expect(cases.filter((isWider) => isWider).length).toBeGreaterThanOrEqual(30);
  expect(cases.filter((isWider) => !isWider).length).toBeGreaterThanOrEqual(30);
});

test("the finding names the rule that was, the rule that would be, and the line", () => {
  const change = changeOf({ a: field(S("a")) }, ["a", field(S("a", "b"))]);

  expect(checkAccessWidening(comparisonOf(change))).toEqual([
    expect.objectContaining({
      code: "ACCESS_WIDENED",
      coordinate: "Query.x",
      file: "a.graphql",
      line: 2,
      message: "Query.x took scope a; it would take scope a, or scope b.",
    }),
  ]);
});

test("nothing is widened where nothing was published before", () => {
  expect(checkAccessWidening(comparisonOf(changeOf({}, ["a", field("")])))).toEqual([]);
});
