import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { Worker } from "node:worker_threads";
import { packageFile } from "../../subgraphs/kit/package-file.js";

const LAYOUT = {
  format: "xml",
  elements: {
    record: "drop/vehicle",
    namespaces: {},
    columns: { nr: "@nr", vin: "fin", parts: { each: "teil" } },
  },
} as const;

/** Writes a drop of XML of so many bytes or a little more, and says how many records it has. */
export async function writeLargeDrop(path: string, bytes: number): Promise<number> {
  const file = createWriteStream(path);
  file.write('<?xml version="1.0" encoding="UTF-8"?>\n<drop>\n');
  let records = 0;
  for (let written = 0; written < bytes; records += 1) {
    const record = `  <vehicle nr="${records}"><!-- ${"x".repeat(200)} --><fin>WVWZZZ1K${records}</fin><teil>я ${records}</teil><teil>b &amp; c</teil></vehicle>\n`;
    written += record.length;
    if (!file.write(record)) await once(file, "drain");
  }
  file.end("</drop>\n");
  await once(file, "close");
  return records;
}

/** Reads it in a heap of so many MiB. @throws whatever ends the thread, as ERR_WORKER_OUT_OF_MEMORY does */
export async function readLargeDrop(path: string, heapMb: number): Promise<number> {
  const worker = new Worker(packageFile("test/support/read-drop.js"), {
    workerData: { path, layout: LAYOUT, kept: ["nr", "vin", "parts"] },
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 8 },
  });
  const [rows] = await once(worker, "message");
  return Number(rows);
}
