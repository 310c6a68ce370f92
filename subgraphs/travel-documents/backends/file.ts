import type { DropDomain } from "../../kit/file/load-drop.js";
import { documentKeys } from "../matching/document-keys.js";
import { travelDocumentRecordSchema } from "./travel-document-record.js";
import type { TravelDocumentRecord } from "./travel-document-record.js";

/** Documents that an owner drops in a file: a row is a record, and is searched by the keys that tables are searched by. */
export const travelDocumentDrop: DropDomain<TravelDocumentRecord> = {
  record: travelDocumentRecordSchema,
  keysOf: (document) => documentKeys([document]),
  kinds: ["number", "class"],
};
