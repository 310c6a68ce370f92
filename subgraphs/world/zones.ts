import type { MrzFormat } from "../kit/identifiers/mrz-format.js";
import { writeMrz } from "../kit/identifiers/mrz-write.js";
import { holderOfDocument } from "./links.js";
import { personAt } from "./people.js";
import type { WorldPlan } from "./seeded.js";
import { travelDocumentRecord } from "./things.js";

/** The kinds of document that bear a zone, and how (ICAO 9303-4, 9303-5 and 9303-7). */
const ZONES: Readonly<Record<string, { readonly format: MrzFormat; readonly documentCode: string }>> = {
  PASSPORT: { format: "TD3", documentCode: "P" },
  ID_CARD: { format: "TD1", documentCode: "I" },
  RESIDENCE_PERMIT: { format: "TD1", documentCode: "IR" },
  VISA: { format: "MRV_A", documentCode: "V" },
};

/** What a reader at a border reads on an invented document; null for one that has no zone or that nobody on record holds. */
export function zoneOfDocument(plan: WorldPlan, index: number): string | null {
  const { type, number, issuingCountry, expiresOn } = travelDocumentRecord(plan, index);
  const zone = ZONES[type];
  const holder = holderOfDocument(plan, index);
  if (zone === undefined || holder === null || expiresOn === null) return null;
  const { names, nationality, dateOfBirth, sex } = personAt(plan, holder);
  const [name] = names;
  if (name === undefined) return null;
  const { family, given } = name;
  return writeMrz({
    ...zone,
    issuingCountry,
    family,
    given,
    documentNumber: number,
    nationality,
    dateOfBirth,
    sex,
    expiry: expiresOn,
  });
}
