import type { z } from "zod";
import { noticeKeys, noticeRecordSchema } from "../../notices/index.js";
import { personKeys, personRecordSchema } from "../../persons/index.js";
import { documentKeys, travelDocumentRecordSchema } from "../../travel-documents/index.js";
import { vehicleKeys, vehicleRecordSchema } from "../../vehicles/index.js";
import type { FieldMapping } from "../../kit/sources/mapping.js";
import type { Row } from "../../kit/sources/mapping.js";
import type { NationalDomain } from "../configuration.js";

export type Keys = Readonly<Record<string, readonly string[]>>;

/** How the records of a domain are found. */
interface KeyedDomain {
  /** The fields that keys are made from, as a record has them. */
  readonly schema: z.ZodObject;
  /** By kind of key, the field without which there is none. */
  readonly kinds: Readonly<Record<string, string>>;
  /** @param fields what a mapping reads @throws ZodError where they are none of the domain */
  keysOf(fields: Row): Keys;
}

const personFields = personRecordSchema.pick({ names: true, datesOfBirth: true, identityDocuments: true });
const noticeFields = noticeRecordSchema.pick({ names: true, entityId: true });
const documentFields = travelDocumentRecordSchema.pick({ number: true });
const vehicleFields = vehicleRecordSchema.pick({ vin: true, plate: true, engineNumber: true });

export const KEYED_DOMAINS: Readonly<Record<NationalDomain, KeyedDomain>> = {
  persons: {
    schema: personFields,
    kinds: { name: "names", name_born: "names", name_pair: "names", document: "identityDocuments" },
    keysOf: (fields) => personKeys(personFields.parse(fields)),
  },
  notices: {
    schema: noticeFields,
    kinds: { name: "names", entity: "entityId" },
    keysOf: (fields) => noticeKeys(noticeFields.parse(fields)),
  },
  "travel-documents": {
    schema: documentFields,
    kinds: { number: "number", class: "number" },
    keysOf: (fields) => documentKeys([documentFields.parse(fields)]),
  },
  vehicles: {
    schema: vehicleFields,
    kinds: { vin: "vin", plate: "plate", engine: "engineNumber" },
    keysOf: (fields) => vehicleKeys([vehicleFields.parse(fields)]),
  },
};

/**
 * The kinds of key that records can have by this mapping, without those that the owner's own tables keep. A kind whose
 * field is a constant is left out, so that a question with nothing else reads NOT_ASKED, and not as a no-hit.
 */
export function kindsOf(
  domain: NationalDomain,
  { fields, keys }: { readonly fields: Readonly<Record<string, FieldMapping>>; readonly keys: Readonly<object> },
): readonly string[] {
  return Object.entries(KEYED_DOMAINS[domain].kinds)
    .filter(([kind, field]) => !Object.hasOwn(keys, kind) && hasColumn(fields[field]))
    .map(([kind]) => kind);
}

function hasColumn(field: FieldMapping | undefined): boolean {
  if (field === undefined || "value" in field) return false;
  if ("list" in field) return field.list.some(hasColumn);
  if ("first" in field) return field.first.some(hasColumn);
  return true;
}
