import { createHash } from "node:crypto";
import type { OperationUsage } from "../../schema/registry/index.js";

/** One operation of one client, as it ran just now. */
export interface AskedOperation {
  readonly client: string | null;
  readonly clientVersion: string | null;
  readonly operationName: string | null;
  /** Its signature: no literal, no alias. */
  readonly document: string;
}

export interface UsageRecorderSettings {
  /** Where it is kept: counts are added to what is there. */
  readonly add: (usage: readonly OperationUsage[]) => Promise<void>;
  /** Told when it could not be kept; it is tried again with the next. */
  readonly onFault: (fault: Error) => void;
  readonly flushEveryMs?: number;
  readonly mostClients?: number;
  readonly mostOperations?: number;
  readonly now?: () => Date;
}

const FLUSH_EVERY_MS = 10_000;
/** As many clients and versions of them are told apart. */
const MOST_CLIENTS = 500;
/** As many operations of clients are counted by one process; what comes beyond is not: a client that makes up documents must not fill the store. */
const MOST_OPERATIONS = 10_000;
const LONGEST_DOCUMENT = 100_000;
const LONGEST_NAME = 64;

const UNNAMED = "(unnamed)";
const OTHERS = "(others)";

/** Counts which client asks which operation, and hands the counts on every so often. */
export class UsageRecorder implements AsyncDisposable {
  readonly #settings: UsageRecorderSettings;
  readonly #timer: NodeJS.Timeout;
  readonly #clients = new Set<string>();
  readonly #known = new Set<string>();
  #counted = new Map<string, OperationUsage>();
  #flushing: Promise<void> = Promise.resolve();

  constructor(settings: UsageRecorderSettings) {
    this.#settings = settings;
    this.#timer = setInterval(() => void this.flush(), settings.flushEveryMs ?? FLUSH_EVERY_MS);
    this.#timer.unref();
  }

  record({ document, ...asked }: AskedOperation): void {
    if (document.length > LONGEST_DOCUMENT) return;
    const operationName = bounded(asked.operationName);
    const { client, clientVersion } = this.#clientOf(bounded(asked.client) ?? UNNAMED, bounded(asked.clientVersion));
    const hash = createHash("sha256").update(document).digest("hex");
    const key = JSON.stringify([client, clientVersion, operationName, hash]);
    if (!isKept(this.#known, key, this.#settings.mostOperations ?? MOST_OPERATIONS)) return;
    const now = (this.#settings.now?.() ?? new Date()).toISOString();
    const before = this.#counted.get(key);
    this.#counted.set(
      key,
      before === undefined
        ? { client, clientVersion, operationName, document, hash, count: 1, firstSeen: now, lastSeen: now }
        : { ...before, count: before.count + 1, lastSeen: now },
    );
  }

  /** Hands on what was counted since the last time. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.then(() => this.#flush());
    return this.#flushing;
  }

  async #flush(): Promise<void> {
    const counted = this.#counted;
    if (counted.size === 0) return;
    this.#counted = new Map();
    try {
      await this.#settings.add([...counted.values()]);
    } catch (error) {
      this.#putBack(counted);
      this.#settings.onFault(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #putBack(counted: ReadonlyMap<string, OperationUsage>): void {
    for (const [key, before] of counted) {
      const since = this.#counted.get(key);
      const count = before.count + (since?.count ?? 0);
      this.#counted.set(key, { ...before, count, lastSeen: since?.lastSeen ?? before.lastSeen });
    }
  }

  #clientOf(client: string, clientVersion: string | null): Pick<OperationUsage, "client" | "clientVersion"> {
    const key = JSON.stringify([client, clientVersion]);
    const most = this.#settings.mostClients ?? MOST_CLIENTS;
    return isKept(this.#clients, key, most) ? { client, clientVersion } : { client: OTHERS, clientVersion: null };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }
}

/** Whether it is among the first so many. */
function isKept(known: Set<string>, key: string, most: number): boolean {
  if (!known.has(key) && known.size >= most) return false;
  known.add(key);
  return true;
}

/** What a client calls itself: printable, and not for ever. */
function bounded(text: string | null): string | null {
  const printable =
    text
      ?.replaceAll(/[^\x20-\x7e]/g, "")
      .slice(0, LONGEST_NAME)
      .trim() ?? "";
  return printable === "" ? null : printable;
}
