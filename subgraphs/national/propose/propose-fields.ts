import type { FieldMapping } from "../../kit/sources/mapping.js";
import type { Meaning } from "./column-words.js";
import { confidenceOf } from "./draft.js";
import type { Draft } from "./draft.js";
import { DATE_SHAPES } from "./look.js";
import type { Proposed, Recognised, TableLook } from "./look.js";

export const NOTHING: FieldMapping = { value: null };

/** What several domains propose alike, out of one table. */
export class FieldProposer {
  readonly look: TableLook;
  readonly draft: Draft;
  readonly #country: string;
  readonly #used = new Set<string>();

  constructor(look: TableLook, draft: Draft, country: string) {
    this.look = look;
    this.draft = draft;
    this.#country = country;
  }

  take(meaning: Meaning, shapes: Parameters<TableLook["find"]>[1] = []): Recognised | null {
    const found = this.look.find(meaning, shapes, this.#used);
    if (found !== null) this.use(found);
    return found;
  }

  use({ column }: Recognised): void {
    this.#used.add(column.name);
  }

  /** `table.column`, as it is told. */
  placeOf({ column }: Recognised): string {
    return `${this.look.table.name}.${column.name}`;
  }

  text(field: string, meaning: Meaning, shapes: Parameters<TableLook["find"]>[1] = []): void {
    const found = this.take(meaning, shapes);
    if (found === null) this.draft.fallBack(field, NOTHING);
    else this.#set(field, { column: found.column.name, most: 200 }, found);
  }

  number(field: string, meaning: Meaning, shapes: Parameters<TableLook["find"]>[1] = ["INTEGER"]): void {
    const found = this.take(meaning, shapes);
    if (found === null) this.draft.fallBack(field, NOTHING);
    else this.#set(field, { column: found.column.name, factor: 1 }, found);
  }

  date(field: string, meaning: Meaning): void {
    const found = this.take(meaning, DATE_SHAPES);
    if (found === null) this.draft.fallBack(field, NOTHING);
    else this.#set(field, this.look.date(found), found);
  }

  /** @param otherwise what it is where nothing says it */
  async country(field: string, meaning: Meaning, otherwise: FieldMapping = NOTHING): Promise<void> {
    const found = this.take(meaning);
    const proposed = found === null ? null : await this.look.country(found);
    if (found === null || proposed === null) return this.draft.fallBack(field, otherwise);
    this.setProposed(field, proposed, found);
  }

  async codes(
    field: string,
    meaning: Meaning,
    words: Readonly<Record<string, string>>,
    otherwise: { readonly mapping: FieldMapping; readonly todo?: string } = { mapping: NOTHING },
  ): Promise<void> {
    const found = this.take(meaning);
    const proposed = found === null ? null : await this.look.codes(found, words);
    if (found === null || proposed === null) return this.draft.fallBack(field, otherwise.mapping, otherwise.todo);
    this.setProposed(field, proposed, found);
  }

  setProposed(field: string, proposed: Proposed, found: Recognised, mapping = proposed.mapping): void {
    this.#set(field, mapping, found);
    this.askForCodes(field, proposed, found);
  }

  askForCodes(field: string, { unknownCodes }: Proposed, found: Recognised): void {
    if (unknownCodes === 0) return;
    this.draft.todos.push(
      `${field}: ${unknownCodes} codes of ${this.placeOf(found)} have no known word: list them under \`codes\`, or the records that have them are unavailable.`,
    );
  }

  get own(): FieldMapping {
    return { value: this.#country };
  }

  #set(field: string, mapping: FieldMapping, found: Recognised): void {
    this.draft.set(field, mapping, this.placeOf(found), confidenceOf(found.score));
  }
}
