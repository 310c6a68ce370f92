import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LogReader } from "../../../../gateway/audit/check/log-reader.js";
import { eraseNotices, Outbox } from "../../../../gateway/audit/notify/outbox.js";
import { LogFolder } from "../../../../gateway/audit/store/log-folder.js";
import { openLog, release } from "../../../support/audit.js";
import { openFollowedLog } from "../../../support/logged-graph.js";
import { temporaryFolder } from "../../../support/processes.js";

const BREAK_GLASS = {
  justification: "A child is missing since noon",
  caseReference: "2026/1234",
  endsAt: "2026-11-24T12:00:00Z",
};

async function waiting(folder: string): Promise<readonly string[]> {
  const names = await readdir(join(folder, "outbox"), { recursive: true });
  return names.filter((name) => name.endsWith(".json")).toSorted();
}

async function logOf(folder: string, ...refs: readonly string[]): Promise<void> {
  await using writer = await openLog(folder);
  for (const ref of refs) await writer.append(release({ ref, breakGlass: BREAK_GLASS }));
}

test("what a process logged before it could notify anybody is put in the outbox by the next one", async () => {
  await using folder = await temporaryFolder();
  await logOf(folder.path, "SWE/1", "FRA/1");

  await using log = await openFollowedLog(folder.path);
  await log.settled();

  expect(await waiting(folder.path)).toEqual(["FRA/0000000000000001.json", "SWE/0000000000000000.json"]);
});

test("a notice that was carried away does not come back, though the index is made again", async () => {
  await using folder = await temporaryFolder();
  await logOf(folder.path, "SWE/1");
  {
    await using log = await openFollowedLog(folder.path);
    await log.settled();
  }

  await rm(join(folder.path, "outbox/SWE/0000000000000000.json"));
  await rm(join(folder.path, "index.sqlite"));

  await using log = await openFollowedLog(folder.path);
  await log.settled();
  expect(await waiting(folder.path)).toEqual([]);
});

test("a crash between a notice and the note that it is there gives the same notice again, and no second one", async () => {
  await using folder = await temporaryFolder();
  await logOf(folder.path, "SWE/1");
  const entries = [...new LogReader(folder.path).entries(1)];
  const first = await Outbox.open(new LogFolder(folder.path));
  await first.put(entries);
  const written = await readFile(join(folder.path, "outbox/SWE/0000000000000000.json"), "utf8");

  await rm(join(folder.path, "outbox/next"));
  const second = await Outbox.open(new LogFolder(folder.path));
  const count = await second.put(entries);

  expect(count).toBe(1);
  expect(await waiting(folder.path)).toEqual(["SWE/0000000000000000.json"]);
  expect(await readFile(join(folder.path, "outbox/SWE/0000000000000000.json"), "utf8")).toBe(written);
});

test("notices are erased with the payloads that they were made from", async () => {
  await using folder = await temporaryFolder();
  {
    await using writer = await openLog(folder.path);
    await writer.append(release({ at: new Date("2022-10-15T10:00:00.000Z"), breakGlass: BREAK_GLASS }));
    await writer.append(release({ breakGlass: BREAK_GLASS }));
  }
  await using log = await openFollowedLog(folder.path);
  await log.settled();

  const erased = await eraseNotices(new LogFolder(folder.path), new Date("2026-01-01"));

  expect([erased, await waiting(folder.path)]).toEqual([1, ["SWE/0000000000000001.json"]]);
});
