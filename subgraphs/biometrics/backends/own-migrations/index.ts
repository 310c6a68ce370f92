import { decisionMigration } from "../../../kit/decisions/decision-migration.js";
import type { Migration } from "../../../kit/database/migration.js";
import * as telling from "./0002-telling.js";

/** How the domain's own tables come to be, in order. What has run somewhere is never changed: add the next. */
export const confirmationMigrations: readonly Migration[] = [
  decisionMigration,
  { name: "0002-telling", up: telling.up },
];
