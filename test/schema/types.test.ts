import { execFile } from "node:child_process";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildSchema, isScalarType, isSpecifiedScalarType } from "graphql";
import { expect, test } from "vitest";
import { SCALARS } from "../../schema/types/type-names.js";
import { writeTypes } from "../../schema/types/write-types.js";
import { packageFile } from "../../subgraphs/kit/package-file.js";
import { runProgram, temporaryFolder } from "../support/processes.js";
import { readSchemaFile } from "../support/schema-change.js";

const API = buildSchema(`
  type Query { check(subject: SubjectInput!, first: Int! = 10, kinds: [Kind!]): Check search: [Result!]! any: Any mark: Mark }
  type Check { id: ID! score: Float names: [String!]! rows: [[Int]!] hits(first: Int): [Hit!]! at: DateTime! }
  interface Hit { ref: ID! }
  type PersonHit implements Hit { ref: ID! name: String }
  type VehicleHit implements Hit { ref: ID! vin: String! }
  union Any = PersonHit | VehicleHit
  interface Result { n: Int } type One implements Result { n: Int } type Two implements Result { n: Int }
  enum Kind { RED BLUE }
  input SubjectInput { name: String! born: String kind: Kind = RED inner: InnerInput again: [SubjectInput!] }
  input InnerInput { n: Int! }
  scalar DateTime scalar Mark
`);

/** The declaration of one name in the module of these operations. */
function declared(name: string, document: string): string {
  const text = writeTypes(API, [{ name: "test.graphql", document }]);
  return new RegExp(`^export (?:type|interface) ${name} (?:= )?(.*)$`, "m").exec(text)?.[1] ?? text;
}

const RESULTS: readonly (readonly [title: string, selection: string, type: string])[] = [
  [
    "null where the schema says so, lists within lists",
    "check(subject: $s) { id score names rows }",
    "{ readonly check: { readonly id: string; readonly score: number | null; readonly names: ReadonlyArray<string>; readonly rows: ReadonlyArray<ReadonlyArray<number | null>> | null; } | null; };",
  ],
  [
    "aliases",
    "one: check(subject: $s) { id } two: check(subject: $s) { key: id }",
    "{ readonly one: { readonly id: string; } | null; readonly two: { readonly key: string; } | null; };",
  ],
  [
    "a type for each that an interface can be",
    "check(subject: $s) { hits { __typename ref ... on PersonHit { name } ... on VehicleHit { vin } } }",
    '{ readonly check: { readonly hits: ReadonlyArray<{ readonly __typename: "PersonHit"; readonly ref: string; readonly name: string | null; } | { readonly __typename: "VehicleHit"; readonly ref: string; readonly vin: string; }>; } | null; };',
  ],
  [
    "one type where all are alike",
    "search { n }",
    "{ readonly search: ReadonlyArray<{ readonly n: number | null; }>; };",
  ],
  [
    "a member of a union of which nothing is asked",
    "any { ... on PersonHit { name } }",
    "{ readonly any: { readonly name: string | null; } | {  } | null; };",
  ],
  [
    "fragments, merged with what stands beside them",
    "check(subject: $s) { ...C hits { ref } } } fragment C on Check { id hits { ...H } } fragment H on Hit { ref ... on PersonHit { name }",
    "{ readonly check: { readonly id: string; readonly hits: ReadonlyArray<{ readonly ref: string; readonly name: string | null; } | { readonly ref: string; }>; } | null; };",
  ],
  [
    "what a condition may leave out",
    "check(subject: $s) { id @include(if: $b) score names @skip(if: $b) ... @include(if: $b) { score at } }",
    "{ readonly check: { readonly id?: string; readonly score: number | null; readonly names?: ReadonlyArray<string>; readonly at?: string; } | null; };",
  ],
  ["a scalar that nobody has said anything of", "mark", "{ readonly mark: unknown | null; };"],
];

test.each(RESULTS)("a result's type has %s", (_title, selection, type) => {
  const uses = [
    selection.includes("$s") ? "$s: SubjectInput!" : "",
    selection.includes("$b") ? "$b: Boolean!" : "",
  ].filter((use) => use !== "");
  const head = uses.length === 0 ? "query Ask" : `query Ask(${uses.join(", ")})`;

  expect(declared("AskQuery", `${head} { ${selection} }`)).toBe(type);
});

test("variables and inputs may be left out where they may be null or have a default", () => {
  const document =
    "query Ask($s: SubjectInput!, $first: Int! = 5, $kinds: [Kind!]) { check(subject: $s, first: $first, kinds: $kinds) { id } }";

  expect(declared("AskQueryVariables", document)).toBe(
    "{ readonly s: SubjectInput; readonly first?: number; readonly kinds?: ReadonlyArray<Kind> | null; };",
  );
  expect(declared("SubjectInput", document)).toBe(
    "{ readonly name: string; readonly born?: string | null; readonly kind?: Kind | null; readonly inner?: InnerInput | null; readonly again?: ReadonlyArray<SubjectInput> | null; }",
  );
  expect(declared("Kind", document)).toBe('"RED" | "BLUE";');
});

test.each([
  ["a field that there is none of", "query Ask { missing }", /Cannot query field "missing"/],
  ["an operation without a name", "{ mark }", /An operation needs a name/],
  ["two operations of one name", "query Ask { mark } query Ask { any { __typename } }", /only one operation named/],
])("%s is refused by its file's name", (_title, document, message) => {
  expect(() => writeTypes(API, [{ name: "test.graphql", document }])).toThrow(message);
});

test("two files with an operation of one name are refused", () => {
  const files = ["a.graphql", "b.graphql"].map((name) => ({ name, document: "query Ask { mark }" }));

  expect(() => writeTypes(API, files)).toThrow("Two operations have this name.");
});

test("every scalar of the graph has a type", async () => {
  const api = buildSchema(await readSchemaFile("schema/api.graphql"));
  const scalars = Object.values(api.getTypeMap()).filter((type) => isScalarType(type) && !isSpecifiedScalarType(type));

  expect(scalars.map(({ name }) => name).toSorted()).toEqual(Object.keys(SCALARS).toSorted());
});

test("a frontend that uses the documents well compiles, and one that does not is told each fault", async () => {
  await using folder = await temporaryFolder();
  await symlink(packageFile("node_modules"), join(folder.path, "node_modules"));
  await mkdir(join(folder.path, "src"));
  const written = await runProgram("schema/main.js", {
    arguments: ["types", "--out", join(folder.path, "src/graph.ts")],
  });
  await writeFile(
    join(folder.path, "tsconfig.json"),
    JSON.stringify({
      compilerOptions: {
        target: "es2022",
        module: "nodenext",
        strict: true,
        noEmit: true,
        skipLibCheck: true,
        types: [],
      },
      include: ["src"],
    }),
  );
  await writeFile(join(folder.path, "package.json"), JSON.stringify({ type: "module" }));
  await writeFile(join(folder.path, "src/frontend.ts"), FRONTEND);

  const { stdout } = await promisify(execFile)(process.execPath, [
    packageFile("node_modules/typescript/bin/tsc"),
    "-p",
    folder.path,
  ]).catch((error: unknown) => error as { readonly stdout: string });

  expect(written.code).toBe(0);
  const faults = [...stdout.matchAll(/frontend\.ts\((\d+),\d+\): error (TS\d+)/g)].map(([, line, code]) => [
    Number(line),
    code,
  ]);
  const expected = FRONTEND.split("\n").flatMap((line, index) => {
    const code = /\/\/ (TS\d+)$/.exec(line)?.[1];
    return code === undefined ? [] : [[index + 1, code]];
  });
  expect(faults).toEqual(expected);
  expect(expected).toHaveLength(4);
});

/** A client as urql's or Apollo's is typed, and what a frontend does with it; the faults are at the lines that name their code. */
const FRONTEND = `
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { CheckDocument } from "./graph.js";
import type { CheckQuery } from "./graph.js";

declare function ask<R, V>(document: TypedDocumentNode<R, V>, variables: V): R;

const answer: CheckQuery = ask(CheckDocument, { subject: { names: [{ family: "Koshcheiev" }], sex: "M" } });
export const family: string | undefined = answer.check?.persons?.hits[0]?.person?.names?.[0]?.family;
export const outcome: "HIT" | "INCOMPLETE" | "NO_HIT" | null | undefined = answer.check?.outcome;
ask(CheckDocument, { subject: { names: [{ given: "Radomyr" }] } }); // TS2741
ask(CheckDocument, { subject: { sex: "MALE" } }); // TS2322
export const hits: number = answer.check?.persons?.hitCount; // TS2322
export const gone = answer.check?.wanted; // TS2339
`;
