import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { InvalidConfiguration } from "../errors.js";
import { readKeySet } from "./keys.js";
import type { KeyKind, Keys, KeySet } from "./keys.js";

/** How often a file of keys is looked at, milliseconds. A file of keys is small, and is replaced in one step. */
const LOOK_EVERY_MS = 1_000;

/** The keys of a file, read again when it changes. */
export class KeyFile implements Keys, Disposable {
  readonly #path: string;
  readonly #kind: KeyKind;
  readonly #onFault: (fault: InvalidConfiguration) => void;
  readonly #timer: NodeJS.Timeout;
  #text: string;
  #keys: KeySet;
  /** The fault that was told last, so that one that lasts is told once. */
  #fault: string | null = null;

  private constructor(path: string, kind: KeyKind, text: string, onFault: (fault: InvalidConfiguration) => void) {
    this.#path = path;
    this.#kind = kind;
    this.#onFault = onFault;
    this.#text = text;
    this.#keys = readKeys(path, kind, text);
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  /**
   * @param onFault told when a changed file cannot be used: the keys read before stay in use
   * @throws InvalidConfiguration when there is no file, or no such keys in it
   */
  static async open(
    path: string,
    kind: KeyKind,
    onFault: (fault: InvalidConfiguration) => void = () => {},
  ): Promise<KeyFile> {
    return new KeyFile(path, kind, await readText(path), onFault);
  }

  /** As `open`, for keys that are found to be needed while nobody can wait: once for each file. */
  static openNow(path: string, kind: KeyKind, onFault: (fault: InvalidConfiguration) => void): KeyFile {
    return new KeyFile(path, kind, readTextNow(path), onFault);
  }

  get current(): KeySet {
    return this.#keys;
  }

  async #look(): Promise<void> {
    try {
      const text = await readText(this.#path);
      if (text !== this.#text) {
        this.#keys = readKeys(this.#path, this.#kind, text);
        this.#text = text;
      }
      this.#fault = null;
    } catch (error) {
      if (!(error instanceof InvalidConfiguration) || error.message === this.#fault) return;
      this.#fault = error.message;
      this.#onFault(error);
    }
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}

async function readText(path: string): Promise<string> {
  return readFile(path, "utf8").catch((cause: unknown) => noKeys(path, cause));
}

function readTextNow(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    return noKeys(path, cause);
  }
}

function noKeys(path: string, cause: unknown): never {
  throw new InvalidConfiguration(
    `There are no keys in ${path}: those of the graph are made with npm run keys; a public half is given by whoever made it.`,
    { cause },
  );
}

function readKeys(path: string, kind: KeyKind, text: string): KeySet {
  try {
    return readKeySet(kind, text);
  } catch (cause) {
    const why = cause instanceof InvalidConfiguration ? cause.message : "A key of it cannot be used.";
    throw new InvalidConfiguration(`The keys in ${path} cannot be used. ${why}`, { cause });
  }
}
