import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { AuditTrail } from "../../gateway/audit/audit-log.js";
import { AuditLog } from "../../gateway/audit/audit-log.js";
import { LogReader } from "../../gateway/audit/check/log-reader.js";
import { verifyLog } from "../../gateway/audit/check/verify-log.js";
import type { VerifyReport, VerifySettings } from "../../gateway/audit/check/verify-log.js";
import type { AuditEntry } from "../../gateway/audit/entry/sealed-entry.js";
import type { NoteSigner } from "../../gateway/audit/note/note-key.js";
import type { BreakGlass } from "../../subgraphs/kit/authority/break-glass.js";
import { LogFolder } from "../../gateway/audit/store/log-folder.js";
import { openLogKey } from "../../gateway/audit/store/log-key.js";

/** A log that only remembers what it was given: for tests of what is logged, not of how. */
export class RememberedTrail implements AuditTrail {
  readonly entries: AuditEntry[] = [];

  async append(entry: AuditEntry): Promise<{ readonly index: number }> {
    return { index: this.entries.push(entry) - 1 };
  }
}

const ORIGIN = "crosscheck.example/audit";
/** When the entries of a test are made, unless it says otherwise, and when it looks at them. */
export const NOW = new Date("2026-11-24T10:00:00.000Z");

export function logKey(folder: string): Promise<NoteSigner> {
  return openLogKey(new LogFolder(folder), { origin: ORIGIN, mayMake: true });
}

export async function openLog(folder: string, publishMs?: number): Promise<AuditLog> {
  const signer = await logKey(folder);
  return AuditLog.open({ folder, signer, ...(publishMs === undefined ? {} : { publishMs }) });
}

/** A disclosure of one record to an invented officer. */
export function release(
  settings: {
    readonly at?: Date;
    readonly ref?: string;
    readonly officer?: string;
    readonly breakGlass?: BreakGlass;
  } = {},
): AuditEntry {
  return {
    auditId: randomUUID(),
    at: settings.at ?? NOW,
    retention: "nominal",
    payload: {
      kind: "RELEASE",
      who: { id: settings.officer ?? "officer-1", country: "FRA", agency: "PJ", unit: "U-17" },
      why: {
        purpose: "WANTED_SEARCH",
        caseReference: "2026/1234",
        offence: "ILM",
        role: "SUSPECT",
        aim: "IDENTIFY",
        orderedBy: "U-17",
      },
      ...(settings.breakGlass === undefined ? {} : { breakGlass: settings.breakGlass }),
      refs: [settings.ref ?? "SWE/1"],
      sources: { "swe-persons": 1 },
      errors: [],
    },
  };
}

/** What `verify` says of a log that nobody writes. */
export async function verify(folder: string, settings: Partial<VerifySettings> = {}): Promise<VerifyReport> {
  return verifyLog(new LogReader(folder), {
    log: await logKey(folder),
    witnesses: [],
    known: [],
    now: NOW,
    isLive: false,
    ...settings,
  });
}

export function checkpointOf(folder: string): Promise<string> {
  return readFile(join(folder, "log", "checkpoint"), "utf8");
}
