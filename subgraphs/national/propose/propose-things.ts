import {
  DOCUMENT_STATUS_WORDS,
  DOCUMENT_TYPE_WORDS,
  VEHICLE_CATEGORY_WORDS,
  VEHICLE_STATUS_WORDS,
} from "./code-words.js";
import { confidenceOf } from "./draft.js";
import { NOTHING } from "./propose-fields.js";
import type { FieldProposer } from "./propose-fields.js";

/** Vehicles out of one table. */
export async function proposeVehicles(proposer: FieldProposer): Promise<boolean> {
  const { look, draft } = proposer;
  const vin = proposer.take("vin", ["VIN", "NUMBERED"]) ?? look.findByShape("VIN");
  if (vin === null) draft.fallBack("vin", NOTHING);
  else {
    proposer.use(vin);
    draft.set("vin", { column: vin.column.name }, proposer.placeOf(vin), confidenceOf(vin.score));
  }
  await proposer.country("plateCountry", "plateCountry", proposer.own);
  proposer.text("plate", "plate", ["DIGITS"]);
  proposer.text("engineNumber", "engineNumber", ["DIGITS"]);
  proposer.date("dateOfTheft", "theftDate");
  await proposer.country("countryOfTheft", "theftCountry");
  await proposer.codes("status", "vehicleStatus", VEHICLE_STATUS_WORDS, {
    mapping: { value: "STOLEN" },
    todo: "status: nothing says why a vehicle is sought: each reads STOLEN.",
  });
  await proposer.codes("category", "category", VEHICLE_CATEGORY_WORDS);
  proposer.text("make", "make");
  proposer.text("model", "model");
  proposer.text("colour", "colour");
  proposer.number("year", "year", ["YEAR"]);
  draft.fallBack("partNumbers", { list: [] });
  return vin !== null || draft.reasons.some(({ field, from }) => field === "plate" && from !== null);
}

/** Documents out of one table. Whoever holds them is left out: the domain has no place for it. */
export async function proposeDocuments(proposer: FieldProposer): Promise<boolean> {
  const { draft } = proposer;
  const number = proposer.take("documentNumber", ["NUMBERED"]);
  if (number === null) return false;
  draft.set("number", { column: number.column.name }, proposer.placeOf(number), confidenceOf(number.score));
  await proposer.codes("type", "documentType", DOCUMENT_TYPE_WORDS, {
    mapping: { value: "PASSPORT" },
    todo: "type: nothing says what kind of document it is: each reads PASSPORT.",
  });
  await proposer.country("issuingCountry", "documentCountry", proposer.own);
  await proposer.codes("status", "documentStatus", DOCUMENT_STATUS_WORDS, {
    mapping: { value: "STOLEN" },
    todo: "status: nothing says why a document is on record: each reads STOLEN.",
  });
  proposer.date("dateOfTheft", "theftDate");
  await proposer.country("countryOfTheft", "theftCountry");
  proposer.date("issuedOn", "issuedOn");
  proposer.date("expiresOn", "expiresOn");
  for (const field of ["batch", "note", "notice"]) draft.fallBack(field, NOTHING);
  return true;
}
