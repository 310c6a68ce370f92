import { execFile } from "node:child_process";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { packageFile } from "../../../subgraphs/kit/package-file.js";
import { messageOf } from "../../../subgraphs/kit/process.js";

/** Rejected where it cannot listen. */
function listen(port: number): Promise<Server> {
  const { promise, resolve, reject } = Promise.withResolvers<Server>();
  const server = createServer();
  server.once("error", reject).listen(port, "127.0.0.1", () => resolve(server));
  return promise;
}

test("a port that is taken is told by its address, and without a stack", async () => {
  const first = await listen(0);
  const { port } = first.address() as AddressInfo;

  const fault = await listen(port).catch((error: unknown) => error);
  first.close();

  expect(messageOf(fault)).toBe(`127.0.0.1:${port} is taken: stop what listens there, or give another port.`);
});

test("a command whose reader has seen enough ends well", async () => {
  const command = `set -o pipefail; "${process.execPath}" dist/schema/main.js compose schema/examples/swe.graphql | head -n 1`;

  const { stdout, stderr } = await promisify(execFile)("bash", ["-c", command], { cwd: packageFile(".") });

  expect([stdout.trim(), stderr]).toEqual(["schema", ""]);
});
