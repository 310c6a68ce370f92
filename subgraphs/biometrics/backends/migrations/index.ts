import type { Migration } from "../../../kit/database/migration.js";
import * as encounter from "./0001-encounter.js";
import * as restriction from "./0002-restriction.js";

/** How the tables of INTERPOL's central database come to be, in order. What has run somewhere is never changed: add the next. */
export const encounterMigrations: readonly Migration[] = [
  { name: "0001-encounter", up: encounter.up },
  { name: "0002-restriction", up: restriction.up },
];
