import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { join } from "node:path";
import { LogReader } from "../../gateway/audit/check/log-reader.js";
import { packageFile } from "../../subgraphs/kit/package-file.js";
import { logKey, openLog, verify } from "./audit.js";
import { temporaryFolder } from "./processes.js";

export interface KillFigures {
  readonly kills: number;
  readonly acknowledged: number;
  /** Acknowledged entries that were not in the log afterwards, or had lost their payload. */
  readonly lost: number;
  /** What `verify` found wrong after all. */
  readonly faults: readonly unknown[];
}

/** As many kills share a log: long enough that full bundles come and go. */
const KILLS_PER_LOG = 25;

/** Kills a process that appends under load, again and again, and looks each time whether what it acknowledged is there. */
export async function killWhileAppending(kills: number): Promise<KillFigures> {
  let [acknowledged, lost] = [0, 0];
  const faults: unknown[] = [];
  for (let done = 0; done < kills; done += KILLS_PER_LOG) {
    await using folder = await temporaryFolder();
    for (let kill = done; kill < Math.min(kills, done + KILLS_PER_LOG); kill += 1) {
      const lines = await appendUntilKilled(folder.path);
      acknowledged += lines.length;
      // Opening it plays the journal back, as the next process would.
      await using log = await openLog(folder.path);
      lost += lines.length - (await countKept(folder.path, lines, log.size));
    }
    const { faults: found } = await verify(folder.path, { now: new Date() });
    faults.push(...found);
  }
  return { kills, acknowledged, lost, faults };
}

/** The acknowledgements of a process that was killed at some moment. */
async function appendUntilKilled(folder: string): Promise<readonly string[]> {
  const program = packageFile("test/support/append-until-killed.js");
  const child = spawn(process.execPath, [program, folder, String(randomInt(2, 40))], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk: unknown) => {
    // The clock runs from when it is ready, so that most kills come under load.
    if (output === "") setTimeout(() => child.kill("SIGKILL"), randomInt(0, 120));
    output += String(chunk);
  });
  const signal = await new Promise((resolve) => child.once("close", (_code, by) => resolve(by)));
  if (signal !== "SIGKILL") throw new Error("The process ended before it was killed.");
  return output
    .split("\n")
    .slice(0, -1)
    .filter((line) => line !== "ready");
}

async function countKept(folder: string, lines: readonly string[], size: number): Promise<number> {
  const reader = new LogReader(folder);
  const { size: published } = reader.checkpoint(await logKey(folder));
  if (published !== size) throw new Error(`${join(folder, "log")} has ${published} of ${size} entries.`);
  const kept = new Set<string>();
  for (const { index, leaf, payload } of reader.entries(size))
    if (payload !== null) kept.add(`${index} ${leaf.auditId}`);
  return lines.filter((line) => kept.has(line)).length;
}
