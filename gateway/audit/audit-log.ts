import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { AuditUnavailable } from "./audit-unavailable.js";
import { sealEntry } from "./entry/sealed-entry.js";
import type { AuditEntry, SealedEntry } from "./entry/sealed-entry.js";
import { signCheckpoint } from "./note/checkpoint.js";
import type { NoteSigner } from "./note/note-key.js";
import { Journal } from "./store/journal.js";
import { writeCommit } from "./store/journal-line.js";
import { lockFolder } from "./store/lock-folder.js";
import { LogFolder } from "./store/log-folder.js";
import { publish } from "./store/publication.js";
import type { Publication } from "./store/publication.js";
import { recover } from "./store/recover.js";
import type { RecoveredLog } from "./store/recover.js";
import type { GrowingTree } from "./tree/growing-tree.js";
import { hashLeaf } from "./tree/hashes.js";
import { TILE_WIDTH } from "./tree/tile.js";

/** How long after an entry tiles and a checkpoint over it are published, milliseconds, where none were just before. */
const PUBLISH_MS = 1_000;
/** From one publication to the next pass PUBLISH_MS times this: each takes as much computing as ten entries. */
const PAUSE_FACTOR = 5;
/** The most entries that one write takes along: what comes meanwhile waits for the next. */
const MOST_PER_COMMIT = 1_024;

/** What the graph needs of a log. */
export interface AuditTrail {
  /**
   * Fulfilled once the entry and its payload would outlive a power cut.
   * @throws AuditUnavailable: then nothing may be disclosed
   */
  append(entry: AuditEntry): Promise<{ readonly index: number }>;
}

interface Waiting {
  readonly entry: SealedEntry;
  readonly resolve: (place: { readonly index: number }) => void;
  readonly reject: (error: Error) => void;
}

export interface AuditLogSettings {
  readonly folder: string;
  /** The log's key. Its name is the log's origin. */
  readonly signer: NoteSigner;
  readonly publishMs?: number; // See PUBLISH_MS.
  /** Told once when the log cannot be written any more, and why. */
  readonly onFailure?: (cause: unknown) => void;
}

interface OpenedLog {
  readonly folder: LogFolder;
  readonly lock: Disposable;
  readonly journal: Journal;
  readonly recovered: Pick<RecoveredLog, "tree" | "entries" | "first"> & { readonly checkpoint: string };
  readonly settings: AuditLogSettings;
}

type Condition = { readonly kind: "OPEN" | "CLOSED" } | { readonly kind: "FAILED"; readonly cause: unknown };

/**
 * The log that nobody can rewrite, open for writing. Entries that come together go to disk with one sync. Once a write
 * fails it takes no more until it is opened anew: what the disk holds is then read back instead of believed.
 */
export class AuditLog implements AuditTrail, AsyncDisposable {
  readonly #folder: LogFolder;
  readonly #lock: Disposable;
  readonly #signer: NoteSigner;
  readonly #tree: GrowingTree;
  readonly #publishMs: number;
  readonly #onFailure: (cause: unknown) => void;
  readonly #waiting: Waiting[] = [];
  #condition: Condition = { kind: "OPEN" };
  #journal: Journal;
  #committing: Promise<void> | null = null;
  #publishing: Promise<void> | null = null;
  #isPublicationDue = false;
  #timer: NodeJS.Timeout | null = null;
  /** No publication begins before, by the process's clock. */
  #pauseUntil = 0;
  /** Over all that is committed. */
  #checkpoint: string;
  /** The entries of bundles that are not published in full yet. */
  #entries: SealedEntry[];
  /** The index of the first of them. */
  #first: number;
  #published: number;
  readonly #followers: ((published: number) => void)[] = [];

  private constructor({ folder, lock, journal, recovered, settings }: OpenedLog) {
    this.#folder = folder;
    this.#lock = lock;
    this.#journal = journal;
    this.#tree = recovered.tree;
    this.#published = recovered.tree.size;
    this.#checkpoint = recovered.checkpoint;
    ({ entries: this.#entries, first: this.#first } = openBundle(recovered));
    this.#signer = settings.signer;
    this.#publishMs = settings.publishMs ?? PUBLISH_MS;
    this.#onFailure = settings.onFailure ?? (() => {});
  }

  /**
   * Opens a log, or starts one. What its last process left in the journal is published first.
   * @throws AuditUnavailable when another process has it, or what is on disk is damaged
   */
  static async open(settings: AuditLogSettings): Promise<AuditLog> {
    const folder = new LogFolder(settings.folder);
    await mkdir(folder.journal, { recursive: true, mode: 0o700 });
    const lock = lockFolder(folder.lock);
    try {
      const { tree, entries, first, ...found } = await recover(folder, settings.signer);
      const checkpoint = found.checkpoint ?? signCheckpoint({ size: 0, root: tree.root() }, settings.signer);
      const isUnpublished = found.isAhead || found.checkpoint === null;
      if (isUnpublished) await publish(folder, { checkpoint, tiles: tree.takeTiles(), entries, first });
      for (const name of await readdir(folder.journal)) await rm(join(folder.journal, name));
      const journal = await Journal.create(folder.journal, tree.size);
      return new AuditLog({ folder, lock, journal, recovered: { tree, entries, first, checkpoint }, settings });
    } catch (error) {
      lock[Symbol.dispose]();
      throw error;
    }
  }

  get size(): number {
    return this.#tree.size;
  }

  /** Whether a write has failed: nothing is taken any more until the log is opened anew. */
  get hasFailed(): boolean {
    return this.#condition.kind === "FAILED";
  }

  /** The follower is told how many entries are published: now, and after each publication. */
  followedBy(follower: (published: number) => void): void {
    this.#followers.push(follower);
    follower(this.#published);
  }

  append(entry: AuditEntry): Promise<{ readonly index: number }> {
    const { promise, resolve, reject } = Promise.withResolvers<{ readonly index: number }>();
    if (this.#condition.kind === "OPEN") {
      this.#waiting.push({ entry: sealEntry(entry), resolve, reject });
      this.#committing ??= this.#commitAll();
    } else {
      reject(this.#refusal());
    }
    return promise;
  }

  /** Commits what waits, publishes it, and lets the folder go. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#condition.kind === "OPEN") this.#condition = { kind: "CLOSED" };
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#committing;
    await this.#publishing;
    if (this.#condition.kind === "CLOSED") await this.#publish(this.#takePublication(), this.#journal, this.#tree.size);
    else await this.#journal.close();
    this.#lock[Symbol.dispose]();
  }

  async #commitAll(): Promise<void> {
    // What is asked for in the same moment goes along.
    await Promise.resolve();
    while (this.#waiting.length > 0 || this.#isPublicationDue) {
      const batch = this.#waiting.splice(0, MOST_PER_COMMIT);
      try {
        if (this.#isPublicationDue) await this.#startPublication();
        if (batch.length > 0) await this.#commit(batch);
      } catch (cause) {
        this.#fail(cause, batch);
      }
    }
    this.#committing = null;
  }

  async #commit(batch: readonly Waiting[]): Promise<void> {
    const first = this.#tree.size;
    const entries = batch.map(({ entry }) => entry);
    for (const { leafBytes } of entries) this.#tree.append(hashLeaf(leafBytes));
    const checkpoint = signCheckpoint({ size: this.#tree.size, root: this.#tree.root() }, this.#signer);
    await this.#journal.append(writeCommit({ first, entries, checkpoint }));
    this.#checkpoint = checkpoint;
    this.#entries.push(...entries);
    for (const [at, { resolve }] of batch.entries()) resolve({ index: first + at });
    this.#publishSoon();
  }

  /** One publication after the other: each writes partial tiles that the next replaces. */
  #publishSoon(): void {
    // What is closed publishes by itself, and then lets the folder go.
    if (this.#condition.kind !== "OPEN") return;
    if (this.#publishing !== null || this.#isPublicationDue) return;
    const wait = Math.max(this.#publishMs, this.#pauseUntil - performance.now());
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#isPublicationDue = true;
      this.#committing ??= this.#commitAll();
    }, wait).unref();
  }

  /** Between two commits: what is on disk is published while later commits go to a journal of their own. */
  async #startPublication(): Promise<void> {
    this.#isPublicationDue = false;
    const publication = this.#takePublication();
    const covered = this.#journal;
    this.#journal = await Journal.create(this.#folder.journal, this.#tree.size);
    this.#publishing = this.#publish(publication, covered, this.#tree.size);
  }

  async #publish(publication: Publication, covered: Journal, size: number): Promise<void> {
    try {
      await publish(this.#folder, publication);
      await covered.remove();
      this.#publishing = null;
      this.#pauseUntil = performance.now() + PAUSE_FACTOR * this.#publishMs;
      this.#published = size;
      for (const tell of this.#followers) tell(size);
      if (this.#tree.size > size) this.#publishSoon();
    } catch (cause) {
      this.#fail(cause, []);
      await covered.close();
    }
  }

  #takePublication(): Publication {
    const publication = {
      checkpoint: this.#checkpoint,
      tiles: this.#tree.takeTiles(),
      entries: this.#entries,
      first: this.#first,
    };
    ({ entries: this.#entries, first: this.#first } = openBundle(publication));
    return publication;
  }

  #fail(cause: unknown, batch: readonly Waiting[]): void {
    if (this.#condition.kind !== "FAILED") this.#onFailure(cause);
    this.#condition = { kind: "FAILED", cause };
    this.#isPublicationDue = false;
    for (const { reject } of [...batch, ...this.#waiting.splice(0)]) reject(this.#refusal());
  }

  #refusal(): AuditUnavailable {
    const condition = this.#condition;
    if (condition.kind !== "FAILED") return new AuditUnavailable("The audit log is closed.");
    return new AuditUnavailable("The audit log cannot be written.", { cause: condition.cause });
  }
}

/** Of entries from `first` on those in the bundle that is not full yet. */
function openBundle({ entries, first }: Pick<Publication, "entries" | "first">): {
  readonly entries: SealedEntry[];
  readonly first: number;
} {
  const full = Math.floor(entries.length / TILE_WIDTH) * TILE_WIDTH;
  return { entries: entries.slice(full), first: first + full };
}
