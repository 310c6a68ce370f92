import type { FieldMapping } from "../../kit/sources/mapping.js";
import { DOCUMENT_TYPE_WORDS, NAME_KIND_WORDS, SEX_WORDS } from "./code-words.js";
import { confidenceOf } from "./draft.js";
import { DATE_SHAPES } from "./look.js";
import type { Recognised } from "./look.js";
import { FieldProposer, NOTHING } from "./propose-fields.js";
import type { Child } from "./table-family.js";

const LISTS = ["distinguishingMarks", "languages", "cautions", "notices", "travelDocuments", "vehicles", "encounters"];
const UNKNOWN = ["weightKg", "eyes", "hair", "offence"];

/** Persons out of one table and those beside it. False where nothing is a name. */
export async function proposePersons(proposer: FieldProposer, children: readonly Child[]): Promise<boolean> {
  const { draft, look } = proposer;
  const names = await namesOf(proposer, children, "PERSON");
  if (names === null) return false;
  draft.set("names", names.mapping, names.from, confidenceOf(names.score));
  const born = proposer.take("dateOfBirth", DATE_SHAPES);
  if (born === null) draft.fallBack("datesOfBirth", { list: [] });
  else {
    const from = proposer.placeOf(born);
    draft.set("datesOfBirth", { list: [look.date(born)] }, from, confidenceOf(born.score));
  }
  await proposer.codes("sex", "sex", SEX_WORDS);
  await identityDocuments(proposer, children);
  await nationalitiesOf(proposer, children);
  await proposer.country("birthCountry", "birthCountry");
  proposer.text("birthPlace", "birthPlace");
  proposer.text("fatherName", "fatherName");
  proposer.text("motherName", "motherName");
  proposer.number("heightCm", "heightCm");
  draft.fallBack("actionToTake", { value: "NONE" }, "actionToTake: every person reads NONE, for information.");
  for (const field of UNKNOWN) draft.fallBack(field, NOTHING);
  for (const field of LISTS) draft.fallBack(field, { list: [] });
  return true;
}

export interface ProposedNames {
  readonly mapping: FieldMapping;
  readonly from: string;
  readonly score: number;
}

/** A text that may be missing, where a record must have one. */
function textOf(found: Recognised | null): FieldMapping {
  return found === null ? { value: "" } : { first: [{ column: found.column.name, most: 120 }, { value: "" }] };
}

function nameOf(
  proposer: FieldProposer,
  kind: FieldMapping | null,
): (ProposedNames & { readonly name: FieldMapping }) | null {
  const family = proposer.take("family");
  const given = family === null ? null : proposer.take("given");
  const original = proposer.take("original");
  const whole = family === null ? proposer.take("whole") : null;
  const main = family ?? whole;
  if (main === null) return null;
  const patronymic = proposer.look.find("patronymic");
  if (patronymic !== null) {
    proposer.draft.todos.push(
      `names: ${proposer.placeOf(patronymic)} is not told: make a view that joins it to the given names.`,
    );
  }
  const name: FieldMapping = {
    object: {
      ...(kind === null ? {} : { kind }),
      family: textOf(main),
      given: textOf(given),
      original: original === null ? NOTHING : { column: original.column.name, most: 240 },
    },
  };
  const places = [main, given, original].flatMap((found) => (found === null ? [] : [proposer.placeOf(found)]));
  return { name, mapping: { list: [name] }, from: places.join(", "), score: main.score };
}

/** Names out of the table itself or out of one beside it; those of a notice's subject have no kind. */
export async function namesOf(
  proposer: FieldProposer,
  children: readonly Child[],
  of: "PERSON" | "NOTICE",
): Promise<ProposedNames | null> {
  const kind: FieldMapping | null = of === "PERSON" ? { value: "PRIMARY" } : null;
  return nameOf(proposer, kind) ?? (await namesBeside(proposer, children, kind));
}

async function namesBeside(
  proposer: FieldProposer,
  children: readonly Child[],
  otherwise: FieldMapping | null,
): Promise<ProposedNames | null> {
  for (const { look, parent } of children) {
    const beside = new FieldProposer(look, proposer.draft, "");
    const kind = otherwise === null ? null : beside.take("nameKind");
    const codes = kind === null ? null : await look.codes(kind, NAME_KIND_WORDS);
    const names = nameOf(beside, codes?.mapping ?? otherwise);
    if (names === null) continue;
    if (codes !== null && kind !== null) beside.askForCodes("names", codes, kind);
    return { ...names, mapping: { rows: rowsOf(look, parent), each: names.name } };
  }
  return null;
}

async function identityDocuments(proposer: FieldProposer, children: readonly Child[]): Promise<void> {
  const field = "identityDocuments";
  const own = await documentOf(proposer, field);
  if (own !== null) return proposer.draft.set(field, { list: [own.mapping] }, own.from, confidenceOf(own.score));
  for (const { look, parent } of children) {
    const beside = new FieldProposer(look, proposer.draft, String(ownCountry(proposer)));
    const document = await documentOf(beside, field);
    if (document === null) continue;
    const mapping = { rows: rowsOf(look, parent), each: document.mapping };
    return proposer.draft.set(field, mapping, document.from, confidenceOf(document.score));
  }
  proposer.draft.fallBack(field, { list: [] });
}

async function documentOf(proposer: FieldProposer, field: string): Promise<ProposedNames | null> {
  const number = proposer.take("documentNumber", ["NUMBERED"]);
  if (number === null) return null;
  const kind = proposer.take("documentType");
  const codes = kind === null ? null : await proposer.look.codes(kind, DOCUMENT_TYPE_WORDS);
  if (codes !== null && kind !== null) proposer.askForCodes(field, codes, kind);
  const issuer = proposer.take("documentCountry");
  const country = issuer === null ? null : await proposer.look.country(issuer);
  if (country !== null && issuer !== null) proposer.askForCodes(field, country, issuer);
  const object = {
    type: codes?.mapping ?? { value: "PASSPORT" },
    number: { column: number.column.name },
    issuingCountry: country?.mapping ?? proposer.own,
  };
  return { mapping: { object }, from: proposer.placeOf(number), score: number.score };
}

export async function nationalitiesOf(proposer: FieldProposer, children: readonly Child[]): Promise<void> {
  const field = "nationalities";
  const own = proposer.take("nationality");
  const country = own === null ? null : await proposer.look.country(own);
  if (own !== null && country !== null) return proposer.setProposed(field, country, own, { list: [country.mapping] });
  for (const { look, parent } of children) {
    const beside = new FieldProposer(look, proposer.draft, "");
    const found = beside.take("nationality");
    const proposed = found === null ? null : await look.country(found);
    if (found === null || proposed === null) continue;
    return beside.setProposed(field, proposed, found, { rows: rowsOf(look, parent), each: proposed.mapping });
  }
  proposer.draft.fallBack(field, { list: [] });
}

function rowsOf(look: Child["look"], parent: string) {
  const order = look.table.primaryKey;
  return { table: look.table.name, parent, ...(order === null ? {} : { order }) };
}

function ownCountry({ own }: FieldProposer): unknown {
  return "value" in own ? own.value : "";
}
