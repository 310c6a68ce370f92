import type { Feature, MatchedHow, MatchFeature } from "./match-feature.js";

const SUBJECTS: Readonly<Record<Feature, string>> = {
  NAME: "Name",
  DATE_OF_BIRTH: "Date of birth",
  SEX: "Sex",
  NATIONALITY: "Nationality",
  BIRTH_PLACE: "Place of birth",
};

function nameClaim(feature: MatchFeature): string {
  const both = `"${feature.query}" and "${feature.record}"`;
  const claims: Readonly<Partial<Record<MatchedHow, string>>> = {
    EXACT: `${both} are the same.`,
    NATIVE_SCRIPT: `${both} are the same in the native script.`,
    TRANSLITERATION: `${both} are spellings of one name in different alphabets.`,
    PHONETIC: `${both} sound alike.`,
    TYPING: `${both} differ by a few letters.`,
    INITIAL: `${both} share their initial.`,
    NICKNAME: `${both} are forms of one given name.`,
    SWAPPED: `${both} agree, but one stands as family name and the other as given name.`,
    DIFFERENT: `${both} have nothing in common, which speaks against a match.`,
  };
  return claims[feature.how] ?? `${both} were compared.`;
}

function placeLine(feature: MatchFeature): string {
  const both = `"${feature.query}" and "${feature.record}"`;
  if (feature.how === "EXACT") return `${both} are the same.`;
  if (feature.how === "DIFFERENT") return `${both} differ, which says little: a place has several names.`;
  if (feature.how === "PARTIAL") return `${both} agree as far as both state it.`;
  return `${both} may be spellings of one name.`;
}

function nameLine(feature: MatchFeature): string {
  if (feature.query === "") return `"${feature.record}" stands only in the record.`;
  if (feature.record === "") return `"${feature.query}" stands only in the query.`;
  if (feature.how === "PARTIAL")
    return `"${feature.query}" stands only in the query and "${feature.record}" only in the record.`;
  return nameClaim(feature);
}

function factLine(feature: MatchFeature): string {
  const both = `${feature.query} and ${feature.record}`;
  switch (feature.how) {
    case "EXACT":
      return `${feature.query} on both sides.`;
    case "SWAPPED":
      return `${both} agree with day and month swapped.`;
    case "OFF_BY_ONE":
      return `${both} differ by one in one place.`;
    case "YEAR_ONLY":
      return `${both} agree in the year; one side states no more.`;
    case "PARTIAL":
      return `${both} agree as far as both state it.`;
    case "TYPING":
      return `${both} are near each other and may be a typing error.`;
    case "NOT_COMPARABLE":
      return `${both} cannot be compared.`;
    default:
      return `${both} differ, which speaks against a match.`;
  }
}

/** One line of plain English on a feature, for the officer who judges the hit. */
export function explain(feature: MatchFeature): string {
  return `${SUBJECTS[feature.feature]}: ${lineOf(feature)}`;
}

function lineOf(feature: MatchFeature): string {
  if (feature.feature === "NAME") return nameLine(feature);
  return feature.feature === "BIRTH_PLACE" ? placeLine(feature) : factLine(feature);
}
