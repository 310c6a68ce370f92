import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { InvalidConfiguration } from "../kit/errors.js";

/**
 * Holds a folder for this process: the embedded database does not notice when two open the same one, and loses data.
 * A lock that a process left behind when it died is taken over.
 * @throws InvalidConfiguration while another process holds it
 */
export async function lockFolder(folder: string): Promise<AsyncDisposable> {
  const file = `${folder}.lock`;
  await mkdir(dirname(file), { recursive: true });
  await takeLock(file, folder);
  return { [Symbol.asyncDispose]: () => rm(file, { force: true }) };
}

async function takeLock(file: string, folder: string): Promise<void> {
  try {
    await writeFile(file, String(process.pid), { flag: "wx" });
  } catch (cause) {
    const holder = Number(await readFile(file, "utf8").catch(() => "0"));
    if (isAlive(holder)) {
      throw new InvalidConfiguration(
        `Another process (${holder}) has the embedded database in ${folder} open. Stop it, ask it with --graph, or give DATA_FOLDER another folder.`,
        { cause },
      );
    }
    await rm(file, { force: true });
    await writeFile(file, String(process.pid), { flag: "wx" });
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
