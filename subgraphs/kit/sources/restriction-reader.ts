import { restrictionSchema } from "../policy/restriction.js";
import type { Restriction } from "../policy/restriction.js";
import { columnsOf, readField } from "./mapping.js";
import type { FieldMapping, Row } from "./mapping.js";
import { InvalidReply } from "./source.js";

/** As many restrictions keep their read form: a source has few that differ, but for moments until which records are hidden. */
const MOST_RESTRICTIONS = 1_000;

/** The owner's restriction out of a record's row. Reading one takes longer than deciding on it, and few differ. */
export class RestrictionReader {
  /** What must be read of the record's own table; none where the owner restricts nothing. */
  readonly columns: readonly string[];
  readonly #field: FieldMapping | undefined;
  readonly #default: Restriction | null;
  readonly #read = new Map<string, Restriction>();

  /** @param otherwise what holds where the owner says nothing of a record */
  constructor(field: FieldMapping | undefined, otherwise?: Restriction) {
    this.#field = field;
    this.#default = otherwise ?? null;
    this.columns = field === undefined ? [] : columnsOf({ field });
  }

  /** @throws InvalidReply where there is one that cannot be read: it must not be taken for none */
  read(row: Row): Restriction | null {
    if (this.#field === undefined) return this.#default;
    const cells = this.columns.map((column) => row[column] ?? null);
    if (cells.every(saysNothing)) return this.#default;
    const key = JSON.stringify(cells);
    const known = this.#read.get(key);
    if (known !== undefined) return known;
    const restriction = restrictionIn(row, this.#field);
    if (this.#read.size >= MOST_RESTRICTIONS) this.#read.clear();
    this.#read.set(key, restriction);
    return restriction;
  }
}

function saysNothing(cell: unknown): boolean {
  return cell === null || cell === "" || cell === "{}" || (typeof cell === "object" && JSON.stringify(cell) === "{}");
}

/** The cause stays behind: what is wrong with a text quotes it. A text of which no part is known is at fault too. */
function restrictionIn(row: Row, field: FieldMapping): Restriction {
  try {
    return restrictionSchema.parse(readField(field, row, () => []));
  } catch {
    throw new InvalidReply("a record has no valid restriction");
  }
}
