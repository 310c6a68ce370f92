import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { AuditUnavailable } from "../audit-unavailable.js";

/**
 * Keeps the folder for this process until it lets go or ends, however it ends. The lock is SQLite's on its database file:
 * the operating system's own, which a killed process cannot leave behind, as a file with a process id would be.
 * @throws AuditUnavailable when somebody else has it
 */
export function lockFolder(path: string): Disposable {
  const database = new DatabaseSync(path);
  try {
    database.exec("BEGIN EXCLUSIVE");
  } catch (cause) {
    database.close();
    throw new AuditUnavailable("Another process writes this audit log.", { cause });
  }
  return { [Symbol.dispose]: () => database.close() };
}

/** Whether a process has the folder at this moment. */
export function isLocked(path: string): boolean {
  if (!existsSync(path)) return false;
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    database.exec("BEGIN; SELECT count(*) FROM sqlite_schema;");
    return false;
  } catch {
    return true;
  } finally {
    database.close();
  }
}
