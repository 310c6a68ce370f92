import { afterAll, beforeAll, expect, test } from "vitest";
import type { Findings } from "../support/interference/interference.js";
import { findInterference } from "../support/interference/interference.js";
import { openTwoWorlds } from "../support/interference/two-worlds.js";
import type { TwoWorlds } from "../support/interference/two-worlds.js";
import { POLICIES } from "../support/authority.js";
import { drawing } from "../support/drawing.js";

const OFFICERS = Number(process.env["INTERFERENCE_OFFICERS"] ?? 6);
const OPERATIONS = 50;
const SEED = Number(process.env["INTERFERENCE_SEED"] ?? 20_261_124);
const PLAN = { seed: 7, size: 300 };

test("x", { timeout: 3_600_000 }, async () => {
  await using worlds = await openTwoWorlds(PLAN, { policies: POLICIES });
  const t = Date.now();
  const f = await findInterference(worlds, PLAN, { officers: OFFICERS, operations: OPERATIONS, draw: drawing(SEED) });
  console.log(Date.now() - t, { ...f, differences: f.differences.length, canaries: f.canaries.length });
  for (const d of f.differences.slice(0, 3))
    console.log(JSON.stringify(d.authority), d.query, "\n", d.one, "\n", d.other);
  console.log(f.canaries.slice(0, 2));
});
