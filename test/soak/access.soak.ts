import { expect, test } from "vitest";
import { drawing } from "../support/drawing.js";
import { findInterference } from "../support/interference/interference.js";
import { TwoWorlds } from "../support/interference/two-worlds.js";

const PLAN = { seed: 7, size: 300 };
/** Another one each time; given, the same run again. */
const SEED = Number(process.env["SOAK_SEED"] ?? Date.now() % 1_000_000_000);

test("10,000 operations by 100 officers are answered alike by worlds that differ in what is forbidden to the officer", async () => {
  await using worlds = await TwoWorlds.open(PLAN);
  process.stdout.write(`seed ${SEED}\n`);

  const { differences, canaries, unasked, operations, told, refused } = await findInterference(worlds, PLAN, {
    officers: 100,
    operations: 100,
    draw: drawing(SEED),
  });

  process.stdout.write(
    `${JSON.stringify({ operations, told, refused, unasked, differences: differences.length, canaries: canaries.length })}\n`,
  );
  expect(differences.slice(0, 1)).toEqual([]);
  expect(canaries).toEqual([]);
  expect({ operations, unasked }).toEqual({ operations: 10_000, unasked: [] });
});
