import { expect, test } from "vitest";
import { z } from "zod";
import type { Conduct } from "../support/countries.js";
import { startCountryGraph } from "../support/country-graph.js";
import { askOverHttp, checkOperation } from "../support/federation.js";

const DEADLINE_MS = 3_000;
const CONDUCTS: readonly Conduct[] = ["hangs", "down", "rubbish", ...Array<Conduct>(17).fill("answers")];
const answerSchema = z.object({
  complete: z.boolean(),
  sources: z.array(z.object({ source: z.string(), outcome: z.string(), reason: z.string().nullable() })),
});
/** The countries alone: nothing else is asked. */
const NO_WORLD = { sources: [], databases: noDatabase };
/** The bound of time is the design's own; a machine that does other work may miss it once. */
const BUSY_MACHINE = { retry: 2 };

test(
  "a check of twenty countries names every one of them within its deadline, whatever three of them do",
  BUSY_MACHINE,
  async () => {
    await using graph = await startCountryGraph(NO_WORLD, CONDUCTS, DEADLINE_MS);

    const startedAt = performance.now();
    const { data } = await askOverHttp(graph.url, await checkOperation(), {
      subject: { names: [{ family: "Aalto" }] },
    });
    const tookMs = performance.now() - startedAt;

    const { sources, complete } = answerSchema.parse(data?.["check"]);
    const [hung, down, rubbish, ...answered] = graph.countries;
    expect(sources.slice(0, CONDUCTS.length).map(({ source, outcome, reason }) => [source, outcome, reason])).toEqual([
      [hung, "TIMED_OUT", "DEADLINE"],
      [down, "UNAVAILABLE", "FAILED"],
      [rubbish, "UNAVAILABLE", "UNSIGNED"],
      ...answered.map((source) => [source, "NO_HIT", null]),
    ]);
    expect(complete).toBe(false);
    expect(tookMs).toBeLessThan(DEADLINE_MS + 100);
  },
);

function noDatabase(): never {
  throw new Error("Without a source there is no database.");
}
