import { constants, open, readdir, readFile, unlink } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { syncFolder } from "../../../subgraphs/kit/files/durable-files.js";
import { ifMissing } from "../../../subgraphs/kit/files/if-missing.js";
import { readJournal } from "./journal-line.js";
import type { JournalText } from "./journal-line.js";

/** Digits of a file's name, so that names sort as numbers do. */
const NAME_DIGITS = 16;

/**
 * Bytes that a journal has from the start, all zero, enough for ten questions a second: to write over what is there takes a
 * disk less than to make a file longer, which it has to note as well. Beyond them it grows.
 */
const ROOM = 256 * 1024;

/** With it each write returns once it is on disk: one way to the disk instead of two. Not every system has it. */
const { O_DSYNC = 0 } = constants;

/** The file to which commits go until the checkpoint over them is published. */
export class Journal {
  readonly #file: FileHandle;
  readonly #folder: string;
  readonly #name: string;
  #size = 0;

  private constructor(file: FileHandle, folder: string, name: string) {
    this.#file = file;
    this.#folder = folder;
    this.#name = name;
  }

  /** @param first the index of the first entry that it will hold */
  static async create(folder: string, first: number): Promise<Journal> {
    const name = String(first).padStart(NAME_DIGITS, "0");
    // One of that name holds nothing: where it held an entry, the next one would have another number.
    const { O_CREAT, O_TRUNC, O_WRONLY } = constants;
    const file = await open(join(folder, name), O_CREAT | O_TRUNC | O_WRONLY | O_DSYNC, 0o600);
    const journal = new Journal(file, folder, name);
    await journal.#write(Buffer.alloc(ROOM), 0);
    await syncFolder(folder);
    return journal;
  }

  /** Returns once the line is on disk. */
  async append(line: string): Promise<void> {
    const bytes = Buffer.from(line);
    await this.#write(bytes, this.#size);
    this.#size += bytes.length;
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  /** Once what it holds is published. */
  async remove(): Promise<void> {
    await this.#file.close();
    await unlink(join(this.#folder, this.#name)).catch(ifMissing(undefined));
  }

  /** Returns once all of it is on disk. */
  async #write(bytes: Buffer, place: number): Promise<void> {
    let written = 0;
    while (written < bytes.length) {
      const { bytesWritten } = await this.#file.write(bytes, written, bytes.length - written, place + written);
      written += bytesWritten;
    }
    if (O_DSYNC === 0) await this.#file.datasync();
  }
}

/** A journal file by its name, with what it holds. */
export interface JournalFile extends JournalText {
  readonly name: string;
}

/** Every journal of a folder, the oldest first. One that is removed meanwhile was published. */
export async function readJournals(folder: string): Promise<readonly JournalFile[]> {
  const names = (await readdir(folder).catch(ifMissing<string[]>([]))).toSorted();
  const files: JournalFile[] = [];
  for (const name of names) {
    const text = await readFile(join(folder, name), "utf8").catch(ifMissing(""));
    files.push({ name, ...readJournal(text) });
  }
  return files;
}
