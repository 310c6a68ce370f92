import { pino } from "pino";
import type { Logger } from "pino";
import { CrosscheckError } from "./errors.js";

/** JSON lines on standard output. What is personal is never handed to it; headers that could be are cut all the same. */
export function createLogger(level: string): Logger {
  return pino({ level, redact: { paths: ["req.headers", "*.authorization", "*.variables"], remove: true } });
}

/**
 * Runs until the process is told to stop (SIGINT, SIGTERM), then closes what `start` has opened and ends; where `start`
 * fails, what it has opened until then.
 */
export async function runUntilStopped(start: (opened: AsyncDisposableStack) => Promise<void>): Promise<void> {
  try {
    await using opened = new AsyncDisposableStack();
    await start(opened);
    await new Promise((resolve) => {
      process.once("SIGINT", resolve);
      process.once("SIGTERM", resolve);
    });
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    process.exitCode = 1;
  }
}

/** A reader that has seen enough, as `head`, is no failure of what was written to it. */
export function endWithTheReader(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}

/** One of our own errors says in its message what to do; any other is shown whole, for it is a bug. */
export function messageOf(error: unknown): string {
  if (error instanceof CrosscheckError) return error.message;
  if (isTaken(error)) return `${error.address}:${error.port} is taken: stop what listens there, or give another port.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function isTaken(error: unknown): error is { readonly address: string; readonly port: number } {
  return (
    error instanceof Error && "code" in error && error.code === "EADDRINUSE" && "port" in error && "address" in error
  );
}

/** Of an option of a command that may stand several times. */
export function everyValue(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
