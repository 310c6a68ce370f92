import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { InvalidConfiguration } from "../errors.js";

/** Who holds a folder. In a container many a process has the same number, so its start belongs to it. */
const holderSchema = z.object({ pid: z.int().positive(), startedAt: z.number() });
type Holder = z.output<typeof holderSchema>;

type Refusal = (holder: string) => InvalidConfiguration;

/**
 * Holds a folder for this process: the embedded database does not notice when two open the same one, and loses data.
 * A lock that a process left behind when it died is taken over.
 * @param advice what whoever is refused can do
 * @throws InvalidConfiguration while another process, or this one, holds it
 */
export async function lockFolder(folder: string, advice: string): Promise<AsyncDisposable> {
  const file = `${folder}.lock`;
  const refused = (holder: string): InvalidConfiguration =>
    new InvalidConfiguration(`Another process${holder} has the embedded database in ${folder} open. ${advice}`);
  await mkdir(dirname(file), { recursive: true });
  if (!(await claim(file))) {
    await removeStale(file, refused);
    if (!(await claim(file))) throw refused("");
  }
  return { [Symbol.asyncDispose]: () => rm(file, { force: true }) };
}

/** The file appears whole, so that nobody reads one of which the holder is not yet written. False where there is one. */
async function claim(file: string): Promise<boolean> {
  const whole = `${file}.${randomUUID()}`;
  await writeFile(whole, JSON.stringify(thisProcess()));
  try {
    await link(whole, file);
    return true;
  } catch (error) {
    if (isFault(error, "EEXIST")) return false;
    throw error;
  } finally {
    await rm(whole, { force: true });
  }
}

/**
 * Moved aside before it is removed: of two processes that find the same old lock only one gets it, and what that one has
 * moved it looks at again, since the other may have left a new lock in its place.
 */
async function removeStale(file: string, refused: Refusal): Promise<void> {
  await refuseLiving(file, refused);
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
    await refuseLiving(aside, refused).catch(async (error: unknown) => {
      await link(aside, file);
      throw error;
    });
  } catch (error) {
    if (!isFault(error, "ENOENT")) throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

async function refuseLiving(file: string, refused: Refusal): Promise<void> {
  const holder = await readHolder(file);
  if (holder !== null && isAlive(holder)) throw refused(` (${holder.pid})`);
}

/** Null where the file is gone, or is no lock of ours. */
async function readHolder(file: string): Promise<Holder | null> {
  try {
    return holderSchema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return null;
  }
}

function thisProcess(): Holder {
  return { pid: process.pid, startedAt: Math.round(performance.timeOrigin) };
}

function isAlive({ pid, startedAt }: Holder): boolean {
  const self = thisProcess();
  if (pid === self.pid) return startedAt === self.startedAt;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It lives, but is another user's.
    return isFault(error, "EPERM");
  }
}

function isFault(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
