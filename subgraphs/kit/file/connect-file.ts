import type { Connections } from "../sources/connections.js";
import { MappedRecords } from "../sources/mapped-records.js";
import type { RecordSchema } from "../sources/mapped-records.js";
import { MappedTables } from "../sources/mapped-tables.js";
import type { RecordRef } from "../sources/record-ref.js";
import type { SourceOver } from "../sources/registry.js";
import type { DropFault } from "./drop-fault.js";
import { DropStore } from "./drop-store.js";
import { keyTable, ROWS_TABLE } from "./load-drop.js";
import type { DropDomain } from "./load-drop.js";

/** What an owner drops, read from now on: the last of it that is whole. */
export interface OpenDrop {
  /** Its records by a schema, searched as those of any tables are. */
  records<Schema extends RecordSchema>(schema: Schema): MappedRecords<Schema>;
}

export function openDrop<Record extends RecordRef>(
  domain: DropDomain<Record>,
  { connector, ...source }: SourceOver<"file">,
  { databases, onDropFault }: Connections,
): OpenDrop {
  const database = databases(connector.database);
  const onFault = (fault: DropFault): void => onDropFault?.(source.id, fault);
  const store = new DropStore({ ...connector, layout: connector, domain, source, database, onFault });
  const keys = domain.kinds.map((kind) => [kind, { table: keyTable(kind), column: "value", id: "id" }] as const);
  const { schema, mapping } = connector;
  const tables = new MappedTables(
    database,
    { schema, table: ROWS_TABLE, ...mapping, keys: Object.fromEntries(keys) },
    store,
  );
  return { records: (recordSchema) => new MappedRecords(tables, recordSchema, source) };
}
