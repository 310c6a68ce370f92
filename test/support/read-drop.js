// Reads a drop in a heap of its own, whose size the one who starts it sets, and says how many rows it has.
import { parentPort, workerData } from "node:worker_threads";
import { readDrop } from "../../dist/subgraphs/kit/file/read-drop.js";

const { path, layout, kept } = workerData;
let rows = 0;
for await (const row of readDrop(path, layout, kept)) rows += row.line > 0 ? 1 : 0;
parentPort?.postMessage(rows);
