export { compareDatesOfBirth, DATE_EFFECTS } from "./compare-dates.js";
export { compareNames, comparePrepared, type NameComparison, prepareName, type PreparedName } from "./compare-names.js";
export { editBudget, editDistance } from "./distance.js";
export { explain } from "./explain.js";
export type { Feature, MatchedHow, MatchFeature } from "./match-feature.js";
export { type NamePart, type PartTag, splitFullName, splitName } from "./parts.js";
export type { PersonName } from "./person-name.js";
export { MAX_KEYS, nameKeys, phoneticCodes } from "./phonetic-key.js";
export {
  type Band,
  type PersonFacts,
  type PersonScore,
  preparePerson,
  type PreparedPerson,
  scorePerson,
  scorePrepared,
} from "./score-person.js";
export { type Script, scriptOf } from "./script.js";
export { romanise } from "./transliterate.js";
