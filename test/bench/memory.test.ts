import { expect, test } from "vitest";
import { runProgram, temporaryFolder } from "../support/processes.js";

/** Preloaded into a program and its threads: says on standard error, at its end, the most memory that it took, in kilobytes. */
const TELL_MEMORY = `data:text/javascript,
  import { isMainThread } from "node:worker_threads";
  if (isMainThread) process.on("exit", () => process.stderr.write(String(process.resourceUsage().maxRSS)));`;

test(
  "a first check, which builds the world of 50,000 records, takes at most 900 MB",
  { timeout: 180_000 },
  async () => {
    await using folder = await temporaryFolder();

    const { code, stderr } = await runProgram("gateway/cli/check.js", {
      execArguments: ["--import", TELL_MEMORY],
      env: { DATA_FOLDER: folder.path, WORLD_SIZE: "50000" },
    });

    expect(code).toBe(10);
    expect(stderr).toMatch(/^\d+$/);
    expect(Number(stderr)).toBeLessThan(900 * 1024);
  },
);
