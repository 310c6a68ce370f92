import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readGraph } from "../../../schema/checks/composed-graph.js";
import { packageFile } from "../../../subgraphs/kit/package-file.js";
import { runProgram, temporaryFolder } from "../../support/processes.js";
import { COUNTRY_LINK } from "../../support/schema-change.js";

const run = (...given: readonly string[]) => runProgram("schema/main.js", { arguments: given });
const SUPERGRAPH = "schema/supergraph.graphql";

test("the committed files are what the code makes, by either spelling of the command", async () => {
  const ended = await Promise.all([run("--check"), run("write", "--check")]);

  const passed = { code: 0, stdout: expect.stringMatching(/^\d+ files are what the code makes\.\n$/), stderr: "" };
  expect(ended).toEqual([passed, passed]);
});

test("a command that there is not ends with 3 and names the one that may be meant", async () => {
  const { code, stderr } = await run("publsh");

  expect([code, stderr]).toEqual([3, "error: unknown command 'publsh'\n(Did you mean publish?)\n"]);
});

test("schema compose prints the graph with a subgraph in its place or beside the others", async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, "swe.graphql");
  await writeFile(file, `${COUNTRY_LINK} type Query { "What Sweden says." sweWanted: Int @authenticated }`);

  const alone = await run("compose");
  const joined = await run("compose", file);

  expect([alone.code, joined.code]).toEqual([0, 0]);
  expect(alone.stdout).toBe(await readFile(packageFile(SUPERGRAPH), "utf8"));
  expect(Object.keys(readGraph(joined.stdout).api.getQueryType()?.getFields() ?? {})).toContain("sweWanted");
});

test("schema compose ends with 1 where it does not compose, and with 3 for a file that is not there", async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, "swe.graphql");
  await writeFile(file, "type Query { a: Missing }");

  const failed = await run("compose", file);
  const missing = await run("compose", join(folder.path, "nor.graphql"));

  expect([failed.code, failed.stdout, missing.code, missing.stdout]).toEqual([1, "", 3, ""]);
  expect(failed.stderr).toContain("Missing");
});

test("schema diff tells two graphs apart in both formats, and says by its exit whether that may go", async () => {
  await using folder = await temporaryFolder();
  const text = await readFile(packageFile(SUPERGRAPH), "utf8");
  const wider = join(folder.path, "wider.graphql");
  await writeFile(wider, text.replace(' @requiresScopes(scopes: [["check:run"]])', ""));

  const same = await run("diff", SUPERGRAPH, SUPERGRAPH);
  const opened = await run("diff", SUPERGRAPH, wider);
  const shut = await run("diff", wider, SUPERGRAPH, "--format", "json");

  expect([same.code, same.stdout]).toEqual([0, "Clients see no difference.\n"]);
  expect([opened.code, opened.stdout.split("\n")[0]]).toEqual([
    1,
    "Access widened: Query.check took authenticated and scope check:run; it takes authenticated",
  ]);
  expect(shut.code).toBe(0);
  expect(JSON.parse(shut.stdout)).toMatchObject({
    widened: [],
    breaking: [],
    tightened: [{ coordinate: "Query.check" }, { coordinate: "Query.check(subject:)" }],
  });
});

test("schema diff ends with 3 for what is no supergraph", async () => {
  const missing = await run("diff", SUPERGRAPH, "missing.graphql");
  const other = await run("diff", SUPERGRAPH, "schema/operations/check.graphql");

  expect([missing.code, other.code]).toEqual([3, 3]);
});

test("schema types ends with 3 for an operation that the graph does not take", async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, "ask.graphql"), "query Ask { missing }");

  const { code, stderr, stdout } = await run("types", "--operations", folder.path);

  expect([code, stdout]).toEqual([3, ""]);
  expect(stderr).toContain('Cannot query field "missing"');
});
