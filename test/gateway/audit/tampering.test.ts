import fc from "fast-check";
import { expect, test } from "vitest";
import { tamper } from "../../support/audit-tampering.js";
import { drawing } from "../../support/drawing.js";
import { temporaryFolder } from "../../support/processes.js";

test("every change to a log is found and its place named (300 of them; npm run soak:audit makes 10,000)", async () => {
  await using folder = await temporaryFolder();
  const [seed = 0] = fc.sample(fc.integer({ min: 1, max: 2_000_000_000 }), 1);

  const { made, missed } = await tamper(folder.path, 300, drawing(seed));

  expect({ seed, made, missed }).toEqual({ seed, made: 300, missed: [] });
}, 120_000);
