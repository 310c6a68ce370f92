import { expect, test } from "vitest";
import { killWhileAppending } from "../support/audit-kills.js";
import { tamper } from "../support/audit-tampering.js";
import { drawing } from "../support/drawing.js";
import { temporaryFolder } from "../support/processes.js";

test("1,000 kills under load lose no acknowledged entry", async () => {
  const figures = await killWhileAppending(1_000);

  process.stdout.write(`${JSON.stringify(figures)}\n`);
  expect({ kills: figures.kills, lost: figures.lost, faults: figures.faults }).toEqual({
    kills: 1_000,
    lost: 0,
    faults: [],
  });
});

test("10,000 changes to a log are all found, and their places named", async () => {
  await using folder = await temporaryFolder();

  const figures = await tamper(folder.path, 10_000, drawing(20_261_124));

  process.stdout.write(`${JSON.stringify(figures)}\n`);
  expect({ made: figures.made, missed: figures.missed }).toEqual({ made: 10_000, missed: [] });
});
