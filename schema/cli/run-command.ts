import { readFile } from "node:fs/promises";
import type { z } from "zod";
import { InvalidInput } from "../../subgraphs/kit/errors.js";
import { messageOf } from "../../subgraphs/kit/process.js";

/** What the command's exit tells a script. */
export const EXIT = { passed: 0, failed: 1, notRun: 2, badInput: 3 } as const;

export const EXITS = "\nExit: 0 passed, 1 failed, 2 could not run, 3 bad input.";

/** Runs one command to its end and sets the exit code that says how it ended. */
export async function runCommand(action: () => Promise<number>): Promise<void> {
  process.exitCode = await action().catch((error: unknown) => {
    process.stderr.write(`${messageOf(error)}\n`);
    return error instanceof InvalidInput ? EXIT.badInput : EXIT.notRun;
  });
}

/** The options as their schema reads them. @throws InvalidInput that names every option at fault */
export function readOptions<T>(schema: z.ZodType<T>, given: unknown): T {
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  throw new InvalidInput(
    read.error.issues.map(({ path, message }) => ({
      code: "INVALID_OPTION",
      path: [`--${String(path[0]).replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`],
      message: message.endsWith("received NaN") ? "Give a number." : message,
    })),
  );
}

/** A file that whoever runs the command has named. @throws InvalidInput where it is not there */
export async function readNamedFile(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch {
    throw new InvalidInput([{ code: "NO_SUCH_FILE", path: [file], message: "This file cannot be read." }]);
  }
}
