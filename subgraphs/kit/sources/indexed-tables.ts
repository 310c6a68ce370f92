import type { Database } from "../database/database.js";
import type { CandidatePage } from "./candidates-query.js";
import { MappedTables } from "./mapped-tables.js";
import type { Candidate, KeyedId, UnreadRecord } from "./mapped-tables.js";
import type { TableMapping } from "./mapping.js";

/** Search keys that are kept beside an owner's tables, because those have no place for them. */
export interface KeyIndex {
  /** The kinds of key that it keeps. */
  readonly kinds: ReadonlySet<string>;
  /** One page of the ids that have any of the keys, those with most of them first. @throws SourceFailure where it is too old */
  find(
    kind: string,
    keys: readonly string[],
    page: { readonly most: number; readonly offset: number },
    signal: AbortSignal,
  ): Promise<readonly KeyedId[]>;
}

export interface IndexedTablesSettings {
  readonly index: KeyIndex;
  /** Whether ids are whole numbers: then any other id is nobody's, and the database is not asked to read it as one. */
  readonly hasNumericIds: boolean;
}

const GONE = { row: {}, restriction: null } as const;

/** An owner's own tables, searched by an index that stands elsewhere. */
export class IndexedTables extends MappedTables {
  readonly #index: KeyIndex;
  readonly #hasNumericIds: boolean;

  constructor(database: Database, mapping: TableMapping, { index, hasNumericIds }: IndexedTablesSettings) {
    super(database, mapping);
    this.#index = index;
    this.#hasNumericIds = hasNumericIds;
  }

  override canFindBy(kind: string): boolean {
    return this.#index.kinds.has(kind) || super.canFindBy(kind);
  }

  override readUnread(ids: readonly string[], signal: AbortSignal): Promise<readonly UnreadRecord[]> {
    return super.readUnread(
      ids.filter((id) => this.#isId(id)),
      signal,
    );
  }

  override async warm(signal: AbortSignal): Promise<void> {
    await super.warm(signal);
    await Promise.all(
      [...this.#index.kinds].map((kind) => this.candidates(kind, [""], { most: 1, offset: 0, columns: [] }, signal)),
    );
  }

  /** The owner's table is asked in any case: whether it was would tell by its time that there is something. */
  protected override async candidates(
    kind: string,
    keys: readonly string[],
    page: CandidatePage,
    signal: AbortSignal,
  ): Promise<readonly Candidate[]> {
    if (!this.#index.kinds.has(kind)) return super.candidates(kind, keys, page, signal);
    const { most, offset } = page;
    const found = await this.#index.find(kind, keys, { most, offset: offset ?? 0 }, signal);
    const ids = found.map(({ id }) => id);
    const rows = await this.rowsOf(ids.length === 0 ? [this.#nobody] : ids, page.columns, signal);
    // One that has gone since takes its place in the page all the same: the page must not look like the last one.
    return found.map((keyed) => ({ ...keyed, ...(rows.get(keyed.id) ?? GONE) }));
  }

  get #nobody(): string {
    return this.#hasNumericIds ? "-1" : "";
  }

  #isId(id: string): boolean {
    return !this.#hasNumericIds || /^(0|[1-9]\d{0,17})$/.test(id);
  }
}
