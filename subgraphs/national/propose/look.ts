import { parseCountry } from "../../kit/identifiers/country.js";
import type { Database } from "../../kit/database/database.js";
import type { FieldMapping } from "../../kit/sources/mapping.js";
import { readCodes, readCodeTable } from "../inspect/read-codes.js";
import type { Code } from "../inspect/read-codes.js";
import type { Column, Table } from "../inspect/read-tables.js";
import { countShapes } from "../inspect/value-shapes.js";
import type { ColumnShapes, Shape } from "../inspect/value-shapes.js";
import { COLUMN_WORDS } from "./column-words.js";
import type { Meaning } from "./column-words.js";
import { likeness, plainName, wordOf } from "./match-words.js";

/** A column that was recognised, and how surely. */
export interface Recognised {
  readonly column: Column;
  readonly score: number;
}

/** A field as it is proposed, with how many codes no word is known for. */
export interface Proposed {
  readonly mapping: FieldMapping;
  readonly unknownCodes: number;
}

export const DATE_SHAPES = ["YYYY-MM-DD", "YYYYMMDD", "YYYY/MM/DD", "DD.MM.YYYY", "DD/MM/YYYY"] as const;

const LEAST_SCORE = 0.6;
/** Above what any word gives. */
const NAMED_SCORE = 2;
/** Of the values that must look like what the column is taken for. */
const MOST_OF_THEM = 0.8;
const INTEGER_TYPE = /^(big|small|medium|tiny)?int(eger)?$/;
const COMMENT_COUNTS = 0.95;

/** What a table stands among. */
interface Lookout {
  readonly database: Database;
  readonly tables: readonly Table[];
  readonly named: NamedColumns;
}

/** What somebody who knows the tables has said of them: more than any word for a name. */
export interface NamedColumns {
  /** By the column, or by `table.column` where several tables have one of this name. */
  readonly [column: string]: Meaning;
}

/** One table with the counts of its columns, and what can be proposed from it. */
export class TableLook {
  readonly table: Table;
  readonly #database: Database;
  readonly #shapes: ReadonlyMap<string, ColumnShapes>;
  readonly #tables: readonly Table[];
  readonly #named: NamedColumns;

  private constructor(table: Table, shapes: ReadonlyMap<string, ColumnShapes>, { database, tables, named }: Lookout) {
    this.table = table;
    this.#database = database;
    this.#shapes = shapes;
    this.#tables = tables;
    this.#named = named;
  }

  static async at(table: Table, lookout: Lookout): Promise<TableLook> {
    return new TableLook(table, await countShapes(lookout.database, table), lookout);
  }

  /** The column that holds the owner's ids: the primary key, else one that is called so and repeats nothing. */
  get id(): Column | null {
    const { columns, primaryKey } = this.table;
    const primary = columns.find(({ name }) => name === primaryKey);
    if (primary !== undefined) return primary;
    const unique = columns.filter(({ name }) => {
      const shapes = this.#shapes.get(name);
      return shapes !== undefined && shapes.filled > 0 && shapes.distinct === shapes.rows;
    });
    return unique.find(({ name }) => /id$|^no$|nr$|num|код|номер|番号/u.test(plainName(name))) ?? unique[0] ?? null;
  }

  get hasNumericIds(): boolean {
    return this.id !== null && INTEGER_TYPE.test(this.id.type);
  }

  shapesOf(column: string): ColumnShapes | undefined {
    return this.#shapes.get(column);
  }

  /** The column that most surely means this, and whose values look like it. */
  find(meaning: Meaning, shapes: readonly Shape[] = [], not: ReadonlySet<string> = new Set()): Recognised | null {
    const found = this.table.columns
      .filter(({ name }) => name !== this.id?.name && !not.has(name) && this.#looksLike(name, shapes))
      .map((column) => ({ column, score: this.#scoreOf(column, meaning) }))
      .filter(({ score }) => score >= LEAST_SCORE)
      .toSorted((one, other) => other.score - one.score);
    return found[0] ?? null;
  }

  /** A column that is told by its values alone. */
  findByShape(shape: Shape): Recognised | null {
    const column = this.table.columns.find(({ name }) => {
      const shapes = this.#shapes.get(name);
      return shapes !== undefined && shapes.distinct > 1 && shapes.share(shape) >= MOST_OF_THEM;
    });
    return column === undefined ? null : { column, score: LEAST_SCORE };
  }

  /** A date by how most of its values are written. */
  date({ column }: Recognised): FieldMapping {
    const shapes = this.#shapes.get(column.name);
    const format = DATE_SHAPES.toSorted((one, other) => (shapes?.share(other) ?? 0) - (shapes?.share(one) ?? 0))[0];
    return { column: column.name, date: format ?? "YYYY-MM-DD" };
  }

  /** A country by its code, or by what the table of codes that the column points to says; null where it is neither. */
  async country({ column }: Recognised): Promise<Proposed | null> {
    const pointed = await this.#codeTable(column.name);
    if (pointed === null) {
      const isCode = this.#looksLike(column.name, ["COUNTRY"]);
      return isCode ? { mapping: { column: column.name, country: true }, unknownCodes: 0 } : null;
    }
    return codesOf(column.name, pointed, (words) => {
      const country = words.map(parseCountry).find((parsed) => parsed.ok);
      return country?.ok === true ? country.value : null;
    });
  }

  /** Codes by the words for them; null where the column holds no codes. */
  async codes({ column }: Recognised, words: Readonly<Record<string, string>>): Promise<Proposed | null> {
    const { schema, name } = this.table;
    const place = { schema, table: name, column: column.name };
    const codes = (await this.#codeTable(column.name)) ?? (await readCodes(this.#database, place));
    return codes === null ? null : codesOf(column.name, codes, (said) => wordOf(said, words));
  }

  async #codeTable(column: string): Promise<readonly Code[] | null> {
    const reference = this.table.references.find((each) => each.column === column);
    const table = this.#tables.find(({ schema, name }) => schema === this.table.schema && name === reference?.table);
    if (reference === undefined || table === undefined) return null;
    const columns = table.columns.map(({ name }) => name).filter((name) => name !== reference.to);
    if (columns.length === 0) return null;
    return readCodeTable(this.#database, { schema: table.schema, table: table.name, id: reference.to, columns });
  }

  /** What is named counts for that alone; else the name counts, and what the owner says of the column nearly as much. */
  #scoreOf({ name, comment }: Column, meaning: Meaning): number {
    const said = this.#named[`${this.table.name}.${name}`] ?? this.#named[name];
    if (said !== undefined) return said === meaning ? NAMED_SCORE : 0;
    const words = COLUMN_WORDS[meaning];
    return Math.max(likeness(name, words), COMMENT_COUNTS * likeness(comment, words));
  }

  #looksLike(column: string, shapes: readonly Shape[]): boolean {
    const counts = this.#shapes.get(column);
    if (shapes.length === 0 || counts === undefined || counts.filled === 0) return true;
    return shapes.some((shape) => counts.share(shape) >= MOST_OF_THEM);
  }
}

function codesOf(
  column: string,
  codes: readonly Code[],
  read: (words: readonly string[]) => string | null,
): Proposed | null {
  const known = codes.flatMap(({ code, words }) => {
    const word = read([...words, code]);
    return word === null ? [] : [[code, word] as const];
  });
  if (known.length === 0) return null;
  return { mapping: { column, codes: Object.fromEntries(known) }, unknownCodes: codes.length - known.length };
}
