import { readFile } from "node:fs/promises";
import type { z } from "zod";
import { InvalidInput } from "../../subgraphs/kit/errors.js";
import type { LogReader } from "../audit/check/log-reader.js";
import type { NoteVerifier } from "../audit/note/note-key.js";
import { ifMissing } from "../../subgraphs/kit/files/if-missing.js";

// What every part of the audit command shares.

/** What the command's exit tells a script. */
export const EXIT = { whole: 0, tampered: 1, notRun: 2, badInput: 3 } as const;

/** What every command works on. */
export interface Common {
  readonly reader: LogReader;
  readonly log: NoteVerifier;
  readonly json: boolean;
  readonly given: unknown;
}

/** @throws InvalidInput that names the option */
export function read<Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new InvalidInput(
    result.error.issues.map(({ path, message }) => ({
      code: "INVALID_OPTION",
      path: [path.length === 0 ? "argument" : `--${String(path[0])}`],
      message,
    })),
  );
}

/** @throws InvalidInput where the file is not there */
export async function readInput(path: string): Promise<string> {
  const text = await readFile(path, "utf8").catch(ifMissing(null));
  if (text === null) throw new InvalidInput([{ code: "FILE_NOT_READ", path: ["file"], message: "It is not there." }]);
  return text;
}

export function badInput(option: string, message: string): InvalidInput {
  return new InvalidInput([{ code: "INVALID_OPTION", path: [option], message }]);
}

export function print(json: boolean, value: unknown, lines: readonly string[]): void {
  process.stdout.write(`${json ? JSON.stringify(value) : lines.join("\n")}\n`);
}
