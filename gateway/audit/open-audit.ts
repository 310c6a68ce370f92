import { join } from "node:path";
import type { Config } from "../config.js";
import { AuditLog } from "./audit-log.js";
import { EntryIndex } from "./lookup/entry-index.js";
import { IndexedLog } from "./lookup/indexed-log.js";
import { Outbox } from "./notify/outbox.js";
import { LogFolder } from "./store/log-folder.js";
import { openLogKey, readVerifierFile } from "./store/log-key.js";
import { WitnessRounds } from "./witness/witness-rounds.js";
import type { WitnessRoundsSettings } from "./witness/witness-rounds.js";

/**
 * The log of this process. In development it makes its own key at the first start; in production an operator gives it.
 * @throws AuditUnavailable, InvalidConfiguration
 */
export async function openAudit(config: Config, onFailure?: (cause: unknown) => void): Promise<AuditLog> {
  const folder = auditFolder(config);
  const mayMake = config.NODE_ENV !== "production";
  const signer = await openLogKey(new LogFolder(folder), { origin: config.AUDIT_ORIGIN, mayMake });
  return AuditLog.open({ folder, signer, ...(onFailure === undefined ? {} : { onFailure }) });
}

/**
 * The log of this process, read by those whom it is kept for. It follows what the process publishes, and puts what owners
 * must be told of into the outbox.
 */
export async function openAccessLog(
  audit: AuditLog,
  config: Config,
  observers: { readonly onNotices?: (count: number) => void; readonly onFailure?: (cause: unknown) => void } = {},
): Promise<IndexedLog> {
  const folder = new LogFolder(auditFolder(config));
  const outbox = await Outbox.open(folder);
  const log = new IndexedLog({
    folder: folder.path,
    index: EntryIndex.open(folder.index),
    beforeTakenIn: async (entries) => {
      const count = await outbox.put(entries);
      if (count > 0) observers.onNotices?.(count);
    },
    onFailure: observers.onFailure,
  });
  audit.followedBy((published) => void log.follow(published));
  return log;
}

/** Shows the log to the witnesses that are configured, as it is published. */
export async function openWitnessRounds(
  audit: AuditLog,
  config: Config,
  onAnswer: WitnessRoundsSettings["onAnswer"],
): Promise<WitnessRounds> {
  const folder = new LogFolder(auditFolder(config));
  const rounds = new WitnessRounds({
    path: folder.path,
    log: await readVerifierFile(folder.publicKey),
    witnesses: config.AUDIT_WITNESSES,
    everyMs: config.AUDIT_WITNESS_EVERY_S * 1_000,
    onAnswer,
  });
  audit.followedBy(() => rounds.follow());
  return rounds;
}

export function auditFolder({ AUDIT_FOLDER, DATA_FOLDER }: Pick<Config, "AUDIT_FOLDER" | "DATA_FOLDER">): string {
  return AUDIT_FOLDER ?? join(DATA_FOLDER, "audit");
}
