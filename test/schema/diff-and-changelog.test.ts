import { expect, test } from "vitest";
import { writeChangelog } from "../../schema/changelog.js";
import { readGraph } from "../../schema/checks/composed-graph.js";
import { composeSupergraph } from "../../schema/compose.js";
import { diffGraphs, isRefused, writeDiff } from "../../schema/diff-graphs.js";
import { subgraphs } from "../support/schema-change.js";

const FIRST = `type Query { a: A @authenticated old: Int @authenticated }
  type A @requiresScopes(scopes: [["a"]]) { n: Int m(x: Int): Int } enum Kind { ONE TWO } type B { kind: Kind }
  extend type Query { b: B @authenticated }`;
const SECOND = FIRST.replace('[["a"]]', '[["a"], ["b"]]')
  .replace("old: Int", 'old: Int @deprecated(reason: "Use a. until 2027-01-31")')
  .replace("m(x: Int): Int", "m(x: Int, y: Int): Int o: Int")
  .replace("ONE TWO", "ONE TWO THREE")
  .replace("type B { kind: Kind }", 'type B { kind: Kind c: C } type C @policy(policies: [["p"]]) { n(a: Int): Int }');
const THIRD = SECOND.replace(/old: Int @deprecated\(.*?\) @authenticated/, "").replace(
  "b: B @authenticated",
  'b: B @requiresScopes(scopes: [["b"]])',
);

const composed = (sdl: string): string => composeSupergraph(subgraphs({ a: sdl }));
const between = (before: string, after: string) => diffGraphs(readGraph(composed(before)), readGraph(composed(after)));

test("what differs is told, the gravest first; what belongs to a new type is told by the type alone", () => {
  const diff = between(FIRST, SECOND);

  expect(writeDiff(diff)).toEqual([
    "Access widened: A took scope a; it takes scope a, or scope b",
    "Access widened: A.m took scope a; it takes scope a, or scope b",
    "Access widened: A.m(x:) took scope a; it takes scope a, or scope b",
    "Access widened: A.n took scope a; it takes scope a, or scope b",
    "Access widened: Query.a took authenticated and scope a; it takes authenticated and scope a, or authenticated and scope b",
    "Dangerous: THREE was added to enum type Kind.",
    "Deprecated until 2027-01-31: Query.old (Use a. until 2027-01-31)",
    "Added: A.m(y:)",
    "Added: A.o",
    "Added: B.c",
    "Added: C",
    "Added: Kind.THREE",
  ]);
  expect(isRefused(diff)).toBe(true);
});

test("what breaks or widens is refused, and a deprecation without a last day; what only adds or tightens is not", () => {
  const dateless = FIRST.replace("old: Int", 'old: Int @deprecated(reason: "Use a.")');
  const dated = FIRST.replace("old: Int", 'old: Int @deprecated(reason: "Use a. until 2027-01-31")');
  const tightened = FIRST.replace('[["a"]]', '[["a", "b"]]');

  expect(isRefused(between(SECOND, THIRD))).toBe(true);
  expect(writeDiff(between(FIRST, dateless))).toEqual(["Deprecated without a last day: Query.old (Use a.)"]);
  expect(isRefused(between(FIRST, dateless))).toBe(true);
  expect(isRefused(between(FIRST, dated))).toBe(false);
  expect(isRefused(between(FIRST, tightened))).toBe(false);
  expect(isRefused(between(FIRST, FIRST.replace("n: Int", "n: Int p: Int")))).toBe(false);
});

test("nothing differs between a graph and itself", () => {
  expect(writeDiff(between(SECOND, SECOND))).toEqual([]);
});

test("the changelog tells what each version brought, the newest first", () => {
  const changelog = writeChangelog([
    { version: 1, publishedAt: "2026-11-01T08:00:00Z", name: "seed", supergraphSdl: composed(FIRST) },
    { version: 2, publishedAt: "2026-11-02T08:00:00Z", name: "a", supergraphSdl: composed(FIRST) },
    {
      version: 3,
      publishedAt: "2026-11-03T08:00:00Z",
      name: "a",
      supergraphSdl: composed(THIRD.replace('[["a"], ["b"]]', '[["a"]]')),
    },
  ]);

  expect(changelog).toBe(`# Changelog of the graph

## 3: a, 2026-11-03

- Breaking: Query.old was removed.
- Dangerous: THREE was added to enum type Kind.
- Access tightened: Query.b took authenticated; it takes scope b
- Removed: Query.old
- Added: A.m(y:)
- Added: A.o
- Added: B.c
- Added: C
- Added: Kind.THREE

## 2: a, 2026-11-02

- Nothing that clients see.

## 1: seed, 2026-11-01

- The first version: 4 types, 6 fields.
`);
});
