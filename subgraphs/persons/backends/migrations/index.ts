import type { Migration } from "../../../kit/database/migration.js";
import * as nominal from "./0001-nominal.js";
import * as restriction from "./0002-restriction.js";
import * as namePair from "./0003-name-pair.js";
import * as wholeName from "./0004-whole-name.js";
import * as endsOfNames from "./0005-ends-of-names.js";

/** How the tables of INTERPOL's central database come to be, in order. What has run somewhere is never changed: add the next. */
export const personMigrations: readonly Migration[] = [
  { name: "0001-nominal", up: nominal.up },
  { name: "0002-restriction", up: restriction.up },
  { name: "0003-name-pair", up: namePair.up },
  { name: "0004-whole-name", up: wholeName.up },
  { name: "0005-ends-of-names", up: endsOfNames.up },
];
