import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { writeDurably } from "../files/durable-files.js";
import { ifMissing } from "../files/if-missing.js";
import { watchFolder } from "../files/watch-folder.js";
import type { SourceStore } from "./source-store.js";

/** Sources in a folder: every `*.json` holds some. */
export class SourceFolder implements SourceStore {
  /** Not every network drive tells of changes. */
  readonly lookEveryMs = 1_000;
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(folder: string): Promise<SourceFolder> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return new SourceFolder(folder);
  }

  async read(): Promise<ReadonlyMap<string, string>> {
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith(".json")).toSorted();
    const texts = await Promise.all(
      names.map(async (name) => {
        // One that is taken away meanwhile is as though it had been gone before.
        const text = await readFile(join(this.#folder, name), "utf8").catch(ifMissing(null));
        return text === null ? [] : [[name, text] as const];
      }),
    );
    return new Map(texts.flat());
  }

  /** In the file that has it already, else in one of its own. */
  async put(id: string, source: unknown): Promise<void> {
    for (const [name, text] of await this.read()) {
      const sources = sourcesIn(text);
      const at = sources.findIndex((other) => Object(other).id === id);
      if (at >= 0) return this.#write(name, sources.with(at, source));
    }
    return this.#write(`${id}.json`, [source]);
  }

  announce(nudge: () => void): Promise<AsyncDisposable> {
    return watchFolder(this.#folder, nudge);
  }

  async [Symbol.asyncDispose](): Promise<void> {}

  #write(name: string, sources: readonly unknown[]): Promise<void> {
    const text = `${JSON.stringify({ sources }, null, 2)}\n`;
    return writeDurably(new Map([[join(this.#folder, name), text]]), this.#folder);
  }
}

/** What a file holds, whatever it is; nothing where it is at fault, which whoever reads the registry is told. */
function sourcesIn(text: string): readonly unknown[] {
  try {
    const sources: unknown = Object(JSON.parse(text)).sources;
    return Array.isArray(sources) ? sources : [];
  } catch {
    return [];
  }
}
