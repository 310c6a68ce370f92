import { mkdir, open, rename } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Puts each file in place as a whole or not at all, and returns once all of them would outlive a power cut.
 * @param root the folder up to which parent folders are made and synced
 */
export async function writeDurably(files: ReadonlyMap<string, string | Buffer>, root: string): Promise<void> {
  const folders = new Set([...files.keys()].flatMap((path) => foldersUpTo(dirname(path), root)));
  for (const folder of folders) await mkdir(folder, { recursive: true, mode: 0o700 });
  await Promise.all([...files].map(([path, content]) => replaceFile(path, content)));
  await Promise.all([...folders].map(syncFolder));
}

/** Makes what was added to, renamed in or removed from a folder outlive a power cut. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function replaceFile(path: string, content: string | Buffer): Promise<void> {
  const unfinished = `${path}.new`;
  const file = await open(unfinished, "w", 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, path);
}

function foldersUpTo(folder: string, root: string): readonly string[] {
  const parent = dirname(folder);
  return folder === root || parent === folder ? [folder] : [...foldersUpTo(parent, root), folder];
}
