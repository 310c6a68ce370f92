import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageFile } from "../../subgraphs/kit/package-file.js";

/** A program of the built project, running. */
export interface RunningProgram extends AsyncDisposable {
  readonly child: ChildProcess;
  /** What it has written so far. */
  output(): string;
}

/** Starts a program of `dist` and waits until it says a line that fits. */
export async function startProgram(
  program: string,
  settings: {
    readonly arguments?: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
    readonly until: RegExp;
  },
): Promise<RunningProgram & { readonly found: RegExpExecArray }> {
  const child = spawn(process.execPath, ["--liftoff-only", built(program), ...(settings.arguments ?? [])], {
    env: { ...process.env, NODE_ENV: "development", LOG_LEVEL: "warn", ...settings.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const found = await new Promise<RegExpExecArray>((resolve, reject) => {
    const read = (chunk: unknown): void => {
      output += String(chunk);
      const match = settings.until.exec(output);
      if (match !== null) resolve(match);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", (code) => reject(new Error(`${program} ended with ${code}: ${output}`)));
  });
  return {
    child,
    found,
    output: () => output,
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** Runs a program of `dist` to its end. */
export async function runProgram(
  program: string,
  settings: {
    readonly arguments?: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
    readonly execArguments?: readonly string[];
    /** The folder to run in. */
    readonly folder?: string;
  } = {},
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const child = spawn(
    process.execPath,
    ["--liftoff-only", ...(settings.execArguments ?? []), built(program), ...(settings.arguments ?? [])],
    {
      env: { ...process.env, NODE_ENV: "development", ...settings.env },
      stdio: ["ignore", "pipe", "pipe"],
      ...(settings.folder === undefined ? {} : { cwd: settings.folder }),
    },
  );
  const written = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => (written.stdout += String(chunk)));
  child.stderr.on("data", (chunk) => (written.stderr += String(chunk)));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, ...written };
}

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<{ readonly path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), "crosscheck-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

function built(program: string): string {
  const file = packageFile(`dist/${program}`);
  if (!existsSync(file)) throw new Error(`${file} is not there: run npm run build first.`);
  return file;
}
