import type { Migration } from "../../../kit/database/migration.js";
import * as travelDocument from "./0001-travel-document.js";
import * as restriction from "./0002-restriction.js";

/** How the tables of INTERPOL's central database come to be, in order. What has run somewhere is never changed: add the next. */
export const travelDocumentMigrations: readonly Migration[] = [
  { name: "0001-travel-document", up: travelDocument.up },
  { name: "0002-restriction", up: restriction.up },
];
