import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { RegistryUnavailable } from "../../../subgraphs/kit/errors.js";
import { createDurably, writeDurably } from "../../../subgraphs/kit/files/durable-files.js";
import { ifMissing } from "../../../subgraphs/kit/files/if-missing.js";
import { watchFolder } from "../../../subgraphs/kit/files/watch-folder.js";
import { Watch } from "../../../subgraphs/kit/watch.js";
import type { OperationUsage } from "../../usage/operation-usage.js";
import { digestOf, graphVersionSchema } from "../graph-version.js";
import type { GraphVersion, Texts } from "../graph-version.js";
import { ownerSchema } from "../owner.js";
import type { Owner } from "../owner.js";
import type { RegistryStore, VersionWatch } from "../registry-store.js";
import { UsageFile } from "./usage-file.js";

/** How often the folder is looked at where the operating system does not tell of changes, milliseconds. */
const LOOK_EVERY_MS = 1_000;

/**
 * A registry in a folder: `versions/` has a file for each version, `texts/` what they name by its digest, `owners/` a file
 * for each owner, `usage.db` what clients asked. A version appears whole or not at all, and outlives a power cut.
 */
export class FileStore implements RegistryStore {
  readonly #folder: string;
  readonly #usage: UsageFile;

  private constructor(folder: string) {
    this.#folder = folder;
    this.#usage = new UsageFile(join(folder, "usage.db"));
  }

  static async open(folder: string): Promise<FileStore> {
    for (const name of ["versions", "texts", "owners"])
      await mkdir(join(folder, name), { recursive: true, mode: 0o700 });
    return new FileStore(folder);
  }

  async newest(): Promise<number> {
    return Math.max(0, ...(await this.#numbers()));
  }

  async version(number: number): Promise<GraphVersion | null> {
    const text = await readFile(this.#versionFile(number), "utf8").catch(ifMissing(null));
    return text === null ? null : parse(graphVersionSchema, text, `version ${number}`);
  }

  async versions(): Promise<readonly GraphVersion[]> {
    const numbers = (await this.#numbers()).toSorted((a, b) => b - a);
    const versions = await Promise.all(numbers.map((number) => this.version(number)));
    return versions.filter((version) => version !== null);
  }

  async text(digest: string): Promise<string> {
    const text = await readFile(join(this.#folder, "texts", digest), "utf8").catch(ifMissing(null));
    if (text === null || digestOf(text) !== digest) throw new RegistryUnavailable(`The text ${digest} is not there.`);
    return text;
  }

  async append(version: GraphVersion, texts: Texts): Promise<boolean> {
    // First: who sees the version finds all that it names. One that stands there already is the same.
    for (const [digest, text] of texts) await createDurably(join(this.#folder, "texts", digest), text);
    return createDurably(this.#versionFile(version.number), `${JSON.stringify(version, null, 2)}\n`);
  }

  async owners(): Promise<readonly Owner[]> {
    const folder = join(this.#folder, "owners");
    const names = (await readdir(folder)).filter((name) => name.endsWith(".json"));
    return Promise.all(
      names.map(async (name) => parse(ownerSchema, await readFile(join(folder, name), "utf8"), `owner ${name}`)),
    );
  }

  putOwner(owner: Owner): Promise<void> {
    const path = join(this.#folder, "owners", `${owner.owner}.json`);
    return writeDurably(new Map([[path, `${JSON.stringify(owner, null, 2)}\n`]]), this.#folder);
  }

  async addUsage(usage: readonly OperationUsage[]): Promise<void> {
    this.#usage.add(usage);
  }

  async usage(): Promise<readonly OperationUsage[]> {
    return this.#usage.all();
  }

  watch(onVersion: (number: number) => void, onFault: (fault: Error) => void): Promise<VersionWatch> {
    return Watch.open({
      read: () => this.newest(),
      announce: (nudge) => watchFolder(join(this.#folder, "versions"), nudge),
      isSame: (before, now) => now <= before,
      everyMs: LOOK_EVERY_MS,
      onChange: onVersion,
      onFault,
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#usage[Symbol.dispose]();
  }

  async #numbers(): Promise<readonly number[]> {
    const names = await readdir(join(this.#folder, "versions"));
    return names.filter((name) => /^\d+\.json$/.test(name)).map((name) => Number.parseInt(name, 10));
  }

  #versionFile(number: number): string {
    return join(this.#folder, "versions", `${String(number).padStart(6, "0")}.json`);
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, text: string, what: string): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new RegistryUnavailable(`The registry's ${what} cannot be read.`, { cause });
  }
}
