import { expect, test } from "vitest";
import { packageFile } from "../../subgraphs/kit/package-file.js";
import { runProgram, temporaryFolder } from "../support/processes.js";

test("no socket leaves the process, nor is a name looked up, from start to end of a check", async () => {
  await using folder = await temporaryFolder();

  const { code, stderr } = await runProgram("gateway/cli/check.js", {
    execArguments: ["--import", packageFile("test/support/watch-sockets.js")],
    env: { DATA_FOLDER: folder.path, WORLD_SIZE: "1000", APOLLO_TELEMETRY_DISABLED: "" },
    arguments: ["--json"],
  });

  expect(code).toBe(10);
  expect(stderr).toBe("");
});

test("the watch sees what it is there to see", async () => {
  await using folder = await temporaryFolder();

  const { stderr } = await runProgram("gateway/cli/check.js", {
    execArguments: ["--import", packageFile("test/support/watch-sockets.js")],
    env: { DATA_FOLDER: folder.path },
    arguments: ["--graph", "http://127.0.0.1:9/graphql", "--name", "Nobody"],
  });

  expect(stderr).toContain("socket to 127.0.0.1:9");
});
