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

/** One of our own errors says in its message what to do; any other is shown whole, for it is a bug. */
export function messageOf(error: unknown): string {
  if (error instanceof CrosscheckError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
