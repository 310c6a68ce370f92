import { expect, test } from "vitest";
import { checkChange } from "../../../schema/checks/check-change.js";
import { findSizeFaults, SDL_LIMITS } from "../../../schema/checks/sdl-limits.js";
import { readSubgraphs } from "../../../schema/schema-folder.js";
import { packageFile } from "../../../subgraphs/kit/package-file.js";
import { readTable } from "../../support/readme-table.js";
import { changeOf, LINK, told } from "../../support/schema-change.js";

const repeated = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_none, index) => part(index)).join(" ");

const TOO_MUCH: readonly (readonly [title: string, sdl: string, codes: readonly string[]])[] = [
  ["10 MB of one description", `"""${"x".repeat(10_000_000)}""" type Query { a: Int }`, ["SDL_TOO_LARGE"]],
  [
    "10 MB of types",
    repeated(500_000, (index) => `type T${index} { a: Int }`),
    ["SDL_TOO_LARGE", "SDL_TOO_MANY_TYPES"],
  ],
  ["100,000 types", repeated(100_000, (index) => `type T${index}{a:A}`), ["SDL_TOO_MANY_TYPES"]],
  ["100,000 extensions", repeated(100_000, () => "extend type Query{a:A}"), ["SDL_TOO_LARGE", "SDL_TOO_MANY_TYPES"]],
  ["100,000 directives", repeated(100_000, () => "directive@d on A"), ["SDL_TOO_MANY_TYPES"]],
  ["30,000 fields", `type Query { ${repeated(30_000, (index) => `f${index}: Int`)} }`, ["SDL_TOO_MANY_FIELDS"]],
  [
    "30,000 arguments",
    `type Query { f(${repeated(30_000, (index) => `a${index}: Int`)}): Int }`,
    ["SDL_TOO_MANY_FIELDS"],
  ],
  ["300,000 values", `enum E { ${repeated(300_000, () => "V")} }`, ["SDL_TOO_MANY_TOKENS"]],
  ["lists in lists", `type Query { a: ${"[".repeat(5_000)}Int${"]".repeat(5_000)} }`, ["SDL_TOO_DEEP"]],
  ["values in values", `type Query { a: Int @d(x: ${"[".repeat(100_000)}) }`, ["SDL_TOO_DEEP"]],
  ["a selection in a selection", `type Query @key(fields: "${"a {".repeat(30)}") { a: Int }`, ["SDL_TOO_DEEP"]],
  ["braces without end", "{".repeat(1_000_000), ["SDL_TOO_DEEP"]],
];

test.each(TOO_MUCH)(
  "%s are refused by their own code within two seconds, without being parsed",
  (_title, sdl, codes) => {
    const startedAt = performance.now();

    const found = told(findSizeFaults(sdl, SDL_LIMITS));

    expect(found).toEqual(codes);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  },
);

test("what is too much is told with its line, and nothing else is looked at", async () => {
  const sdl = repeated(100_000, (index) => `type T${index} { a: Int @authenticated }\n`);

  const { findings, passed, supergraphSdl } = await checkChange(changeOf({}, ["a", `${LINK}${sdl}`]));

  expect(told(findings)).toEqual(["SDL_TOO_LARGE", "SDL_TOO_MANY_TYPES"]);
  expect(findings.map(({ line }) => line)).toEqual([undefined, 2_002]);
  expect({ passed, supergraphSdl }).toEqual({ passed: false, supergraphSdl: null });
});

test("the README has the limits", async () => {
  const rows = await readTable("schema/checks/README.md", "Limits");

  const numbers = rows.slice(0, 5).map(([, most = ""]) => Number(most.replaceAll(",", "")));
  expect(numbers).toEqual(Object.values(SDL_LIMITS));
});

test("what is no GraphQL at all is left to the parser", () => {
  expect(findSizeFaults('type Query { a: "', SDL_LIMITS)).toEqual([]);
  expect(findSizeFaults("", SDL_LIMITS)).toEqual([]);
});

test("our own subgraphs take less than a tenth of each limit but the depth", async () => {
  const tenth = { ...SDL_LIMITS, bytes: SDL_LIMITS.bytes / 10, tokens: 20_000, types: 200, fields: 2_000, depth: 8 };
  const subgraphs = await readSubgraphs(packageFile("schema/subgraphs"));

  expect(subgraphs.flatMap(({ sdl }) => findSizeFaults(sdl, tenth))).toEqual([]);
});
