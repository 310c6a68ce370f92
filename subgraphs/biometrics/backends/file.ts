import type { DropDomain } from "../../kit/file/load-drop.js";
import { templateRecordSchema } from "./encounter-record.js";
import type { TemplateRecord } from "./encounter-record.js";

/** Samples that an owner drops in a file: a row is a record with its template. */
export const encounterDrop: DropDomain<TemplateRecord> = {
  record: templateRecordSchema,
  keysOf: ({ kind }) => ({ kind: [kind] }),
  kinds: ["kind"],
};
