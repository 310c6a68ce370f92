import { fork } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { z } from "zod";
import { readSubgraphs } from "../../schema/schema-folder.js";
import { packageFile } from "../../subgraphs/kit/package-file.js";
import { checkOfCountries, countrySubgraphs } from "../support/country-subgraphs.js";

const COUNTRIES = 60;
const TIMES = 5;

const composedSchema = z.object({
  supergraphSdl: z.string(),
  fetches: z.number(),
  composeMs: z.number(),
  readMs: z.number(),
  planMs: z.number(),
});

test("composition and planning with the fields of 60 countries, each in a new process", async () => {
  const composed = [];
  for (let time = 0; time < TIMES; time += 1) composed.push(await composeCold());
  for (const figure of ["composeMs", "readMs", "planMs"] as const) {
    const ms = composed.map((one) => Math.round(one[figure])).toSorted((one, other) => one - other);
    process.stdout.write(`${JSON.stringify({ figure, countries: COUNTRIES, sorted: ms })}\n`);
  }
  expect(new Set(composed.map(({ supergraphSdl }) => supergraphSdl)).size).toBe(1);
  // Each country is asked once.
  expect(composed[0]?.fetches).toBeGreaterThan(COUNTRIES);
});

async function composeCold() {
  const child = fork(packageFile("test/support/compose-cold.js"));
  const ours = await readSubgraphs(packageFile("schema/subgraphs"));
  child.send({
    subgraphs: [...ours, ...(await countrySubgraphs(COUNTRIES))],
    operation: await checkOfCountries(COUNTRIES),
  });
  const [message] = await once(child, "message");
  return composedSchema.parse(message);
}
