import { join } from "node:path";
import { expect, test } from "vitest";
import { readLargeDrop, writeLargeDrop } from "../support/large-drop.js";
import { temporaryFolder } from "../support/processes.js";

test("a drop of 200 MB of XML is read in a heap of 24 MiB", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "vehicles.xml");
  const records = await writeLargeDrop(path, 200_000_000);
  const startedAt = performance.now();

  const rows = await readLargeDrop(path, 24);

  process.stdout.write(`${rows} records in ${Math.round(performance.now() - startedAt)} ms\n`);
  expect(rows).toBe(records);
});
