import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { findEntries } from "../../../../gateway/audit/check/find-entries.js";
import { LogReader } from "../../../../gateway/audit/check/log-reader.js";
import type { AuditEntry } from "../../../../gateway/audit/entry/sealed-entry.js";
import type { IndexedLog } from "../../../../gateway/audit/lookup/indexed-log.js";
import type { AccessLogQuestion, LoggedEntry } from "../../../../subgraphs/access-log/index.js";
import { NOW, openLog, release } from "../../../support/audit.js";
import { openFollowedLog } from "../../../support/logged-graph.js";
import type { FollowedLog } from "../../../support/logged-graph.js";
import { runProgram, temporaryFolder } from "../../../support/processes.js";

const SIGNAL = AbortSignal.timeout(600_000);

const SWEDEN: AccessLogQuestion = {
  of: { kind: "OWNER", country: "SWE" },
  from: null,
  until: null,
  caseReference: null,
  record: null,
  unit: null,
  officer: null,
  isBreakGlass: false,
  after: null,
  first: 10,
};

/** The numbers of the entries of a page. */
async function page(log: IndexedLog, differences: Partial<AccessLogQuestion>) {
  const { entries, ...rest } = await log.find({ ...SWEDEN, ...differences }, SIGNAL);
  return { indexes: entries.map(({ index }) => index), ...rest };
}

/** Every page of a question, one after the other. */
async function everyPage(log: IndexedLog, question: AccessLogQuestion): Promise<readonly LoggedEntry[]> {
  const { entries, end, hasMore } = await log.find(question, SIGNAL);
  return hasMore ? [...entries, ...(await everyPage(log, { ...question, after: end }))] : entries;
}

async function logOf(entries: readonly AuditEntry[], folder: string): Promise<FollowedLog> {
  const log = await openFollowedLog(folder);
  await Promise.all(entries.map((entry) => log.audit.append(entry)));
  await log.settled();
  return log;
}

test("pages follow each other without gap or repetition, while the log grows", async () => {
  await using folder = await temporaryFolder();
  await using log = await logOf(
    Array.from({ length: 5 }, () => release()),
    folder.path,
  );

  const first = await page(log.accessLog, { first: 2 });
  await log.audit.append(release());
  await log.settled();
  const second = await page(log.accessLog, { first: 2, after: first.end });
  const third = await page(log.accessLog, { first: 2, after: second.end });

  const at = NOW.getTime();
  expect([first, second, third]).toEqual([
    { indexes: [4, 3], end: { at, index: 3 }, hasMore: true, treeSize: 5, isComplete: true },
    { indexes: [2, 1], end: { at, index: 1 }, hasMore: true, treeSize: 6, isComplete: true },
    { indexes: [0], end: { at, index: 0 }, hasMore: false, treeSize: 6, isComplete: true },
  ]);
});

test("an entry whose payload was erased is shown as erased, and can be found by nothing that it said", async () => {
  await using folder = await temporaryFolder();
  const old = release({ at: new Date("2022-10-15T10:00:00.000Z"), ref: "SWE/secret-record" });
  {
    await using log = await logOf([old, release()], folder.path);
    expect((await page(log.accessLog, { record: "SWE/secret-record" })).indexes).toEqual([0]);
  }

  const erased = await runProgram("gateway/cli/audit.js", {
    arguments: ["erase", "--before", "2026-01-01", "--folder", folder.path],
  });

  await using log = await openFollowedLog(folder.path);
  await log.settled();
  const { entries } = await log.accessLog.find(SWEDEN, SIGNAL);
  expect(erased.code).toBe(0);
  expect(entries[1]).toEqual({
    at: old.at.getTime(),
    index: 0,
    kind: "RELEASE",
    auditId: old.auditId,
    content: { state: "ERASED" },
  });
  expect((await page(log.accessLog, { record: "SWE/secret-record" })).indexes).toEqual([]);
  expect((await page(log.accessLog, { caseReference: "2026/1234" })).indexes).toEqual([1]);
  expect(await readFile(join(folder.path, "index.sqlite"), "latin1")).not.toContain("secret-record");
});

test("a payload that is missing before its time, or is another than was logged, is shown as damaged", async () => {
  await using folder = await temporaryFolder();
  {
    await using log = await logOf([release({ at: new Date() }), release({ at: new Date() })], folder.path);
    await log.settled();
  }
  const file = join(folder.path, "payloads/nominal", new Date().toISOString().slice(0, 7), "000.jsonl");
  const [first = "", second = ""] = (await readFile(file, "utf8")).split("\n");
  await writeFile(file, `${second.replace("SWE/1", "SWE/2")}\n`);

  await using log = await openFollowedLog(folder.path);
  await log.settled();
  const { entries } = await log.accessLog.find(SWEDEN, SIGNAL);

  expect(first).toContain("SWE/1");
  expect(entries.map(({ content }) => content)).toEqual([{ state: "DAMAGED" }, { state: "DAMAGED" }]);
});

test.each([
  ["is lost", (path: string) => rm(path)],
  ["is no database", (path: string) => writeFile(path, "nothing of the kind")],
])("an index that %s is made again from the log", async (_what, spoil) => {
  await using folder = await temporaryFolder();
  {
    await using log = await logOf([release(), release()], folder.path);
    await log.settled();
  }

  await spoil(join(folder.path, "index.sqlite"));

  await using log = await openFollowedLog(folder.path);
  await log.settled();
  expect(await page(log.accessLog, {})).toMatchObject({ indexes: [1, 0], isComplete: true });
});

test("entries that another process wrote, without an index, are taken in at the start", async () => {
  await using folder = await temporaryFolder();
  {
    await using writer = await openLog(folder.path);
    await Promise.all(Array.from({ length: 300 }, () => writer.append(release())));
  }

  await using log = await openFollowedLog(folder.path);
  await log.settled();

  expect(await page(log.accessLog, { first: 2 })).toMatchObject({ indexes: [299, 298], treeSize: 300 });
});

/** Reads no more files than a question needs, and counts them. */
async function filesReadFor(log: FollowedLog, question: Partial<AccessLogQuestion>): Promise<number> {
  let files = 0;
  const { file } = LogReader.prototype;
  LogReader.prototype.file = function counted(this: LogReader, path: string) {
    files += 1;
    return file.call(this, path);
  };
  try {
    await log.accessLog.find({ ...SWEDEN, ...question }, SIGNAL);
    return files;
  } finally {
    LogReader.prototype.file = file;
  }
}

/** For each question of the test below. */
const MOST_FILES = [12, 3, 30, 0];

test("what a question costs depends on its page, not on the log", async () => {
  await using folder = await temporaryFolder();
  const entries = Array.from({ length: 4_000 }, (_none, index) =>
    release({ ref: index % 1_000 === 0 ? `FRA/${index}` : `SWE/${index}`, officer: `officer-${index % 7}` }),
  );
  await using log = await logOf(entries, folder.path);

  const rare = await page(log.accessLog, { of: { kind: "OWNER", country: "FRA" } });
  const record = await page(log.accessLog, { record: "SWE/17" });
  const counts = [
    await filesReadFor(log, { of: { kind: "OWNER", country: "FRA" } }),
    await filesReadFor(log, { record: "SWE/17" }),
    await filesReadFor(log, { first: 10 }),
    await filesReadFor(log, { of: { kind: "OWNER", country: "POL" } }),
  ];

  expect([rare.indexes, record.indexes]).toEqual([[3_000, 2_000, 1_000, 0], [17]]);
  // A bundle and a file of payloads for each entry, twice where the bundle is not full.
  expect(counts.map((count, at) => count <= (MOST_FILES[at] ?? 0))).toEqual([true, true, true, true]);
});

test("a question that fits almost nothing ends after 500 entries, and says where to go on", async () => {
  await using folder = await temporaryFolder();
  const entries = Array.from({ length: 1_200 }, (_none, index) =>
    release({ officer: index === 100 ? "officer-rare" : "officer-1" }),
  );
  await using log = await logOf(entries, folder.path);
  const unit = { kind: "UNIT", country: "FRA", agency: "PJ", unit: "U-17" } as const;
  const question = { ...SWEDEN, of: unit, caseReference: "2026/1234", officer: "officer-rare" };

  const first = await log.accessLog.find(question, SIGNAL);
  const all = await everyPage(log.accessLog, question);

  expect(first).toMatchObject({ entries: [], hasMore: true });
  expect(all.map(({ index }) => index)).toEqual([100]);
});

const COUNTRIES = ["FRA", "SWE"] as const;
const anyEntry = fc.record({
  month: fc.constantFrom("2026-09", "2026-10", "2026-11"),
  second: fc.integer({ min: 10, max: 12 }),
  refs: fc.uniqueArray(fc.constantFrom("SWE/1", "SWE/2", "FRA/1", "POL/1")),
  country: fc.constantFrom(...COUNTRIES),
  officer: fc.constantFrom("o-1", "o-2"),
  caseReference: fc.constantFrom("c-1", "c-2"),
  isIntent: fc.boolean(),
});
type GeneratedEntry = typeof anyEntry extends fc.Arbitrary<infer Entry> ? Entry : never;
const anyMoment = fc
  .record({ month: fc.constantFrom("2026-09", "2026-10", "2026-11"), second: fc.integer({ min: 10, max: 12 }) })
  .map(momentOf);
const anyQuestion = fc.record({
  of: fc.constantFrom<AccessLogQuestion["of"][]>(
    { kind: "OWNER", country: "SWE" },
    { kind: "OWNER", country: "FRA" },
    { kind: "UNIT", country: "SWE", agency: "police", unit: "u-1" },
  ),
  from: fc.option(anyMoment),
  until: fc.option(anyMoment),
  caseReference: fc.option(fc.constantFrom("c-1", "c-2"), { freq: 3 }),
  record: fc.option(fc.constantFrom("SWE/1", "FRA/1"), { freq: 2 }),
  unit: fc.option(fc.constantFrom({ country: "SWE", agency: "police", unit: "u-1" }), { freq: 2 }),
  officer: fc.option(fc.constantFrom("o-1", "o-2"), { freq: 2 }),
  isBreakGlass: fc.constant(false),
  after: fc.constant(null),
  first: fc.integer({ min: 1, max: 5 }),
});

function momentOf({ month, second }: { readonly month: string; readonly second: number }): Date {
  return new Date(`${month}-15T10:00:${second}.000Z`);
}

function entryOf(given: GeneratedEntry): AuditEntry {
  const { auditId, retention, payload } = release();
  const { officer: id, country, caseReference, refs } = given;
  const who = { id, country, agency: "police", unit: "u-1" };
  const why = payload.why && { ...payload.why, caseReference };
  const intent = { kind: "INTENT" as const, who, why, operation: { sha256: "0".repeat(64), name: null } };
  return {
    auditId,
    at: momentOf(given),
    retention,
    payload: given.isIntent
      ? { ...intent, coordinates: [], asked: [] }
      : { kind: "RELEASE", who, why, refs, sources: {}, errors: [] },
  };
}

/** What the whole log says, read from its beginning to its end. */
function expected(reader: LogReader, size: number, question: AccessLogQuestion): readonly number[] {
  const { of, from, until, caseReference, record, unit, officer } = question;
  const found = [...findEntries(reader, size, {})].filter(({ at, payload }) => {
    const { who, why } = payload;
    const refs = payload.kind === "RELEASE" ? payload.refs : [];
    const isFor =
      of.kind === "OWNER" ? refs.some((ref) => ref.startsWith(`${of.country}/`)) : who.country === of.country;
    return (
      isFor &&
      (from === null || at >= from) &&
      (until === null || at < until) &&
      (caseReference === null || why?.caseReference === caseReference) &&
      (record === null || (of.kind === "OWNER" && record.startsWith(of.country) && refs.includes(record))) &&
      (unit === null || who.country === unit.country) &&
      (officer === null || (of.kind === "UNIT" && who.id === officer))
    );
  });
  return found
    .toSorted((one, other) => other.at.getTime() - one.at.getTime() || other.index - one.index)
    .map(({ index }) => index);
}

test("page by page, any question finds what reading the whole log finds", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyEntry, { maxLength: 30 }),
      fc.array(anyQuestion, { minLength: 5 }),
      async (...given) => {
        const [entries, questions] = given;
        await using folder = await temporaryFolder();
        await using log = await logOf(entries.map(entryOf), folder.path);

        for (const question of questions) {
          const found = await everyPage(log.accessLog, question);

          expect(found.map(({ index }) => index)).toEqual(
            expected(new LogReader(folder.path), entries.length, question),
          );
        }
      },
    ),
    { numRuns: 40 },
  );
});
