import { watch } from "node:fs";

/**
 * Tells of every change in a folder, as far as the operating system does: not on every network drive, for which whoever
 * watches looks by itself as well.
 */
export async function watchFolder(path: string, onChange: () => void): Promise<AsyncDisposable> {
  const watcher = watch(path, { persistent: false }, onChange);
  // A folder that goes away is seen by whoever reads it.
  watcher.on("error", () => {});
  return { [Symbol.asyncDispose]: async () => watcher.close() };
}
