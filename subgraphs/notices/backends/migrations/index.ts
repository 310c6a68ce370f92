import type { Migration } from "../../../kit/database/migration.js";
import * as notice from "./0001-notice.js";
import * as restriction from "./0002-restriction.js";

/** How the tables of INTERPOL's central database come to be, in order. What has run somewhere is never changed: add the next. */
export const noticeMigrations: readonly Migration[] = [
  { name: "0001-notice", up: notice.up },
  { name: "0002-restriction", up: restriction.up },
];
