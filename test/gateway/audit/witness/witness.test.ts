import { cp, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openCheckpoint } from "../../../../gateway/audit/note/checkpoint.js";
import { cosignedAt } from "../../../../gateway/audit/note/cosignature.js";
import { readSigner, writeVerifierKey } from "../../../../gateway/audit/note/note-key.js";
import { newPem } from "../../../../gateway/audit/store/log-key.js";
import { askWitness } from "../../../../gateway/audit/witness/ask-witness.js";
import type { Witnessed } from "../../../../gateway/audit/witness/ask-witness.js";
import { readWitness } from "../../../../gateway/audit/witness/witness.js";
import { WitnessRounds } from "../../../../gateway/audit/witness/witness-rounds.js";
import type { RoundAnswer } from "../../../../gateway/audit/witness/witness-rounds.js";
import { checkpointOf, logKey, openLog, release, verify } from "../../../support/audit.js";
import { runProgram, temporaryFolder } from "../../../support/processes.js";
import { cosignatureLine, startWitness } from "../../../support/witness.js";
import type { TestWitness } from "../../../support/witness.js";

const { signal } = new AbortController();

async function append(folder: string, count: number): Promise<void> {
  await using log = await openLog(folder);
  await Promise.all(Array.from({ length: count }, () => log.append(release())));
}

async function show(folder: string, { url, key }: Pick<TestWitness, "url" | "key">): Promise<Witnessed> {
  return askWitness({ url, key }, { path: folder, log: await logKey(folder), signal });
}

function fileOf({ key }: TestWitness, kind: string): string {
  return join("witnessed", `swe.example_witness+${key.keyId.toString("hex")}.${kind}`);
}

test("a witness is shown the new checkpoint with a proof from what it signed last, and its signature is kept", async () => {
  await using folder = await temporaryFolder();
  await append(folder.path, 3);
  const log = await logKey(folder.path);
  await using witness = await startWitness([log]);

  const first = await show(folder.path, witness);
  await append(folder.path, 4);
  const second = await show(folder.path, witness);
  const third = await show(folder.path, witness);

  const kept = openCheckpoint(await readFile(join(folder.path, fileOf(witness, "checkpoint")), "utf8"), log);
  expect([first, second, third]).toEqual([
    { kind: "COSIGNED", from: 0, size: 3 },
    { kind: "COSIGNED", from: 3, size: 7 },
    { kind: "UP_TO_DATE", size: 7 },
  ]);
  expect([kept?.size, kept && cosignedAt(kept, witness.key)]).toEqual([7, expect.any(Date)]);
  expect(await verify(folder.path, { witnesses: [witness.key] })).toMatchObject({ checkpoints: 1, faults: [] });
});

test("what is sent has the form of C2SP tlog-witness, byte for byte", async () => {
  await using folder = await temporaryFolder();
  await append(folder.path, 3);
  await using witness = await startWitness([await logKey(folder.path)]);
  await show(folder.path, witness);
  await append(folder.path, 1);

  await show(folder.path, witness);

  const checkpoint = await checkpointOf(folder.path);
  const [first, second] = witness.submissions;
  const hashes = second?.body
    .slice("old 3\n".length, -checkpoint.length - 1)
    .split("\n")
    .slice(0, -1);
  expect(first?.body).toMatch(/^old 0\n\ncrosscheck\.example\/audit\n3\n\S{44}\n\n— crosscheck\.example\/audit \S+\n$/);
  // From 3 to 4 entries: the hash of the third, of the fourth, and of the first two.
  expect(hashes).toEqual([0, 1, 2].map(() => expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/)));
  expect(second?.body).toBe(`old 3\n${hashes?.join("\n")}\n\n${checkpoint}`);
});

test("where the log has forgotten what a witness signed, the witness says it, and is asked once more", async () => {
  await using folder = await temporaryFolder();
  await append(folder.path, 5);
  await using witness = await startWitness([await logKey(folder.path)]);
  await show(folder.path, witness);
  await rm(join(folder.path, "witnessed"), { recursive: true });

  const same = await show(folder.path, witness);
  await rm(join(folder.path, "witnessed"), { recursive: true });
  await append(folder.path, 300);
  const larger = await show(folder.path, witness);

  expect([same, larger]).toEqual([
    { kind: "COSIGNED", from: 5, size: 5 },
    { kind: "COSIGNED", from: 5, size: 305 },
  ]);
  expect(witness.submissions.map(({ status }) => status)).toEqual([200, 409, 200, 409, 200]);
});

test("a log that was rewritten, or put back from a copy, is contradicted by whoever signed the other one", async () => {
  await using folder = await temporaryFolder();
  const original = join(folder.path, "original");
  await append(original, 3);
  const copy = join(folder.path, "copy");
  const fork = join(folder.path, "fork");
  for (const path of [copy, fork]) await cp(original, path, { recursive: true });
  await append(original, 4);
  await append(fork, 4);
  await using witness = await startWitness([await logKey(original)]);
  await show(original, witness);

  const putBack = await show(copy, witness);
  const rewritten = await show(fork, witness);
  await append(fork, 1);
  const rewrittenAndLarger = await show(fork, witness);

  expect([putBack, rewritten, rewrittenAndLarger]).toEqual([
    { kind: "CONTRADICTED", seen: 7, size: 3 },
    { kind: "CONTRADICTED", seen: 7, size: 7 },
    { kind: "CONTRADICTED", seen: 7, size: 8 },
  ]);
  expect(witness.submissions.at(-1)?.status).toBe(422);
  expect((await readdir(fork)).includes("witnessed")).toBe(false);
});

test("a witness that does not know the log, or not its key, refuses", async () => {
  await using folder = await temporaryFolder();
  await append(folder.path, 1);
  const otherKey = readSigner("crosscheck.example/audit", "log", newPem());
  await using stranger = await startWitness([]);
  await using deceived = await startWitness([otherKey]);

  expect([await show(folder.path, stranger), await show(folder.path, deceived)]).toEqual([
    { kind: "REFUSED", status: 404 },
    { kind: "REFUSED", status: 403 },
  ]);
});

test.each<[string, (checkpointLine: string) => string]>([
  ["nothing", () => ""],
  ["no signature", () => "thank you\n"],
  ["a signature by another key of that name", () => "REPLACED"],
  ["a signature that is broken", (line) => line.replace(/.{6}\n$/, "AAAAA=\n")],
  ["a hundred kilobytes", () => "x".repeat(100_000)],
])("a witness that answers %s has not signed, and nothing is kept", async (what, change) => {
  await using folder = await temporaryFolder();
  await append(folder.path, 2);
  const log = await logKey(folder.path);
  const source = await checkpointOf(folder.path);
  const checkpoint = openCheckpoint(source, log);
  const other = readSigner("swe.example/witness", "witness", newPem());
  const replaced = checkpoint === null ? "" : cosignatureLine(checkpoint, other);
  await using witness = await startWitness([log], (reply) => ({
    ...reply,
    body: change(reply.body ?? "").replace("REPLACED", replaced),
  }));

  const answer = await show(folder.path, witness);

  expect(answer.kind).toBe(what === "a hundred kilobytes" ? "UNREACHABLE" : "REFUSED");
  expect((await readdir(folder.path)).includes("witnessed")).toBe(false);
});

test("lines of other keys beside the witness's own are left out", async () => {
  await using folder = await temporaryFolder();
  await append(folder.path, 2);
  const log = await logKey(folder.path);
  const stranger = readSigner("nor.example/witness", "witness", newPem());
  const checkpoint = openCheckpoint(await checkpointOf(folder.path), log);
  const line = checkpoint === null ? "" : cosignatureLine(checkpoint, stranger);
  await using witness = await startWitness([log], (reply) => ({ ...reply, body: `${line}${reply.body}` }));

  const answer = await show(folder.path, witness);

  const kept = await readFile(join(folder.path, fileOf(witness, "checkpoint")), "utf8");
  expect(answer).toEqual({ kind: "COSIGNED", from: 0, size: 2 });
  expect(kept.match(/^— \S+/gm)).toEqual(["— crosscheck.example/audit", "— swe.example/witness"]);
});

test("a witness that is not there is unreachable", async () => {
  await using folder = await temporaryFolder();
  await append(folder.path, 1);
  const key = readSigner("swe.example/witness", "witness", newPem());

  expect(await show(folder.path, { url: "http://127.0.0.1:9", key })).toMatchObject({ kind: "UNREACHABLE" });
});

test("entries are acknowledged while a witness hangs, and closing does not wait for it", async () => {
  await using folder = await temporaryFolder();
  const signer = await logKey(folder.path);
  const asked = Promise.withResolvers<void>();
  await using witness = await startWitness([signer], () => {
    asked.resolve();
    return null;
  });
  await using log = await openLog(folder.path, 5);
  const rounds = new WitnessRounds({ path: folder.path, log: signer, witnesses: [witness], everyMs: 5 });
  log.followedBy(() => rounds.follow());
  await log.append(release());
  await asked.promise;

  const places = await Promise.all(Array.from({ length: 50 }, () => log.append(release())));
  await rounds[Symbol.asyncDispose]();

  expect(places.at(-1)).toEqual({ index: 50 });
});

test("rounds go on while the log grows, and ask a witness again that failed", async () => {
  await using folder = await temporaryFolder();
  const signer = await logKey(folder.path);
  let failures = 1;
  await using witness = await startWitness([signer], (reply) => (failures-- > 0 ? { status: 500 } : reply));
  await using log = await openLog(folder.path, 5);
  const answers: RoundAnswer[] = [];
  const signed = Promise.withResolvers<void>();
  await using rounds = new WitnessRounds({
    path: folder.path,
    log: signer,
    witnesses: [witness],
    everyMs: 5,
    onAnswer: (_witness, answer) => {
      answers.push(answer);
      if (answer.kind === "COSIGNED" && answer.size === 3) signed.resolve();
    },
  });
  await Promise.all([1, 2, 3].map(() => log.append(release())));
  log.followedBy(() => rounds.follow());

  await signed.promise;

  const [first] = answers.filter(({ kind }) => kind !== "UP_TO_DATE");
  expect(first).toEqual({ kind: "REFUSED", status: 500 });
  expect(answers.at(-1)).toMatchObject({ kind: "COSIGNED", size: 3 });
});

test("the command shows the log to a witness, and verify then compares the log with what was signed", async () => {
  await using folder = await temporaryFolder();
  await append(folder.path, 3);
  await using witness = await startWitness([await logKey(folder.path)]);
  const to = `${witness.url}=${writeVerifierKey(witness.key)}`;
  const run = (...words: readonly string[]) =>
    runProgram("gateway/cli/audit.js", { arguments: [...words, "--folder", folder.path] });

  const signed = await run("witness", "--to", to);
  const again = await run("witness", "--to", to);
  const verified = await run("verify");
  const unknown = await run("verify", "--witness", writeVerifierKey(readSigner("nor.example/w", "witness", newPem())));
  const down = await run("witness", "--to", to.replace(witness.url, "http://127.0.0.1:9"));
  const noKey = await run("witness", "--to", witness.url);
  const none = await run("witness");

  expect([signed.code, signed.stdout]).toEqual([
    0,
    "swe.example/witness: signed the log of 3 entries, which goes on from the 0 that it signed last.\n",
  ]);
  expect([again.code, again.stdout]).toEqual([0, "swe.example/witness: has signed these 3 entries already.\n"]);
  expect([verified.code, verified.stdout]).toEqual([0, expect.stringContaining("Compared with 1 checkpoints")]);
  expect([unknown.code, noKey.code, none.code]).toEqual([1, 3, 3]);
  // It has signed this log already, and is not asked.
  expect(down.code).toBe(0);
});

test("a rewritten log is found by the command: exit 1", async () => {
  await using folder = await temporaryFolder();
  const [original, fork] = [join(folder.path, "original"), join(folder.path, "fork")];
  await append(original, 3);
  await cp(original, fork, { recursive: true });
  await append(original, 2);
  await append(fork, 2);
  await using witness = await startWitness([await logKey(original)]);
  await show(original, witness);

  const { code, stdout } = await runProgram("gateway/cli/audit.js", {
    arguments: ["witness", "--to", `${witness.url}=${writeVerifierKey(witness.key)}`, "--folder", fork],
  });

  expect([code, stdout]).toEqual([1, expect.stringContaining("has signed another log of 5 entries")]);
});

test.each([
  ["no key", "https://witness.example"],
  ["no address", "=swe.example/witness+1a2b3c4d+BAbl"],
  ["an address of another kind", "ftp://witness.example=swe.example/witness+1a2b3c4d+BAbl"],
  ["a log's key", `https://witness.example=${writeVerifierKey(readSigner("log.example", "log", newPem()))}`],
])("a witness with %s is refused as a setting", (_what, text) => {
  expect(() => readWitness(text)).toThrow(expect.objectContaining({ code: "INVALID_CONFIGURATION" }));
});
