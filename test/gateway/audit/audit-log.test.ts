import { setTimeout } from "node:timers/promises";
import { copyFile, cp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openCheckpoint } from "../../../gateway/audit/note/checkpoint.js";
import { killWhileAppending } from "../../support/audit-kills.js";
import { checkpointOf, logKey, NOW, openLog, release, verify } from "../../support/audit.js";
import { temporaryFolder } from "../../support/processes.js";

/** A log whose process ended without closing it: everything in the journal, nothing published. */
async function abandonedLog(folder: string, commits: number): Promise<string> {
  const living = join(folder, "living");
  await using log = await openLog(living, 3_600_000);
  for (let commit = 0; commit < commits; commit += 1) await log.append(release());
  const copy = join(folder, "abandoned");
  await cp(living, copy, { recursive: true });
  return copy;
}

async function journalOf(folder: string): Promise<string> {
  const [name = ""] = await readdir(join(folder, "journal"));
  return join(folder, "journal", name);
}

test("entries are numbered in the order in which they came, and are there after the log is closed", async () => {
  await using folder = await temporaryFolder();

  const log = await openLog(folder.path);
  const places = await Promise.all(Array.from({ length: 300 }, () => log.append(release())));
  await log[Symbol.asyncDispose]();

  expect(places.map(({ index }) => index)).toEqual(Array.from({ length: 300 }, (_none, index) => index));
  expect(await verify(folder.path)).toEqual({
    entries: 300,
    published: 300,
    payloads: { kept: 300, erased: 0 },
    checkpoints: 0,
    isTorn: false,
    faults: [],
  });
});

test("a new log has a checkpoint over nothing, which witnesses can start from", async () => {
  await using folder = await temporaryFolder();

  await using _log = await openLog(folder.path);

  const checkpoint = openCheckpoint(await checkpointOf(folder.path), await logKey(folder.path));
  expect(checkpoint?.size).toBe(0);
});

test("a log that is opened again goes on where it ended, whatever the sizes", async () => {
  await using folder = await temporaryFolder();
  const sizes = [1, 254, 1, 1, 255, 300, 0, 7];

  for (const size of sizes) {
    await using log = await openLog(folder.path);
    await Promise.all(Array.from({ length: size }, () => log.append(release())));
  }

  const { entries, payloads, faults } = await verify(folder.path);
  expect({ entries, payloads, faults }).toEqual({ entries: 819, payloads: { kept: 819, erased: 0 }, faults: [] });
});

test("publications under load come one after the other", async () => {
  await using folder = await temporaryFolder();
  const log = await openLog(folder.path, 0);
  const appendMany = async (): Promise<void> => {
    for (let count = 0; count < 100; count += 1) await log.append(release());
  };

  await Promise.all(Array.from({ length: 8 }, appendMany));
  await log[Symbol.asyncDispose]();

  const { published, faults } = await verify(folder.path);
  expect({ published, faults }).toEqual({ published: 800, faults: [] });
});

test("where one entry follows the other, five times as long as an entry may wait passes between two publications", async () => {
  await using folder = await temporaryFolder();
  await using log = await openLog(folder.path, 20);
  const published: number[] = [];
  log.followedBy(() => published.push(performance.now()));

  // The first is told when the follower comes.
  while (published.length < 5) await log.append(release());

  const pauses = published.slice(2).map((at, index) => at - (published[index + 1] ?? 0));
  expect(pauses.filter((pause) => pause < 90)).toEqual([]);
});

test("a log that is closed while an entry is on its way takes it along, and never writes again", async () => {
  await using folder = await temporaryFolder();
  const log = await openLog(folder.path, 20);

  const appending = log.append(release());
  await log[Symbol.asyncDispose]();
  await appending;
  await using reopened = await openLog(folder.path, 3_600_000);
  await reopened.append(release());
  await setTimeout(60);

  const { entries, published, faults } = await verify(folder.path);
  expect({ entries, published, faults }).toEqual({ entries: 2, published: 1, faults: [] });
});

test("what was in the journal alone is published when the log is opened again", async () => {
  await using folder = await temporaryFolder();
  const abandoned = await abandonedLog(folder.path, 3);
  const before = await verify(abandoned);

  await (await openLog(abandoned))[Symbol.asyncDispose]();

  const after = await verify(abandoned);
  expect([before.entries, before.published, before.faults]).toEqual([3, 0, []]);
  expect([after.entries, after.published, after.faults]).toEqual([3, 3, []]);
});

test("a commit that came to no end is left out, wherever it was torn; every one before it stays", async () => {
  await using folder = await temporaryFolder();
  const abandoned = await abandonedLog(folder.path, 3);
  const journal = await journalOf(abandoned);
  const whole = await readFile(journal);
  const end = whole.lastIndexOf("\n");
  const lastLine = whole.lastIndexOf("\n", end - 1) + 1;
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: lastLine + 1, max: end }), fc.boolean(), async (length, hasRoom) => {
      const copy = join(folder.path, `torn-${length}`);
      await cp(abandoned, copy, { recursive: true });
      await truncate(await journalOf(copy), length);
      if (hasRoom) await truncate(await journalOf(copy), whole.length);
      const before = await verify(copy);

      await (await openLog(copy))[Symbol.asyncDispose]();

      const after = await verify(copy);
      expect([before.isTorn, before.faults, after.entries, after.faults]).toEqual([true, [], 2, []]);
      await rm(copy, { recursive: true });
    }),
    { numRuns: 20 },
  );
});

test("a journal with a broken commit before a whole one is not built upon", async () => {
  await using folder = await temporaryFolder();
  const abandoned = await abandonedLog(folder.path, 3);
  const journal = await journalOf(abandoned);
  const lines = (await readFile(journal, "utf8")).split("\n");
  expect(lines[3]).toMatch(/^\0+$/);
  await writeFile(journal, [lines[0], lines[1]?.replace("SWE", "NOR"), lines[2], ""].join("\n"));

  const opening = openLog(abandoned);

  await expect(opening).rejects.toMatchObject({ code: "AUDIT_UNAVAILABLE" });
  expect((await verify(abandoned)).faults).toEqual([
    { place: "journal/0000000000000000", what: "A commit in the middle of it cannot be read." },
  ]);
});

test("a second writer is refused while the first has the log, and let in once it is closed", async () => {
  await using folder = await temporaryFolder();
  const first = await openLog(folder.path);

  const second = openLog(folder.path);

  await expect(second).rejects.toMatchObject({ code: "AUDIT_UNAVAILABLE" });
  await first[Symbol.asyncDispose]();
  await using third = await openLog(folder.path);
  expect(await third.append(release())).toEqual({ index: 0 });
});

test("a log that is closed takes nothing any more", async () => {
  await using folder = await temporaryFolder();
  const log = await openLog(folder.path);
  await log[Symbol.asyncDispose]();

  const appending = log.append(release());

  await expect(appending).rejects.toMatchObject({ code: "AUDIT_UNAVAILABLE", message: "The audit log is closed." });
});

test("once it cannot write, everything is refused: what waits and what comes", async () => {
  await using folder = await temporaryFolder();
  const log = await openLog(folder.path, 0);
  await log.append(release());
  // The log makes and removes files there meanwhile.
  await rm(join(folder.path, "journal"), { recursive: true, maxRetries: 20, retryDelay: 1 });

  const outcomes = await Promise.allSettled([...Array(50)].map(() => untilRefused(log)));
  await log[Symbol.asyncDispose]();

  expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(["rejected"]));
  await expect(log.append(release())).rejects.toMatchObject({ code: "AUDIT_UNAVAILABLE" });
});

async function untilRefused(log: Awaited<ReturnType<typeof openLog>>): Promise<never> {
  for (;;) await log.append(release());
}

test("neither leaf nor file name nor checkpoint holds anything of a payload", async () => {
  await using folder = await temporaryFolder();
  const log = await openLog(folder.path);
  await log.append(release({ ref: "SWE/CANARY-1", officer: "CANARY-2" }));
  await log[Symbol.asyncDispose]();

  const names = await readdir(join(folder.path), { recursive: true });
  const bundle = await readFile(join(folder.path, "log/tile/entries/000.p/1"), "utf8");

  expect(`${names.join()} ${bundle} ${await checkpointOf(folder.path)}`).not.toContain("CANARY");
});

test("payloads whose retention has ended may be gone; others are missed by name", async () => {
  await using folder = await temporaryFolder();
  const log = await openLog(folder.path);
  await log.append(release({ at: new Date("2023-10-31T23:59:59.999Z") }));
  await log.append(release({ at: new Date("2023-11-01T00:00:00.000Z") }));
  await log[Symbol.asyncDispose]();
  await rm(join(folder.path, "payloads/nominal/2023-10"), { recursive: true });
  const onlyErased = await verify(folder.path);
  await rm(join(folder.path, "payloads/nominal/2023-11"), { recursive: true });

  const both = await verify(folder.path);

  expect([onlyErased.payloads, onlyErased.faults]).toEqual([{ kept: 1, erased: 1 }, []]);
  expect(both.faults).toEqual([
    {
      place: "payloads/nominal/2023-11/000.jsonl, entry 1",
      what: "Its payload is missing, though it is kept until 2026-12-01.",
    },
  ]);
});

test("a log that was set back to an older state is found by a checkpoint that was kept elsewhere", async () => {
  await using folder = await temporaryFolder();
  const older = join(folder.path, "older");
  const newer = join(folder.path, "newer");
  const log = await openLog(older);
  await log.append(release());
  await log[Symbol.asyncDispose]();
  await cp(older, newer, { recursive: true });
  const goingOn = await openLog(newer);
  await goingOn.append(release());
  await goingOn[Symbol.asyncDispose]();
  await copyFile(join(newer, "log.vkey"), join(older, "log.vkey"));
  const known = [{ place: "kept.checkpoint", source: await checkpointOf(newer) }];

  const { faults } = await verify(older, { known });

  expect(faults).toEqual([{ place: "kept.checkpoint", what: "It covers 2 entries; the log has only 1." }]);
});

test("an entry from before the log's own month keeps its time to the millisecond", async () => {
  await using folder = await temporaryFolder();
  const log = await openLog(folder.path);
  await log.append(release({ at: NOW }));
  await log[Symbol.asyncDispose]();

  const bundle = await readFile(join(folder.path, "log/tile/entries/000.p/1"), "utf8");

  expect(bundle).toContain("\n2026-11-24T10:00:00.000Z\nnominal\n");
});

test("no acknowledged entry is lost when the process is killed under load (25 kills; npm run soak:audit makes 1,000)", async () => {
  const figures = await killWhileAppending(25);

  expect({ kills: figures.kills, lost: figures.lost, faults: figures.faults }).toEqual({
    kills: 25,
    lost: 0,
    faults: [],
  });
  expect(figures.acknowledged).toBeGreaterThan(0);
}, 120_000);
