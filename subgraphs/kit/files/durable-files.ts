import { randomUUID } from "node:crypto";
import { link, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { LeastRecentlyUsed } from "../least-recently-used.js";

/** As many folders are remembered: one that is forgotten is synced once more. */
const MOST_FOLDERS = 1_000;
/** Folders of which this process knows that they are safe where they stand, from their root on. */
const SAFE = new LeastRecentlyUsed<true>(MOST_FOLDERS);

/**
 * Puts each file in place as a whole or not at all, and returns once all of them would outlive a power cut.
 * @param root the folder up to which parent folders are made and synced
 */
export async function writeDurably(files: ReadonlyMap<string, string | Buffer>, root: string): Promise<void> {
  const parents = [...new Set([...files.keys()].map((path) => dirname(path)))];
  const made = await Promise.all(parents.map((folder) => mkdir(folder, { recursive: true, mode: 0o700 })));
  await Promise.all([...files].map(([path, content]) => replaceFile(path, content)));
  // One that was there already may have been made by a process that was cut off before it was safe.
  const unsafe = parents.filter((folder, at) => made[at] !== undefined || SAFE.get(safeAt(folder, root)) === undefined);
  const above = unsafe.flatMap((folder) => foldersUpTo(folder, root));
  await Promise.all([...new Set([...parents, ...above])].map(syncFolder));
  for (const folder of parents) SAFE.set(safeAt(folder, root), true);
}

function safeAt(folder: string, root: string): string {
  return `${root}:${folder}`;
}

/**
 * Puts a file where there is none, as a whole, and returns once it would outlive a power cut. Of several who try at once one succeeds.
 * @returns false where there is one already, which stays as it is
 */
export async function createDurably(path: string, content: string): Promise<boolean> {
  const unfinished = `${path}.${randomUUID()}`;
  await writeSynced(unfinished, content);
  try {
    await link(unfinished, path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(unfinished, { force: true });
  }
  await syncFolder(dirname(path));
  return true;
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
  await writeSynced(unfinished, content);
  await rename(unfinished, path);
}

async function writeSynced(path: string, content: string | Buffer): Promise<void> {
  const file = await open(path, "w", 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

function foldersUpTo(folder: string, root: string): readonly string[] {
  const parent = dirname(folder);
  return folder === root || parent === folder ? [folder] : [...foldersUpTo(parent, root), folder];
}
