import { NameMatcher } from "./compare-names.js";
import type { MatchFeature } from "./match-feature.js";
import { scriptOf } from "./script.js";

export const SAME_BIRTH_PLACE = 0.1;
const OTHER_BIRTH_PLACE = -0.02;
/** Likeness from which two may be spellings of one place, and below which none are. */
const SAME = 0.75;
const OTHER = 0.3;

/** One place of birth, to be compared with those of many records. */
export class BirthPlaceMatcher {
  readonly #place: string;
  readonly #words: NameMatcher;

  constructor(place: string) {
    this.#place = place;
    this.#words = new NameMatcher(asName(place));
  }

  /**
   * As words, across alphabets. One place has a name in each language and in each age, and is told by its town or by its
   * district: those that are somewhat alike say nothing, nor do unlike ones in two alphabets, and others say little.
   */
  compare(place: string | null | undefined): readonly MatchFeature[] {
    if (place === null || place === undefined) return [];
    const { score, features } = this.#words.compare(asName(place));
    const both = { feature: "BIRTH_PLACE", query: this.#place, record: place } as const;
    if (score >= SAME) {
      const how =
        features()
          .map((feature) => feature.how)
          .find((each) => each !== "EXACT") ?? "EXACT";
      return [{ ...both, how, weight: SAME_BIRTH_PLACE }];
    }
    return score < OTHER && scriptOf(place) === scriptOf(this.#place)
      ? [{ ...both, how: "DIFFERENT", weight: OTHER_BIRTH_PLACE }]
      : [];
  }
}

function asName(place: string) {
  return { family: place, given: "" };
}
