import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** A file of this package by its path from the top, whether the code runs from its source or from `dist`. */
export function packageFile(path: string): string {
  return join(packageFolder(import.meta.dirname), path);
}

function packageFolder(folder: string): string {
  if (existsSync(join(folder, "package.json"))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error("The package's own folder is not there any more.");
  return packageFolder(parent);
}
