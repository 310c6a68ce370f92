import { z } from "zod";
import { parseCountry } from "../identifiers/country.js";
import { restrictionSchema } from "../policy/restriction.js";
import { rememberBeside } from "../remember.js";
import { keyLookupSchema } from "./key-lookup.js";
import { InvalidReply } from "./source.js";

/** How a date is written in a column. A partial date has zeros, spaces or nothing in the parts that are not known. */
const DATE_FORMATS = ["YYYY-MM-DD", "YYYYMMDD", "YYYY/MM/DD", "DD.MM.YYYY", "DD/MM/YYYY"] as const;
type DateFormat = (typeof DATE_FORMATS)[number];

/** One column, and what turns what it holds into the graph's word for it. */
const columnSchema = z.strictObject({
  column: z.string(),
  /** Steps into a column that holds JSON. */
  path: z.array(z.string()).optional(),
  /** The owner's codes and the graph's: `{ "1": "M", "2": "F" }`. A code that is not listed is a fault. */
  codes: z.record(z.string(), z.string()).optional(),
  /** How a date is written. The result is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  date: z.enum(DATE_FORMATS).optional(),
  /** Multiplies a number: 100 turns metres into centimetres. */
  factor: z.number().optional(),
  /** Cuts one text into a list. */
  split: z.string().optional(),
  /** What stands for what in a text: `["/", "-"]`. */
  replace: z.tuple([z.string().min(1), z.string()]).optional(),
  /** Holds a country by its code of two letters or three. */
  country: z.literal(true).optional(),
  /** Keeps so many characters of a text. */
  most: z.int().min(1).optional(),
});
type ColumnMapping = z.output<typeof columnSchema>;

/** How one field of a record comes out of the owner's tables. */
export type FieldMapping =
  | ColumnMapping
  | { readonly value: string | number | boolean | null }
  | { readonly object: Readonly<Record<string, FieldMapping>> }
  | { readonly list: readonly FieldMapping[] }
  /** The first of several that is known; else the last, whatever it is. */
  | { readonly first: readonly FieldMapping[] }
  | {
      readonly rows: { readonly table: string; readonly parent: string; readonly order?: string | undefined };
      readonly each: FieldMapping;
    }
  | {
      readonly items: { readonly column: string; readonly path?: readonly string[] | undefined };
      readonly each: FieldMapping;
    };

export const fieldMappingSchema: z.ZodType<FieldMapping> = z.lazy(() =>
  z.union([
    columnSchema,
    z.strictObject({ value: z.union([z.string(), z.number(), z.boolean(), z.null()]) }),
    z.strictObject({ object: z.record(z.string(), fieldMappingSchema) }),
    z.strictObject({ list: z.array(fieldMappingSchema) }),
    z.strictObject({ first: z.array(fieldMappingSchema).min(1) }),
    z.strictObject({
      rows: z.strictObject({ table: z.string(), parent: z.string(), order: z.string().optional() }),
      each: fieldMappingSchema,
    }),
    z.strictObject({
      items: z.strictObject({ column: z.string(), path: z.array(z.string()).optional() }),
      each: fieldMappingSchema,
    }),
  ]),
);

/** How one owner's tables become the records of one domain. Data, not code: a member country writes no TypeScript. */
export const tableMappingSchema = z.strictObject({
  /** The schema (PostgreSQL) or database (MariaDB) that holds the tables. */
  schema: z.string(),
  table: z.string(),
  /** The column that holds the owner's id of the record. */
  id: z.string(),
  /** `restriction` is what the owner lays down for a record: it is read from the record's own row, before all else. */
  fields: z
    .record(z.string(), fieldMappingSchema)
    .refine(({ restriction }) => restriction === undefined || besideOf([restriction]).length === 0, {
      error: "A restriction is read from the record's own table.",
      path: ["restriction"],
    }),
  keys: z.record(z.string(), keyLookupSchema),
  /**
   * Columns of the record's own table, of pgvector's type, by which the database itself finds what is nearest by cosine:
   * `{ "face": { "column": "face" } }`.
   */
  vectors: z.record(z.string(), z.strictObject({ column: z.string() })).optional(),
  /** What holds for a record of which its owner says nothing. */
  defaultRestriction: restrictionSchema.optional(),
});
export type TableMapping = z.output<typeof tableMappingSchema>;

/** A row as the database gives it. */
export type Row = Readonly<Record<string, unknown>>;

/** Rows of the tables beside the record's own: by table, all rows of one record in their order. */
export type RowsBeside = (table: string) => readonly Row[];

/** The columns of the record's own table that the fields need. */
export function columnsOf(fields: Readonly<Record<string, FieldMapping>>): readonly string[] {
  return [...new Set(Object.values(fields).flatMap(ownColumns))];
}

/** A table beside the record's own, and what is read of it. */
export interface TableBeside {
  readonly table: string;
  readonly parent: string;
  readonly order: string | undefined;
  readonly columns: readonly string[];
}

/** Each table beside once, with all that the fields read of it. */
export function tablesBeside(fields: Readonly<Record<string, FieldMapping>>): readonly TableBeside[] {
  const byTable = Map.groupBy(besideOf(Object.values(fields)), ({ table }) => table);
  return [...byTable.values()].flatMap((readings) => {
    const [first] = readings;
    if (first === undefined) return [];
    return [{ ...first, columns: [...new Set(readings.flatMap(({ columns }) => columns))] }];
  });
}

function besideOf(fields: readonly FieldMapping[]): readonly TableBeside[] {
  return fields.flatMap((field): readonly TableBeside[] => {
    if ("object" in field) return besideOf(Object.values(field.object));
    if ("list" in field) return besideOf(field.list);
    if ("first" in field) return besideOf(field.first);
    if ("rows" in field) return [{ ...field.rows, order: field.rows.order, columns: ownColumns(field.each) }];
    return [];
  });
}

/** Reads the fields of one record. Gives plain values; the domain's own schema then decides whether they are a record. */
export function readFields(fields: Readonly<Record<string, FieldMapping>>, row: Row, beside: RowsBeside): Row {
  const record: Record<string, unknown> = {};
  for (const [name, field] of entriesOf(fields)) record[name] = readField(field, row, beside);
  return record;
}

const entriesOf = rememberBeside((fields: Readonly<Record<string, FieldMapping>>) => Object.entries(fields));

function ownColumns(field: FieldMapping): readonly string[] {
  if ("column" in field) return [field.column];
  if ("object" in field) return Object.values(field.object).flatMap(ownColumns);
  if ("list" in field) return field.list.flatMap(ownColumns);
  if ("first" in field) return field.first.flatMap(ownColumns);
  if ("items" in field) return [field.items.column];
  return [];
}

/** One field of a record. */
export function readField(field: FieldMapping, row: Row, beside: RowsBeside): unknown {
  if ("value" in field) return field.value;
  if ("column" in field) return readColumn(field, row);
  if ("object" in field) return readObject(field.object, row, beside);
  if ("list" in field) return present(field.list.map((entry) => readField(entry, row, beside)));
  if ("first" in field) return readFirst(field.first, row, beside);
  if ("rows" in field) return present(beside(field.rows.table).map((child) => readField(field.each, child, beside)));
  return present(itemsOf(field.items, row).map((item) => readField(field.each, item, beside)));
}

/** An object of which nothing is known but constants is no object: a row without an alias gives no empty alias. */
function readObject(object: Readonly<Record<string, FieldMapping>>, row: Row, beside: RowsBeside): Row | null {
  const read = readFields(object, row, beside);
  const isKnown = entriesOf(object).some(([name, field]) => !("value" in field) && !isEmpty(read[name]));
  return isKnown ? read : null;
}

function readFirst(fields: readonly FieldMapping[], row: Row, beside: RowsBeside): unknown {
  const values = fields.map((field) => readField(field, row, beside));
  return values.find((value) => !isEmpty(value)) ?? values.at(-1);
}

function readColumn(mapping: ColumnMapping, row: Row): unknown {
  const cell = mapping.path === undefined ? row[mapping.column] : stepInto(row[mapping.column], mapping.path);
  if (isEmpty(cell)) return mapping.split === undefined ? null : [];
  if (mapping.split !== undefined) {
    const parts = String(cell)
      .split(mapping.split)
      .map((part) => part.trim());
    return present(parts.map((part) => convert(mapping, part)));
  }
  return Array.isArray(cell) ? cell.map((part) => convert(mapping, part)) : convert(mapping, cell);
}

function convert(mapping: ColumnMapping, cell: unknown): unknown {
  if (isEmpty(cell)) return null;
  const { codes, date, factor, country, column } = mapping;
  if (codes !== undefined) {
    const word = codes[String(cell).trim()];
    if (word === undefined) throw new InvalidReply(`column ${column} holds a code that the mapping does not list`);
    return word;
  }
  if (date !== undefined) return readDate(String(cell), date, column);
  if (factor !== undefined) return Math.round(Number(cell) * factor * 1_000) / 1_000;
  if (country === true) {
    const code = parseCountry(String(cell));
    if (!code.ok) throw new InvalidReply(`column ${column} holds no country`);
    return code.value;
  }
  return typeof cell === "string" ? convertText(mapping, cell.trim()) : cell;
}

function convertText({ replace, most }: Pick<ColumnMapping, "replace" | "most">, text: string): string {
  const replaced = replace === undefined ? text : text.replaceAll(...replace);
  return most === undefined ? replaced : replaced.slice(0, most).trimEnd();
}

function readDate(text: string, format: DateFormat, column: string): string {
  const part = (letters: string): string =>
    text.slice(format.indexOf(letters), format.indexOf(letters) + letters.length);
  const [year, month, day] = [part("YYYY"), part("MM"), part("DD")];
  if (!/^\d{4}$/.test(year)) throw new InvalidReply(`column ${column} holds a date that is not written ${format}`);
  if (!isKnownPart(month)) return year;
  return isKnownPart(day) ? `${year}-${month}-${day}` : `${year}-${month}`;
}

function isKnownPart(part: string): boolean {
  return /^\d\d$/.test(part) && part !== "00";
}

function itemsOf(
  { column, path }: { readonly column: string; readonly path?: readonly string[] | undefined },
  row: Row,
): readonly Row[] {
  const items = stepInto(row[column], path ?? []);
  return Array.isArray(items) ? items.filter(isRow) : [];
}

/** MariaDB gives JSON as text, PostgreSQL as a value. */
function stepInto(cell: unknown, path: readonly string[]): unknown {
  const start: unknown = typeof cell === "string" ? JSON.parse(cell) : cell;
  return step(start, path);
}

/** What lies at the end of a path, into objects by name and into lists by number; null where it leads nowhere. */
export function step(start: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => {
    if (Array.isArray(value)) return /^\d+$/.test(name) ? (value[Number(name)] ?? null) : null;
    return isRow(value) && Object.hasOwn(value, name) ? value[name] : null;
  }, start);
}

export function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}

function present(values: readonly unknown[]): readonly unknown[] {
  return values.filter((value) => !isEmpty(value));
}
