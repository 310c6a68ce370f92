import fc from "fast-check";
import { expect, test } from "vitest";
import { foldedSpellings, keptLetters } from "../../../../subgraphs/kit/names/spelling-habits.js";

const syllable = fc.constantFrom(
  ..."a b d e g i j l n o r x ch dsch ds dz ee gh ie kh oo ou ph rn sch szcz th tsch tz w y".split(" "),
);

test("folding a spelling keeps what words are told apart by before they are folded", () => {
  fc.assert(
    fc.property(fc.array(syllable, { maxLength: 8 }), (syllables) => {
      const form = syllables.join("");

      expect(foldedSpellings(form).map(keptLetters)).toEqual(foldedSpellings(form).map(() => keptLetters(form)));
    }),
    { numRuns: 2_000 },
  );
});
