import fc from "fast-check";
import { expect, test } from "vitest";
import { analyseChange } from "../../../schema/checks/analyse-change.js";
import { findSizeFaults, SDL_LIMITS } from "../../../schema/checks/sdl-limits.js";
import { findUrlFaults } from "../../../schema/checks/url.js";
import { changeOf, findingsOf, readSchemaFile } from "../../support/schema-change.js";
import { SMALL_GRAPH } from "../../support/small-graph.js";

const RUNS = Number(process.env["FUZZ_RUNS"] ?? 150);
const SWE = await readSchemaFile("schema/examples/swe.graphql");
const VEHICLES = await readSchemaFile("test/schema/golden/current/vehicles.graphql");
const WORDS = [...new Set(`${SWE} ${VEHICLES}`.match(/"""|"|@?\w+|[{}()[\]:!=|&]/g))];

/** A subgraph with some of its words taken out, put twice, or changed for others. */
const worn = fc
  .tuple(
    fc.constantFrom(SWE, VEHICLES),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom("", ...WORDS, "__proto__", "constructor", "}{", '"{', "\u0000")), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([sdl, edits]) => {
    const words = sdl.split(/(\s+|[{}()[\]:!,"])/);
    for (const [at, word] of edits) words[at % words.length] = word;
    return words.join("");
  });

test("whatever a subgraph says, the analysis comes to its end, and does so with findings or with a graph", () => {
  fc.assert(
    fc.property(
      worn,
      fc.constantFrom(["swe", "SWE"] as const, ["vehicles", "GRAPH"] as const),
      (sdl, [name, owner]) => {
        const change = { ...changeOf({}, [name, "@link"], { owner, current: SMALL_GRAPH }), sdl };

        const steps = [...analyseChange(change, {})];

        const isComposed = steps.some(({ kind }) => kind === "COMPOSED");
        const findings = steps.flatMap((step) => (step.kind === "FINDINGS" ? step.findings : []));
        expect(isComposed || findings.some(({ severity }) => severity === "error")).toBe(true);
      },
    ),
    { numRuns: RUNS },
  );
});

test("what is no schema at all is one finding", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (sdl) => {
      const change = { ...changeOf({}, ["swe", "@link"], { owner: "SWE", current: SMALL_GRAPH }), sdl };

      expect(findSizeFaults(sdl, SDL_LIMITS)).toEqual([]);
      expect(findingsOf(change).map(({ code }) => code)).toEqual(["SDL_SYNTAX"]);
    }),
    { numRuns: RUNS },
  );
});

test("no text is an address by accident", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.webUrl(),
        fc.ipV4().map((ip) => `https://${ip}/`),
      ),
      (text) => {
        const faults = findUrlFaults(text, { mayBePrivate: false });
        const url = URL.parse(text);

        expect(faults.length > 0 || (url?.protocol === "https:" && url.username === "")).toBe(true);
      },
    ),
  );
});
