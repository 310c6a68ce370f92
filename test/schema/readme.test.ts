import { execFile } from "node:child_process";
import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test, vi } from "vitest";
import { PART_NAMES } from "../../subgraphs/all.js";
import { packageFile } from "../../subgraphs/kit/package-file.js";
import { runProgram, temporaryFolder } from "../support/processes.js";

vi.setConfig({ testTimeout: 90_000 });

const readme = await readFile(packageFile("schema/README.md"), "utf8");
// What changes a registry runs in an empty folder, one after the other: registry/commands.test.ts.
const blocks = [...readme.matchAll(/```sh\n([^]*?)```/g)].filter(([, block = ""]) => !block.includes(" seed "));
const commands = blocks.flatMap(([, block = ""]) => block.trim().split("\n"));

test.each(commands)("%s ends well", async (command) => {
  const [, given = ""] = /^npm run schema -- (.*)$/.exec(command) ?? [];

  const { code, stdout, stderr } = await runProgram("schema/main.js", { arguments: given.split(" ") });

  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).not.toBe("");
});

test("every option of check is in the README's table, and no other", async () => {
  const { stdout } = await runProgram("schema/main.js", { arguments: ["check", "--help"] });

  const options = [...stdout.matchAll(/^ {2}(--[a-z-]+ <\w+>)/gm)].map(([, option]) => option);
  const rows = [...readme.matchAll(/^\| `(--[a-z-]+ <\w+>)` \|/gm)].map(([, option]) => option);
  expect(rows).toEqual(options);
});

test("every file that the README's first table names is there", async () => {
  const [, table = ""] = /\| File \|[^\n]*\n([^]*?)\n\n/.exec(readme) ?? [];
  const names = table
    .split("\n")
    .slice(1)
    .flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name));
  const missing = names
    .filter((name) => !name.startsWith("waivers/"))
    .map(async (name) => {
      const [folder = "", pattern] = name.split("*");
      const found = await readdir(packageFile("schema"), { recursive: true });
      return found.some((file) =>
        pattern === undefined ? file === folder.replace(/\/$/, "") : file.startsWith(folder) && file.endsWith(pattern),
      )
        ? []
        : [name];
    });

  expect((await Promise.all(missing)).flat()).toEqual([]);
});

/** What both CI systems run, with the program already built. */
async function ci(...given: readonly string[]): Promise<{ readonly code: number; readonly stdout: string }> {
  try {
    const { stdout } = await promisify(execFile)(packageFile(".ci/schema"), [...given]);
    return { code: 0, stdout };
  } catch (error) {
    const { code, stdout } = error as { readonly code: number; readonly stdout: string };
    return { code, stdout };
  }
}

test("what CI runs passes where nothing differs from the target branch, and leaves a report of each", async () => {
  await using folder = await temporaryFolder();

  const { code, stdout } = await ci(packageFile("schema/subgraphs"), "junit", folder.path);

  const reports = await readdir(folder.path);
  expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  expect(reports.toSorted()).toEqual(PART_NAMES.map((name) => `${name}.junit`).toSorted());
});

test("what CI runs fails where the target branch has a stricter rule, at the line", async () => {
  await using folder = await temporaryFolder();
  await cp(packageFile("schema/subgraphs"), folder.path, { recursive: true });
  const file = join(folder.path, "vehicles.graphql");
  const stricter = (await readFile(file, "utf8")).replace(
    "make: String",
    'make: String @policy(policies: [["vehicle-identity"]])',
  );
  await writeFile(file, stricter);

  const { code, stdout } = await ci(folder.path, "github");

  expect(code).toBe(1);
  expect(stdout).toMatch(
    /^::error file=schema\/subgraphs\/vehicles\.graphql,line=\d+,title=ACCESS_WIDENED Vehicle\.make::/m,
  );
});

test.each([".github/workflows/schema.yml", "schema/README.md"])(
  "%s runs the commands that the tests run",
  async (path) => {
    const text = await readFile(packageFile(path), "utf8");

    expect(text).toContain("npm run schema -- --check");
    expect(text).toMatch(/\.ci\/schema \S+\/schema\/subgraphs"? (?:github|junit)/);
  },
);
