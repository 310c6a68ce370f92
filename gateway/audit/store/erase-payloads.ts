import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { RETENTION_CLASSES, retentionEnd } from "../entry/retention.js";
import { syncFolder } from "../../../subgraphs/kit/files/durable-files.js";
import { ifMissing } from "../../../subgraphs/kit/files/if-missing.js";
import type { LogFolder } from "./log-folder.js";

const MONTH = /^\d{4}-\d{2}$/;

/**
 * Erases the payloads of every class and month whose retention ended by then. The leaves stay: proofs verify as before.
 * @returns what was erased: `nominal/2023-10`
 */
export async function erasePayloads(folder: LogFolder, before: Date): Promise<readonly string[]> {
  const erased: string[] = [];
  for (const retention of RETENTION_CLASSES) {
    const path = join(folder.payloads, retention);
    const months = (await readdir(path).catch(ifMissing<string[]>([]))).filter((name) => MONTH.test(name)).toSorted();
    const ended = months.filter((month) => retentionEnd(retention, month) <= before);
    for (const month of ended) await rm(join(path, month), { recursive: true });
    if (ended.length > 0) await syncFolder(path);
    erased.push(...ended.map((month) => `${retention}/${month}`));
  }
  return erased;
}
