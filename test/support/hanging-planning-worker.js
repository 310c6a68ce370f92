// The planning thread, but an operation named Hang is planned for ever.
import { parentPort } from "node:worker_threads";

parentPort.on("message", ({ operation }) => {
  if (operation?.operationName === "Hang") for (;;);
});
await import("../../dist/gateway/graph/planning-worker.js");
