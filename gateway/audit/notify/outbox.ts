import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { PublishedEntry } from "../check/log-reader.js";
import { monthOf, retentionEnd } from "../entry/retention.js";
import { writeDurably } from "../../../subgraphs/kit/files/durable-files.js";
import { ifMissing } from "../../../subgraphs/kit/files/if-missing.js";
import type { LogFolder } from "../store/log-folder.js";
import { breakGlassNoticeSchema, noticesOf } from "./break-glass-notice.js";

/** Digits of a file's name, so that names sort as numbers do. */
const NAME_DIGITS = 16;
/** Holds the number of the first entry whose notices are not in the outbox yet. */
const NEXT = "next";

/**
 * What owners are to be told, a file for each notice: `outbox/SWE/0000000000000017.json`. Whoever carries it to the owner
 * removes it. A notice is put there once, or after a crash twice under the same name; never not at all, because it is made
 * from the log, which had it before the answer left.
 */
export class Outbox {
  readonly #folder: LogFolder;
  #next: number;

  private constructor(folder: LogFolder, next: number) {
    this.#folder = folder;
    this.#next = next;
  }

  static async open(folder: LogFolder): Promise<Outbox> {
    const text = await readFile(join(folder.outbox, NEXT), "utf8").catch(ifMissing("0"));
    return new Outbox(folder, Number(text));
  }

  /** Returns once the notices of these entries would outlive a power cut. @returns how many were put there */
  async put(entries: readonly PublishedEntry[]): Promise<number> {
    const notices = entries.filter(({ index }) => index >= this.#next).flatMap(noticesOf);
    const last = notices.at(-1);
    if (last === undefined) return 0;
    const files = notices.map((notice) => {
      const name = `${String(notice.entry).padStart(NAME_DIGITS, "0")}.json`;
      return [join(this.#folder.outbox, notice.owner, name), `${JSON.stringify(notice)}\n`] as const;
    });
    await writeDurably(new Map(files), this.#folder.path);
    this.#next = last.entry + 1;
    await writeDurably(new Map([[join(this.#folder.outbox, NEXT), String(this.#next)]]), this.#folder.path);
    return notices.length;
  }
}

/** Removes what nobody carried while the payloads that it was made from were kept. @returns how many */
export async function eraseNotices(folder: LogFolder, before: Date): Promise<number> {
  const paths = (await readdir(folder.outbox, { recursive: true }).catch(ifMissing<string[]>([])))
    .filter((name) => name.endsWith(".json"))
    .map((name) => join(folder.outbox, name));
  let erased = 0;
  for (const path of paths) {
    const { at } = breakGlassNoticeSchema.parse(JSON.parse(await readFile(path, "utf8")));
    if (retentionEnd("nominal", monthOf(new Date(at))) > before) continue;
    await rm(path);
    erased += 1;
  }
  return erased;
}
