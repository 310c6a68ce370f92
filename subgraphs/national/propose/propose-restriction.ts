import type { FieldMapping } from "../../kit/sources/mapping.js";
import { CLEARANCE_WORDS, HANDLING_WORDS } from "./code-words.js";
import { confidenceOf } from "./draft.js";
import type { FieldProposer } from "./propose-fields.js";
import type { Recognised } from "./look.js";

const SEPARATORS = [",", ";", "|", " "] as const;
/** What stands where the columns say nothing: there is a record, and whom to call. */
const SAFE_HANDLING = "H2";

/**
 * What the owner's own columns lay down for a record: how it is handled, how secret it is, which countries may and may not be
 * told. Where they say nothing of the handling, H2 holds unless the owner tells whole records. A column that is taken for one
 * of these and cannot be read is left to a person, and nothing is told the more for it.
 */
export async function proposeRestriction(proposer: FieldProposer, tellsWhole: boolean): Promise<void> {
  const { draft } = proposer;
  const parts: Record<string, FieldMapping> = {};
  const from: Recognised[] = [];
  const handling = await codesOf(proposer, "handling", HANDLING_WORDS);
  const confidentiality = await codesOf(proposer, "confidentiality", CLEARANCE_WORDS);
  if (confidentiality !== null) parts["confidentiality"] = confidentiality.mapping;
  for (const part of ["allowedCountries", "deniedCountries"] as const) {
    const countries = countriesOf(proposer, part);
    if (countries === null) continue;
    parts[part] = countries.mapping;
    from.push(countries.found);
  }
  if (handling !== null) from.push(handling.found);
  if (confidentiality !== null) from.push(confidentiality.found);
  if (from.length === 0) return;
  const safe: FieldMapping = { value: tellsWhole ? null : SAFE_HANDLING };
  parts["handling"] = { list: [handling === null ? safe : { first: [handling.mapping, safe] }] };
  const places = from.map((found) => proposer.placeOf(found)).join(", ");
  draft.set("restriction", { object: parts }, places, confidenceOf(Math.min(...from.map(({ score }) => score))));
  draft.todos.push(
    `restriction: it is read from ${places}. Look at each code: H0 and H1 tell others the whole record, and so do the countries that are named as allowed.`,
  );
}

async function codesOf(
  proposer: FieldProposer,
  meaning: "handling" | "confidentiality",
  words: Readonly<Record<string, string>>,
): Promise<{ readonly mapping: FieldMapping; readonly found: Recognised } | null> {
  const found = proposer.take(meaning);
  if (found === null) return null;
  const proposed = await proposer.look.codes(found, words);
  if (proposed === null) return leftOut(proposer, meaning, found);
  proposer.askForCodes("restriction", proposed, found);
  return { mapping: proposed.mapping, found };
}

function countriesOf(
  proposer: FieldProposer,
  meaning: "allowedCountries" | "deniedCountries",
): { readonly mapping: FieldMapping; readonly found: Recognised } | null {
  const found = proposer.take(meaning);
  if (found === null) return null;
  const shares = proposer.look.shapesOf(found.column.name);
  const split = SEPARATORS.find((separator) => shares?.share(`COUNTRIES${separator}`) === 1);
  if (split === undefined) return leftOut(proposer, meaning, found);
  return { mapping: { column: found.column.name, split, country: true }, found };
}

function leftOut(proposer: FieldProposer, meaning: string, found: Recognised): null {
  proposer.draft.todos.push(
    `restriction: ${proposer.placeOf(found)} may say ${meaning}, and could not be read: map it by hand.`,
  );
  return null;
}
