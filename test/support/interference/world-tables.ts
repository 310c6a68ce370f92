import type { Cell, Database } from "../../../subgraphs/kit/database/database.js";
import { columnsOf, tablesBeside } from "../../../subgraphs/kit/sources/mapping.js";
import type { TableMapping } from "../../../subgraphs/kit/sources/mapping.js";
import type { SourceOver } from "../../../subgraphs/kit/sources/registry.js";
import { DOMAINS } from "../../../subgraphs/kit/sources/source.js";
import type { Domain } from "../../../subgraphs/kit/sources/source.js";
import { REGISTERS } from "../../../subgraphs/world/registers/index.js";
import type { NativeRow } from "../../../subgraphs/world/registers/register.js";
import { CANARY } from "./world-copies.js";
import type { CopiedRecords } from "./world-copies.js";

/** Puts other records in the place of those that the sources' tables hold. */
export async function refill(
  database: Database,
  sources: readonly SourceOver<"sql">[],
  records: CopiedRecords,
): Promise<void> {
  const tables = sources.flatMap(({ connector: { mapping } }) =>
    tablesOf(mapping).map((table) => `"${mapping.schema}"."${table}"`),
  );
  await database.run(`TRUNCATE ${tables.join(", ")}`);
  for (const domain of DOMAINS) {
    for (const register of REGISTERS[domain])
      await fill(database, sources, register.source, rowsOf(domain, register.source, sources, records));
  }
}

async function fill(
  database: Database,
  sources: readonly SourceOver<"sql">[],
  source: string,
  rows: readonly NativeRow[],
): Promise<void> {
  const { schema } = mappingOf(source, sources);
  for (const [name, ofTable] of Map.groupBy(rows, ({ table }) => table)) {
    const columns = Object.keys(ofTable[0]?.row ?? {});
    await database.load(
      { schema, name, columns },
      ofTable.map(({ row }) => columns.map((column) => row[column] ?? null)),
    );
  }
}

/** In the order of the records, so that two worlds differ in nothing but what they hold. */
function rowsOf<D extends Domain>(
  domain: D,
  source: string,
  sources: readonly SourceOver<"sql">[],
  records: CopiedRecords,
): readonly NativeRow[] {
  const register = REGISTERS[domain].find((one) => one.source === source);
  if (register === undefined) throw new Error(`There is no register ${source}.`);
  const mapping = mappingOf(source, sources);
  return records[domain]
    .filter((copy) => copy.sources.includes(source))
    .flatMap(({ record, isDefaced }) => {
      const rows = register.rowsOf(record);
      return isDefaced ? rows.map((row, index) => deface(row, mapping, `${CANARY}${record.localId}R${index}`)) : rows;
    });
}

/** Every cell holds a word that no cell may hold, but for those by which the record is found and is forbidden. */
function deface({ table, row }: NativeRow, mapping: TableMapping, token: string): NativeRow {
  const kept = new Set(keptColumns(table, mapping));
  const cells = Object.entries(row).map(([column, cell], index): [string, Cell] => [
    column,
    typeof cell !== "string" || kept.has(column) ? cell : `${token}C${index}`,
  ]);
  return { table, row: Object.fromEntries(cells) };
}

function keptColumns(table: string, { id, fields, keys, ...mapping }: TableMapping): readonly string[] {
  const lookups = Object.values(keys).filter((key) => (key.table ?? mapping.table) === table);
  const { restriction } = fields;
  return [
    ...lookups.flatMap((key) => [key.column, key.id ?? id]),
    ...tablesBeside(fields).flatMap((beside) => (beside.table === table ? [beside.parent, beside.order ?? ""] : [])),
    ...(table === mapping.table ? [id, ...(restriction === undefined ? [] : columnsOf({ restriction }))] : []),
  ];
}

function tablesOf({ table, fields, keys }: TableMapping): readonly string[] {
  const ofKeys = Object.values(keys).flatMap((key) => key.table ?? []);
  return [...new Set([table, ...tablesBeside(fields).map((beside) => beside.table), ...ofKeys])];
}

function mappingOf(source: string, sources: readonly SourceOver<"sql">[]): TableMapping {
  const found = sources.find(({ id }) => id === source);
  if (found === undefined) throw new Error(`The registry has no source ${source}.`);
  return found.connector.mapping;
}
