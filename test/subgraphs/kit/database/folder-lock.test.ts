import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { InvalidConfiguration } from "../../../../subgraphs/kit/errors.js";
import { lockFolder } from "../../../../subgraphs/kit/database/folder-lock.js";

/** No process has it: Linux counts to 4,194,304, and macOS to 99,999. */
const DEAD_PID = 2 ** 31 - 1;

const ADVICE = "Stop it, or take another folder.";

interface Folder extends AsyncDisposable {
  readonly path: string;
  files(): Promise<readonly string[]>;
}

async function newFolder(): Promise<Folder> {
  const above = await mkdtemp(join(tmpdir(), "crosscheck-lock-"));
  return {
    path: join(above, "world"),
    files: () => readdir(above),
    [Symbol.asyncDispose]: () => rm(above, { recursive: true }),
  };
}

test("a folder is held by one only, and free again once it is let go", async () => {
  await using folder = await newFolder();

  const lock = await lockFolder(folder.path, ADVICE);
  await expect(lockFolder(folder.path, ADVICE)).rejects.toThrow(InvalidConfiguration);
  await lock[Symbol.asyncDispose]();
  const next = await lockFolder(folder.path, ADVICE);

  expect(await folder.files()).toEqual([`${basename(folder.path)}.lock`]);
  await next[Symbol.asyncDispose]();
  expect(await folder.files()).toEqual([]);
});

test("the refusal says who holds the folder and what to do", async () => {
  await using folder = await newFolder();
  await lockFolder(folder.path, ADVICE);

  await expect(lockFolder(folder.path, ADVICE)).rejects.toThrow(
    `Another process (${process.pid}) has the embedded database in ${folder.path} open. ${ADVICE}`,
  );
});

test.each([
  ["a process that is no more", JSON.stringify({ pid: DEAD_PID, startedAt: 1 })],
  ["an earlier process with this one's number, as in a container", JSON.stringify({ pid: process.pid, startedAt: 1 })],
  ["nobody that can be made out", "{"],
])("a lock that was left by %s is taken over", async (_who, text) => {
  await using folder = await newFolder();
  await writeFile(`${folder.path}.lock`, text);

  await lockFolder(folder.path, ADVICE);

  await expect(lockFolder(folder.path, ADVICE)).rejects.toThrow(InvalidConfiguration);
  expect(await folder.files()).toEqual([`${basename(folder.path)}.lock`]);
});

test("of many that find the same old lock, one gets the folder", async () => {
  await using folder = await newFolder();
  await writeFile(`${folder.path}.lock`, JSON.stringify({ pid: DEAD_PID, startedAt: 1 }));

  const attempts = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(folder.path, ADVICE)));

  expect(attempts.filter(({ status }) => status === "fulfilled").length).toBe(1);
  expect(await folder.files()).toEqual([`${basename(folder.path)}.lock`]);
});

test("another user's process is alive, though it may not be signalled", async () => {
  await using folder = await newFolder();
  await writeFile(`${folder.path}.lock`, JSON.stringify({ pid: 1, startedAt: 1 }));

  await expect(lockFolder(folder.path, ADVICE)).rejects.toThrow(InvalidConfiguration);
});
