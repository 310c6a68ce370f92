import { BirthPlaceMatcher, SAME_BIRTH_PLACE } from "./compare-birth-places.js";
import { compareDatesOfBirth } from "./compare-dates.js";
import { type NameComparison, NameMatcher, NOTHING_COMPARED } from "./compare-names.js";
import type { MatchFeature } from "./match-feature.js";
import type { PersonName } from "./person-name.js";

/** What a query asks and a record holds about a person, as far as matching goes. */
export interface PersonFacts {
  readonly names: readonly PersonName[];
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly datesOfBirth: readonly string[];
  /** M, F or X as in ICAO 9303; X and null are compared with nothing. */
  readonly sex?: string | null;
  /** Codes of one list on both sides, ISO 3166-1 alpha-3 by preference. */
  readonly nationalities: readonly string[];
  /** As written: `Lviv`, `Львів`. */
  readonly birthPlace?: string | null;
}

/** A band is what the officer reads; STRONG needs an agreeing date of birth beside the name. */
export type Band = "STRONG" | "PROBABLE" | "POSSIBLE" | "WEAK";

export interface PersonScore {
  readonly score: number;
  readonly band: Band;
  readonly features: readonly MatchFeature[];
}

/** What raises or lowers the score of the names, and is compared at no cost; the place of birth costs as much as a name. */
type Qualifying = Omit<PersonFacts, "names" | "birthPlace">;

const MAX_NAMES = 20;
const SAME_SEX = 0.05;
const OTHER_SEX = -0.25;
const SAME_NATIONALITY = 0.1;
const OTHER_NATIONALITY = -0.05;

const STRONG = 0.9;
const PROBABLE = 0.8;
const POSSIBLE = 0.7;

/** At most twenty names of each side are read. */
function bestName(query: readonly NameMatcher[], { names }: PersonFacts): NameComparison {
  let best: NameComparison | null = null;
  for (const left of query) {
    for (const right of names.slice(0, MAX_NAMES)) {
      const comparison = left.compare(right);
      if (best === null || comparison.score > best.score) best = comparison;
      if (best.score === 1) return best;
    }
  }
  return best ?? NOTHING_COMPARED;
}

function bestDate(query: Qualifying, record: Qualifying): readonly MatchFeature[] {
  const features = query.datesOfBirth.flatMap((left) =>
    record.datesOfBirth.map((right) => compareDatesOfBirth(left, right)),
  );
  const comparable = features.filter((feature) => feature.how !== "NOT_COMPARABLE");
  return comparable.toSorted((left, right) => right.weight - left.weight).slice(0, 1);
}

function compareSex(query: Qualifying, record: Qualifying): readonly MatchFeature[] {
  const left = query.sex?.toUpperCase() ?? "X";
  const right = record.sex?.toUpperCase() ?? "X";
  if (!["M", "F"].includes(left) || !["M", "F"].includes(right)) return [];
  const isSame = left === right;
  return [
    {
      feature: "SEX",
      query: left,
      record: right,
      how: isSame ? "EXACT" : "DIFFERENT",
      weight: isSame ? SAME_SEX : OTHER_SEX,
    },
  ];
}

function compareNationalities(query: Qualifying, record: Qualifying): readonly MatchFeature[] {
  if (query.nationalities.length === 0 || record.nationalities.length === 0) return [];
  const shared = query.nationalities.filter((code) => record.nationalities.includes(code)).toSorted();
  if (shared.length > 0)
    return [
      {
        feature: "NATIONALITY",
        query: shared.join(", "),
        record: shared.join(", "),
        how: "EXACT",
        weight: SAME_NATIONALITY,
      },
    ];
  const left = query.nationalities.join(", ");
  return [
    {
      feature: "NATIONALITY",
      query: left,
      record: record.nationalities.join(", "),
      how: "DIFFERENT",
      weight: OTHER_NATIONALITY,
    },
  ];
}

/** Above zero a qualifier closes its share of the gap to 1, in proportion to the score, so that it never lifts a poor name far. */
function apply(score: number, weight: number): number {
  return weight >= 0 ? score + weight * score * score * (1 - score) : score * (1 + weight);
}

function bandOf(score: number, hasDate: boolean): Band {
  if (score >= STRONG && hasDate) return "STRONG";
  if (score >= PROBABLE) return "PROBABLE";
  return score >= POSSIBLE ? "POSSIBLE" : "WEAK";
}

/** What the qualifiers make of the score of the names: the higher that is, the higher the result. */
function applyAll(qualifiers: readonly MatchFeature[], nameScore: number): number {
  return qualifiers.reduce((current, feature) => apply(current, feature.weight), nameScore);
}

/** More than rounding can change. */
const ROUNDING = 1e-9;

/** Whether the qualifiers leave a name that agrees in full so much, and a place of birth that has still to be compared. */
function leave(qualifiers: readonly MatchFeature[], least: number): boolean {
  return apply(applyAll(qualifiers, 1), SAME_BIRTH_PLACE) >= least - ROUNDING;
}

/** One question, to be compared with many records: what can be worked out once is. */
export class PersonMatcher {
  readonly #facts: PersonFacts;
  readonly #names: readonly NameMatcher[];
  readonly #birthPlace: BirthPlaceMatcher | null;

  constructor(facts: PersonFacts) {
    this.#facts = facts;
    this.#names = facts.names.slice(0, MAX_NAMES).map((name) => new NameMatcher(name));
    this.#birthPlace = facts.birthPlace ? new BirthPlaceMatcher(facts.birthPlace) : null;
  }

  /** As scorePerson. */
  score(record: PersonFacts): PersonScore {
    return told(this.#judge(record, this.#qualifiersOf(record)));
  }

  /**
   * The same; null below `least`. Names are looked at only where, were they the same, the rest would leave enough: a date of
   * birth that contradicts ends the comparison at once.
   */
  scoreFrom(least: number, record: PersonFacts): PersonScore | null {
    const qualifiers = this.#qualifiersOf(record);
    if (!leave(qualifiers, least)) return null;
    const judged = this.#judge(record, qualifiers);
    return judged.score < least ? null : told(judged);
  }

  /** Whether the score could be `least` if one of the record's names were the very one asked for. */
  couldReach(least: number, record: Qualifying): boolean {
    return leave(this.#qualifiersOf(record), least);
  }

  #qualifiersOf(record: Qualifying): readonly MatchFeature[] {
    return [
      ...bestDate(this.#facts, record),
      ...compareSex(this.#facts, record),
      ...compareNationalities(this.#facts, record),
    ];
  }

  #judge(record: PersonFacts, others: readonly MatchFeature[]): Judged {
    const qualifiers = [...others, ...(this.#birthPlace?.compare(record.birthPlace) ?? [])];
    const name = bestName(this.#names, record);
    return { score: applyAll(qualifiers, name.score), name, qualifiers };
  }
}

interface Judged {
  readonly score: number;
  readonly name: NameComparison;
  readonly qualifiers: readonly MatchFeature[];
}

function told({ score, name, qualifiers }: Judged): PersonScore {
  const hasDate = qualifiers.some(({ feature, weight }) => feature === "DATE_OF_BIRTH" && weight > 0);
  return { score, band: bandOf(score, hasDate), features: [...name.features(), ...qualifiers] };
}

/**
 * How likely a record is the person asked for: the best pair of names, then date of birth, sex, nationality and place of birth, each of which
 * raises or lowers it by a documented share. A fact that one side lacks changes nothing.
 */
export function scorePerson(query: PersonFacts, record: PersonFacts): PersonScore {
  return new PersonMatcher(query).score(record);
}
