import { parentPort, workerData } from "node:worker_threads";
import { analyseChange } from "./analyse-change.js";
import type { CheckOptions, SchemaChange } from "./schema-change.js";

// Whoever started the thread ends it when a step takes too long; nothing here needs to watch the time.
const { change, options } = workerData as { readonly change: SchemaChange; readonly options: CheckOptions };
for (const step of analyseChange(change, options)) parentPort?.postMessage(step);
