import { readFile } from "node:fs/promises";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageFile } from "../../../subgraphs/kit/package-file.js";
import { runProgram, temporaryFolder } from "../../support/processes.js";

const GOLDEN = "test/schema/golden";
const FORMATS = ["text", "json", "github", "junit", "sarif"] as const;

/** The command over the small graph of the golden folder. */
function check(given: readonly string[], name = "vehicles") {
  const graph = ["--current", `${GOLDEN}/current`, "--operations", `${GOLDEN}/operations`, "--slow-plan-ms", "60000"];
  return runProgram("schema/main.js", { arguments: ["check", name, ...graph, ...given] });
}

const USAGE = ["--usage", `${GOLDEN}/usage.json`];
const FAILING = ["--schema", `${GOLDEN}/vehicles.graphql`, ...USAGE, "--waivers", `${GOLDEN}/waivers`];
const PASSING = ["--schema", `${GOLDEN}/current/vehicles.graphql`, ...USAGE];

test.each(FORMATS)("a change that fails is told as %s, and ends with 1", async (format) => {
  const golden = await readFile(packageFile(`${GOLDEN}/check.${format}`), "utf8");

  const { code, stdout, stderr } = await check([...FAILING, "--format", format]);

  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  expect(stdout).toBe(golden);
});

test.each(FORMATS)("a change that passes is told as %s, and ends with 0", async (format) => {
  const golden = await readFile(packageFile(`${GOLDEN}/passed.${format}`), "utf8");

  const { code, stdout, stderr } = await check([...PASSING, "--format", format]);

  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toBe(golden);
});

test.each([
  ["no subgraph named", ["--schema", `${GOLDEN}/vehicles.graphql`], ""],
  ["a name that no subgraph can have", PASSING, "Vehicles!"],
  ["no schema named", USAGE, "vehicles"],
  ["a schema that is not there", ["--schema", `${GOLDEN}/missing.graphql`], "vehicles"],
  ["an owner that is no country", [...PASSING, "--owner", "SWEDEN"], "vehicles"],
  ["an owner by two letters", [...PASSING, "--owner", "SE"], "vehicles"],
  ["a format that there is none of", [...PASSING, "--format", "html"], "vehicles"],
  ["an option that there is none of", [...PASSING, "--strict"], "vehicles"],
  ["a number that is none", [...PASSING, "--most-fetches", "many"], "vehicles"],
  ["a new subgraph without an address", PASSING, "new-one"],
])("%s ends with 3, and says so", async (_title, given, name) => {
  const { code, stdout, stderr } =
    name === "" ? await runProgram("schema/main.js", { arguments: ["check", ...given] }) : await check(given, name);

  expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
  expect(stderr).not.toBe("");
});

test.each([
  ["a graph that cannot be read", ["--current", `${GOLDEN}/none`]],
  ["operations that cannot be read", ["--operations", `${GOLDEN}/none`]],
  ["a folder without operations, against which nothing would break", ["--operations", `${GOLDEN}/waivers`]],
  ["waivers that cannot be read", ["--waivers", `${GOLDEN}/none`]],
  ["usage that is none", ["--usage", `${GOLDEN}/vehicles.graphql`]],
  ["a folder without a registry", ["--registry", `${GOLDEN}/current`]],
])("%s ends with 3, by its name and without a stack", async (_title, given) => {
  const { code, stdout, stderr } = await check([...PASSING, ...given]);

  expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
  expect(stderr).toContain(given[1]);
  expect(stderr).not.toMatch(/ at .*\.js:/);
});

test("a waiver that cannot be read ends with 2, by the file's name", async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, "bad.json"), "{}");

  const { code, stderr } = await check([...PASSING, "--waivers", folder.path]);

  expect(code).toBe(2);
  expect(stderr).toContain("bad.json: ");
});

test("a country's hostile subgraph ends with 1, and each fault has its code", async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, "swe.graphql");
  await writeFile(file, "type Query { wanted: Int @shareable }");

  const { code, stdout } = await check(
    ["--schema", file, "--owner", "SWE", "--url", "http://localhost/graphql", "--format", "json"],
    "swe",
  );

  const codes = JSON.parse(stdout).findings.map((finding: { code: string }) => finding.code);
  expect(code).toBe(1);
  expect(new Set(codes)).toEqual(
    new Set([
      "URL_NOT_HTTPS",
      "URL_PRIVATE",
      "LINK_MISSING",
      "DIRECTIVE_FORBIDDEN",
      "NAMESPACE_FIELD",
      "DESCRIPTION_MISSING",
      "COMPOSITION_FAILED",
    ]),
  );
});

test("a command that there is none of ends with 3, and --help with 0", async () => {
  const unknown = await runProgram("schema/main.js", { arguments: ["chekc"] });
  const help = await runProgram("schema/main.js", { arguments: ["check", "--help"] });

  expect([unknown.code, help.code]).toEqual([3, 0]);
  expect(help.stdout).toContain("Exit: 0 passed, 1 failed, 2 could not run, 3 bad input.");
});
