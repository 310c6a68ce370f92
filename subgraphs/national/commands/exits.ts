import type { z } from "zod";
import { InvalidConfiguration, InvalidInput } from "../../kit/errors.js";
import { messageOf } from "../../kit/process.js";

/** What the command's exit tells a script. */
export const EXIT = { good: 0, failed: 1, notRun: 2, badInput: 3 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** What every command is given beside its own options. */
export interface Terms {
  /** The configuration file. */
  readonly config: string;
  readonly json: boolean;
}

/** @throws InvalidInput that names the option */
export function readOptions<Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> {
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

export function badOption(option: string, message: string): InvalidInput {
  return new InvalidInput([{ code: "INVALID_OPTION", path: [option], message }]);
}

/** One value as JSON, or the same for a person. */
export function print(json: boolean, value: unknown, lines: readonly string[]): void {
  process.stdout.write(`${json ? JSON.stringify(value) : lines.join("\n")}\n`);
}

/** Says what is wrong. A fault that is none of ours may quote what is in a table: its kind is told, its text is not. */
export function tellFault(error: unknown): Exit {
  if (error instanceof InvalidInput || error instanceof InvalidConfiguration) {
    process.stderr.write(`${messageOf(error)}\n`);
    return EXIT.badInput;
  }
  const kind = error instanceof Error ? error.name : "An error";
  const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
  process.stderr.write(`It could not be run: ${kind}${code}. The database or the server did not do what was asked.\n`);
  return EXIT.notRun;
}
