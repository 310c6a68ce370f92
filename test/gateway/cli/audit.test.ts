import { cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { openLog, release } from "../../support/audit.js";
import { runProgram, temporaryFolder } from "../../support/processes.js";

function audit(...words: readonly string[]) {
  return runProgram("gateway/cli/audit.js", { arguments: words });
}

const resources = new AsyncDisposableStack();
/** Five entries, one of them four years old. Tests that change it work on a copy. */
let log: string;
let place: string;

beforeAll(async () => {
  const folder = resources.use(await temporaryFolder());
  place = folder.path;
  log = join(place, "log");
  await using writer = await openLog(log);
  await writer.append(release({ at: new Date("2022-10-15T10:00:00.000Z"), ref: "NOR/old" }));
  for (const number of [1, 2, 3, 4]) {
    await writer.append(release({ at: new Date(), ref: `SWE/${number}`, officer: `officer-${number % 2}` }));
  }
  return () => resources.disposeAsync();
});

async function copyOf(name: string): Promise<string> {
  const copy = join(place, name);
  await cp(log, copy, { recursive: true });
  return copy;
}

test("verify says that a whole log is whole", async () => {
  const { code, stdout } = await audit("verify", "--folder", log);

  expect([code, stdout.split("\n")]).toEqual([
    0,
    [
      "5 entries, 5 under the checkpoint.",
      "5 payloads as they were logged, 0 erased after their time.",
      "The log is whole.",
      "",
    ],
  ]);
});

test("verify names what was changed, and exits with 1", async () => {
  const folder = await copyOf("changed");
  const [month = ""] = (await readdir(join(folder, "payloads/nominal"))).toSorted().toReversed();
  const file = join(folder, "payloads/nominal", month, "000.jsonl");
  await writeFile(file, (await readFile(file, "utf8")).replace("SWE/2", "SWE/9"));

  const { code, stdout } = await audit("verify", "--folder", folder, "--json");

  expect([code, JSON.parse(stdout).faults]).toEqual([
    1,
    [
      {
        place: `payloads/nominal/${month}/000.jsonl, entry 2`,
        what: "Its payload is not the one that was logged.",
      },
    ],
  ]);
});

test("verify reads a log while its process writes on", async () => {
  const folder = await copyOf("living");
  await using writer = await openLog(folder, 5);
  const writing = Promise.all(Array.from({ length: 2_000 }, () => writer.append(release({ at: new Date() }))));

  const { code, stdout } = await audit("verify", "--folder", folder);

  await writing;
  expect([code, stdout]).toEqual([0, expect.stringContaining("The log is whole.")]);
});

test("prove prints a proof in C2SP's form against the newest checkpoint", async () => {
  const { code, stdout } = await audit("prove", "3", "--folder", log);

  expect([code, stdout]).toEqual([
    0,
    expect.stringMatching(
      /^c2sp\.org\/tlog-proof@v1\nextra \S+\nindex 3\n(\S{44}\n){3}\ncrosscheck\.example\/audit\n5\n\S{44}\n\n— crosscheck\.example\/audit \S+\n$/,
    ),
  ]);
});

test("prove finds out that an entry is not the one that was logged", async () => {
  const folder = await copyOf("another-entry");
  const file = join(folder, "log/tile/entries/000.p/5");
  await writeFile(file, (await readFile(file, "latin1")).replace("RELEASE", "INTENT\n"), "latin1");

  const { code } = await audit("prove", "0", "--folder", folder);

  expect(code).toBe(1);
});

test("find gives the entries that fit: by officer, by case, by whose records", async () => {
  const indexes = async (...words: readonly string[]): Promise<readonly number[]> => {
    const { stdout } = await audit("find", ...words, "--folder", log, "--json");
    return stdout
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line).index);
  };

  const found = [
    await indexes("--officer", "officer-1"),
    await indexes("--case", "2026/1234", "--owner", "SWE"),
    await indexes("--owner", "NOR"),
    await indexes("--case", "another"),
  ];

  expect(found).toEqual([[0, 1, 3], [1, 2, 3, 4], [0], []]);
});

test("a witness signs a log that goes on from what it saw, and no other", async () => {
  const folder = await copyOf("witnessed-log");
  const fork = await copyOf("forked-log");
  const files = ["--key", join(place, "swe.key"), "--seen", join(place, "swe.seen"), "--name", "swe.example/witness"];
  const first = await audit("cosign", ...files, "--folder", folder, "--json");
  for (const [path, ref] of [
    [folder, "SWE/5"],
    [fork, "SWE/forked"],
  ] as const) {
    await using writer = await openLog(path);
    await writer.append(release({ at: new Date(), ref }));
  }
  const second = await audit("cosign", ...files, "--folder", folder, "--json");

  const ofFork = await audit("cosign", ...files, "--folder", fork);
  const known = await audit("verify", "--folder", fork, "--known", join(place, "swe.seen"));
  const consistency = await audit("consistency", join(place, "swe.seen"), "--folder", fork);

  const steps = [first, second].map(({ stdout }) => JSON.parse(stdout));
  expect(steps.map(({ from, to }) => [from, to])).toEqual([
    [0, 5],
    [5, 6],
  ]);
  expect([first.code, second.code, ofFork.code, known.code, consistency.code]).toEqual([0, 0, 1, 1, 1]);
  expect(known.stdout).toContain(`FAULT  ${join(place, "swe.seen")}: The first 6 entries of the log are others`);
});

test("what a witness signed is taken into the folder and verified there with its key", async () => {
  const folder = await copyOf("with-witness");
  const seen = join(folder, "witnessed/nor.checkpoint");
  const key = join(place, "nor.key");
  const signed = await audit(
    "cosign",
    "--key",
    key,
    "--seen",
    seen,
    "--name",
    "nor.example/w",
    "--folder",
    folder,
    "--json",
  );
  const { witness } = JSON.parse(signed.stdout);

  const believed = await audit("verify", "--folder", folder, "--witness", witness);
  const unknown = await audit("verify", "--folder", folder);

  expect([believed.code, unknown.code]).toEqual([0, 1]);
  expect(believed.stdout).toContain("Compared with 1 checkpoints");
});

test("erase takes the payloads whose time is over, and every proof still verifies", async () => {
  const folder = await copyOf("erased");

  const erased = await audit("erase", "--before", "2026-01-01", "--folder", folder);
  const verified = await audit("verify", "--folder", folder);
  const proved = await audit("prove", "0", "--folder", folder);

  expect([erased.code, erased.stdout, verified.code, proved.code]).toEqual([0, "Erased nominal/2022-10.\n", 0, 0]);
  expect(verified.stdout).toContain("4 payloads as they were logged, 1 erased after their time.");
});

test.each([
  ["an entry that is none", ["prove", "x"], 3],
  ["an entry that the log has not", ["prove", "99"], 3],
  ["nothing to look for", ["find"], 3],
  ["an owner that is no country", ["find", "--owner", "sweden"], 3],
  ["a day that has not come", ["erase", "--before", "2999-01-01"], 3],
  ["a command that there is not", ["rewrite"], 3],
  ["a checkpoint that is not there", ["consistency", "/nowhere"], 3],
  ["a key that is none", ["verify", "--log-key", "x"], 3],
])("%s is bad input", async (_name, words, expected) => {
  const { code } = await audit(...words, ...(words[0] === "rewrite" ? [] : ["--folder", log]));

  expect(code).toBe(expected);
});

test("a log without a checkpoint cannot be proved from", async () => {
  const folder = await copyOf("without-checkpoint");
  await rm(join(folder, "log/checkpoint"));

  const { code } = await audit("prove", "0", "--folder", folder);

  expect(code).toBe(2);
});
