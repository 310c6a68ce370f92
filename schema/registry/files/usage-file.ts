import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import type { OperationUsage } from "../../usage/operation-usage.js";
import { usageRowSchema } from "../usage-row.js";

const TABLE = `CREATE TABLE IF NOT EXISTS usage (
  client TEXT NOT NULL, client_version TEXT NOT NULL, operation_name TEXT NOT NULL, hash TEXT NOT NULL,
  document TEXT NOT NULL, count INTEGER NOT NULL, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL,
  PRIMARY KEY (client, client_version, operation_name, hash))`;

const ADD = `INSERT INTO usage VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (client, client_version, operation_name, hash) DO UPDATE SET
  count = count + excluded.count, first_seen = min(first_seen, excluded.first_seen), last_seen = max(last_seen, excluded.last_seen)`;

/** What clients asked, in one SQLite file: several gateways count into it at once, and none loses what another counted. */
export class UsageFile implements Disposable {
  readonly #database: DatabaseSync;

  constructor(path: string) {
    this.#database = new DatabaseSync(path, { timeout: 5_000 });
    this.#database.exec(`PRAGMA journal_mode = WAL; ${TABLE}`);
  }

  add(usage: readonly OperationUsage[]): void {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      const statement = this.#database.prepare(ADD);
      for (const { client, clientVersion, operationName, hash, document, count, firstSeen, lastSeen } of usage)
        statement.run(client, clientVersion ?? "", operationName ?? "", hash, document, count, firstSeen, lastSeen);
      this.#database.exec("COMMIT");
    } catch (error) {
      this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  all(): readonly OperationUsage[] {
    return z.array(usageRowSchema).parse(this.#database.prepare("SELECT * FROM usage ORDER BY count DESC, hash").all());
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
}
