import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** Every file under a folder, as a path from `root`. What a process that ended left half written is none of them. */
export function listFiles(folder: string, root: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => !entry.isDirectory() && !entry.name.endsWith(".new"))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
      .toSorted();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
