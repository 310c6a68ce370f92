import type { DropDomain } from "../../kit/file/load-drop.js";
import { recordKeys } from "../matching/person-keys.js";
import { personRecordSchema } from "./person-record.js";
import type { PersonRecord } from "./person-record.js";

/** Persons that an owner drops in a file: a row is a record, and is searched by the keys that tables are searched by. */
export const personDrop: DropDomain<PersonRecord> = {
  record: personRecordSchema,
  keysOf: recordKeys,
  kinds: ["name", "name_born", "name_pair", "document"],
};
