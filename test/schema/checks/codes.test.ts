import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { CodeEntry } from "../../../schema/checks/code-entry.js";
import { CODES } from "../../../schema/checks/codes.js";
import { packageFile } from "../../../subgraphs/kit/package-file.js";
import { readTable } from "../../support/readme-table.js";

test("the README lists every code with what it says, and no other", async () => {
  const rows = await readTable("schema/checks/README.md", "Codes");

  const entries: readonly (readonly [string, CodeEntry])[] = Object.entries(CODES);
  expect(rows).toEqual(
    entries.map(([code, { severity, waivable, finds, why, todo }]) => [
      `\`${code}\``,
      waivable === true ? `${severity}, waivable` : severity,
      finds,
      why,
      todo,
    ]),
  );
});

test("every code is given by some check", async () => {
  const folder = packageFile("schema/checks");
  const files = (await readdir(folder)).filter((name) => name.endsWith(".ts") && !name.startsWith("codes"));
  const source = (await Promise.all(files.map((name) => readFile(join(folder, name), "utf8")))).join("\n");

  expect(Object.keys(CODES).filter((code) => !source.includes(`"${code}"`))).toEqual([]);
});

test("every check has its line in the README", async () => {
  const readme = await readFile(packageFile("schema/checks/README.md"), "utf8");
  const files = await readdir(packageFile("schema/checks"));
  const checks = files.filter((name) =>
    /-(?:limits|rules|widening|minimisation|changes|cost)\.ts$|^(?:url|country-.*|namespace|composition|deprecations|names|descriptions|waivers)\.ts$/.test(
      name,
    ),
  );

  expect(checks.length).toBeGreaterThan(14);
  expect(checks.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});
