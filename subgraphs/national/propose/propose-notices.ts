import type { FieldMapping } from "../../kit/sources/mapping.js";
import { NOTICE_COLOUR_WORDS, NOTICE_KIND_WORDS, NOTICE_STATE_WORDS, SEX_WORDS } from "./code-words.js";
import { confidenceOf } from "./draft.js";
import { DATE_SHAPES } from "./look.js";
import { likeness } from "./match-words.js";
import { NOTHING } from "./propose-fields.js";
import type { FieldProposer } from "./propose-fields.js";
import { namesOf, nationalitiesOf } from "./propose-persons.js";
import type { Child } from "./table-family.js";

/** Notices and diffusions out of one table and those beside it. False where nothing is a notice's colour. */
export async function proposeNotices(proposer: FieldProposer, children: readonly Child[]): Promise<boolean> {
  const { draft, look } = proposer;
  const colour = proposer.take("noticeColour");
  const colours = colour === null ? null : await look.codes(colour, NOTICE_COLOUR_WORDS);
  if (colour === null || colours === null) return false;
  proposer.setProposed("colour", colours, colour);
  number(proposer);
  const isDiffusion = likeness(look.table.name, NOTICE_KIND_WORDS.DIFFUSION) > 0;
  await proposer.codes("kind", "noticeKind", NOTICE_KIND_WORDS, {
    mapping: { value: isDiffusion ? "DIFFUSION" : "NOTICE" },
  });
  await proposer.codes("state", "noticeState", NOTICE_STATE_WORDS, {
    mapping: { value: "PUBLISHED" },
    todo: "state: nothing says whether a notice is in force: each reads PUBLISHED.",
  });
  const names = await namesOf(proposer, children, "NOTICE");
  if (names === null) draft.fallBack("names", { list: [] });
  else draft.set("names", names.mapping, names.from, confidenceOf(names.score));
  const born = proposer.take("dateOfBirth", DATE_SHAPES);
  if (born === null) draft.fallBack("datesOfBirth", { list: [] });
  else draft.set("datesOfBirth", { list: [look.date(born)] }, proposer.placeOf(born), confidenceOf(born.score));
  await proposer.codes("sex", "sex", SEX_WORDS);
  await nationalitiesOf(proposer, children);
  await proposer.country("issuingCountry", "documentCountry", proposer.own);
  proposer.date("issuedOn", "issuedOn");
  proposer.date("expiresOn", "expiresOn");
  warrants(proposer);
  for (const field of ["publicExtract", "person"]) draft.fallBack(field, NOTHING);
  draft.fallBack("recipients", { list: [] });
  return names !== null || draft.reasons.some(({ field, from }) => field === "entityId" && from !== null);
}

/** The secretariat's number; a country's own is its id. */
function number(proposer: FieldProposer): void {
  const found = proposer.take("noticeNumber", ["ENTITY"]) ?? proposer.look.findByShape("ENTITY");
  if (found === null) return proposer.draft.fallBack("entityId", NOTHING);
  proposer.use(found);
  proposer.draft.set("entityId", { column: found.column.name }, proposer.placeOf(found), confidenceOf(found.score));
}

function warrants(proposer: FieldProposer): void {
  const found = proposer.take("charge");
  if (found === null) return proposer.draft.fallBack("warrants", { list: [] });
  const charge: FieldMapping = { column: found.column.name, most: 200 };
  const warrant: FieldMapping = { object: { issuingCountry: proposer.own, charge, chargeTranslation: NOTHING } };
  proposer.draft.set("warrants", { list: [warrant] }, proposer.placeOf(found), confidenceOf(found.score));
}
