import type { TableShape } from "../../kit/database/create-table.js";
import type { Cell } from "../../kit/database/database.js";
import type { Migration } from "../../kit/database/migration.js";

export type { TableShape } from "../../kit/database/create-table.js";

/** A row for one of the tables, by column. */
export interface NativeRow {
  readonly table: string;
  readonly row: Readonly<Record<string, Cell>>;
}

/** What an owner keeps for one source: its tables, and how one of its records lies in them. */
export type Register<Held> = (OwnTables | MigratedTables) & {
  /** The source in the registry. */
  readonly source: string;
  readonly rowsOf: (record: Held) => readonly NativeRow[];
};

/** A country's own tables: how they come to be is no business of ours, so the world just makes them. */
interface OwnTables {
  readonly tables: readonly TableShape[];
}

/** The tables of the central databases, which we keep ourselves. */
interface MigratedTables {
  readonly migrations: readonly Migration[];
}

/** The tables of keys that stand beside an owner's own: the owner's tables are searched through them. */
export function keyTables(kinds: readonly string[]): readonly TableShape[] {
  return kinds.map((kind) => ({
    name: keyTable(kind),
    columns: { value: "code", id: "code" },
    indexes: [["value", "id"]],
  }));
}

export function keyRows(id: string, keys: Readonly<Record<string, readonly string[]>>): readonly NativeRow[] {
  return Object.entries(keys).flatMap(([kind, values]) =>
    values.map((value) => ({ table: keyTable(kind), row: { value, id } })),
  );
}

function keyTable(kind: string): string {
  return `crosscheck_${kind}`;
}

/** A partial date by a pattern of `YYYY`, `MM` and `DD`; what is not known is written as zeros. */
export function writeDate(date: string | null | undefined, pattern: string): string | null {
  if (date === null || date === undefined) return null;
  const [year = "0000", month = "00", day = "00"] = date.split("-");
  return pattern.replace("YYYY", year).replace("MM", month).replace("DD", day);
}

/** The owner's code for one of the graph's words, by the table that its mapping has the other way round. */
export function codeOf(codes: Readonly<Record<string, string>>, word: string | null): string | null {
  if (word === null) return null;
  return Object.keys(codes).find((code) => codes[code] === word) ?? null;
}

export function joined(words: readonly string[], separator: string): string | null {
  return words.length === 0 ? null : words.join(separator);
}
