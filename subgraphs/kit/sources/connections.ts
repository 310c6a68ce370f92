import type { Database } from "../database/database.js";
import type { OwnSchemas } from "../decisions/own-schemas.js";
import { InvalidConfiguration } from "../errors.js";
import type { DropFault } from "../file/drop-fault.js";
import type { HopSender } from "../hop/hop-sender.js";
import type { Keys } from "../hop/keys.js";
import type { Callbacks } from "../remote/callbacks.js";
import { MappedRecords } from "./mapped-records.js";
import type { RecordSchema } from "./mapped-records.js";
import { MappedTables } from "./mapped-tables.js";
import type { SourceOver } from "./registry.js";

/** The databases of this process, by the names that the registry uses. */
export type Databases = (name: string) => Database;

/** What this process reaches sources with, and where it keeps what is the graph's own. */
export interface Connections {
  readonly databases: Databases;
  /** How the tables of a source are read, where not by their mapping alone. */
  readonly tablesOf?: ((source: SourceOver<"sql">) => MappedTables) | undefined;
  /** Signs what is asked of a server of another owner, by its name. Absent where this process has no keys to sign with. */
  readonly senderTo?: ((server: string) => HopSender) | undefined;
  /** What such a server signs its answers with. */
  readonly answerKeysOf?: ((server: string) => Keys) | undefined;
  /** Told of a drop that cannot be used, by the source's id. */
  readonly onDropFault?: ((source: string, fault: DropFault) => void) | undefined;
  /** Where this process keeps what is the graph's own: what officers decide. Absent where it keeps nothing. */
  readonly own?: OwnSchemas | undefined;
  /** Secrets by their names in the registry. */
  readonly secrets?: ((name: string) => string) | undefined;
  /** Where services deliver what they do not answer at once. */
  readonly callbacks?: Callbacks | undefined;
}

/** The records of a `sql` source, checked against the domain's schema. */
export function sqlRecords<Schema extends RecordSchema>(
  source: SourceOver<"sql">,
  { databases, tablesOf }: Connections,
  schema: Schema,
): MappedRecords<Schema> {
  const { database, mapping } = source.connector;
  const tables = tablesOf?.(source) ?? new MappedTables(databases(database), mapping);
  return new MappedRecords(tables, schema, source);
}

/** What is sent as `Authorization`, where the registry names a secret. @throws InvalidConfiguration where it is missing */
export function bearerOf(name: string | undefined, { secrets }: Connections): (() => string) | undefined {
  if (name === undefined) return undefined;
  if (secrets === undefined) throw new InvalidConfiguration(`This process has no secret ${name}.`);
  secrets(name);
  return () => `Bearer ${secrets(name)}`;
}

/** @throws InvalidConfiguration where this process has no keys to ask servers of other owners with */
export function keysFor(
  { connector: { server } }: SourceOver<"graphql">,
  { senderTo, answerKeysOf }: Connections,
): { readonly sender: HopSender; readonly answerKeys: Keys } {
  if (senderTo === undefined || answerKeysOf === undefined) {
    throw new InvalidConfiguration(`This process has no keys to ask the server ${server} with.`);
  }
  return { sender: senderTo(server), answerKeys: answerKeysOf(server) };
}
