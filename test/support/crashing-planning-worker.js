// The planning thread, but the first that is begun ends on its third task: told by a folder in which it leaves a mark.
import { existsSync, writeFileSync } from "node:fs";
import { parentPort } from "node:worker_threads";

const ENDS_ON = 3;
const mark = process.env["CRASH_MARK"];

if (!existsSync(mark)) {
  writeFileSync(mark, "");
  let tasks = 0;
  parentPort.on("message", () => {
    tasks += 1;
    if (tasks === ENDS_ON) process.exit(1);
  });
}
await import("../../dist/gateway/graph/planning-worker.js");
