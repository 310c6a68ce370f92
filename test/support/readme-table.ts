import { readFile } from "node:fs/promises";
import { packageFile } from "../../subgraphs/kit/package-file.js";

/** The rows of the table under a heading of a README, cell by cell, without its head. */
export async function readTable(path: string, heading: string): Promise<readonly (readonly string[])[]> {
  const readme = await readFile(packageFile(path), "utf8");
  const [, section = ""] = readme.split(`\n## ${heading}\n`);
  const [chapter = ""] = section.split("\n## ");
  const rows = chapter.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((row) =>
    row
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  );
}

/** Every word between backticks. */
export function codeWords(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, word = ""]) => word);
}
